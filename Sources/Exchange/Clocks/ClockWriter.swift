// SPDX-License-Identifier: EUPL-1.2

/// Writes dates and times of fixed width into a string's own storage, so that printing one allocates nothing else.
struct ClockWriter: ~Copyable {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    /// A writer at the start of `buffer`, which must have room for all that is written.
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        self.buffer = buffer
    }

    mutating func write(_ byte: UInt8) {
        buffer[count] = byte
        count += 1
    }

    /// `number`, not negative, with zeros before it up to `width` digits.
    mutating func write(_ number: Int, width: Int) {
        var rest = number
        for index in stride(from: count + width - 1, through: count, by: -1) {
            buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += width
    }

    /// `2026-11-21`, 10 bytes.
    mutating func write(_ date: CivilDate) {
        write(date.year, width: 4)
        write(UInt8(ascii: "-"))
        write(date.month, width: 2)
        write(UInt8(ascii: "-"))
        write(date.day, width: 2)
    }

    /// `03:08:20.123`, 12 bytes.
    mutating func write(millisecondOfDay: Int) {
        write(millisecondOfDay / 3_600_000, width: 2)
        write(UInt8(ascii: ":"))
        write(millisecondOfDay / 60_000 % 60, width: 2)
        write(UInt8(ascii: ":"))
        write(millisecondOfDay / 1000 % 60, width: 2)
        write(UInt8(ascii: "."))
        write(millisecondOfDay % 1000, width: 3)
    }

    /// A number of seconds without needless decimals: `90`, or `0.250`.
    static func seconds(thousandths: UInt64) -> String {
        let (seconds, rest) = thousandths.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return "\(seconds)" }
        let digits = "\(rest)"
        return "\(seconds)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}

extension FixedWidthInteger {
    /// Division rounding down, with a remainder that is never negative: what day numbers before 1970 need.
    func quotientAndModulus(by divisor: Self) -> (quotient: Self, modulus: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
