// SPDX-License-Identifier: EUPL-1.2

/// Reads the short fixed texts of dates, times and durations byte by byte, without copying them.
struct ClockScanner<Bytes: Collection> where Bytes.Element == UInt8 {
    private let bytes: Bytes
    private var position: Bytes.Index

    init(_ bytes: Bytes) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Whether nothing is left.
    var atEnd: Bool { position == bytes.endIndex }

    /// Whether the next byte is this one.
    func isNext(_ byte: UInt8) -> Bool {
        !atEnd && bytes[position] == byte
    }

    /// Passes over the next byte if it is this one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard isNext(byte) else { return false }
        bytes.formIndex(after: &position)
        return true
    }

    /// A number of exactly so many decimal digits.
    mutating func number(digits: Int) -> Int? {
        number(digits: digits...digits)
    }

    /// A number of so many decimal digits, as many as are there; `nil` when there are fewer. At most 18 fit.
    mutating func number(digits: ClosedRange<Int>) -> Int? {
        var value = 0
        var count = 0
        while count < digits.upperBound, let digit = takeDigit() {
            value = value * 10 + digit
            count += 1
        }
        return count >= digits.lowerBound ? value : nil
    }

    /// A decimal point and its digits as thousandths, finer ones cut off: 0 when there is no point, `nil` when the number
    /// of digits after the point is not one of `digits`.
    mutating func fraction(digits: ClosedRange<Int>) -> Int? {
        guard take(UInt8(ascii: ".")) else { return 0 }
        var thousandths = 0
        var weight = 100
        var count = 0
        while count < digits.upperBound, let digit = takeDigit() {
            thousandths += digit * weight
            weight /= 10
            count += 1
        }
        return count >= digits.lowerBound ? thousandths : nil
    }

    /// `2026-11-21`, a day that exists.
    mutating func date() -> CivilDate? {
        guard
            let year = number(digits: 4), take(UInt8(ascii: "-")),
            let month = number(digits: 2), take(UInt8(ascii: "-")),
            let day = number(digits: 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// `Z`, `+01:00` or `-23:59`, in minutes east of UTC.
    mutating func offset() -> Int? {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isWest = take(UInt8(ascii: "-"))
        guard
            isWest || take(UInt8(ascii: "+")),
            let hours = number(digits: 2), hours < 24, take(UInt8(ascii: ":")),
            let minutes = number(digits: 2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    private mutating func takeDigit() -> Int? {
        guard !atEnd, case let digit = Int(bytes[position]) - 48, 0...9 ~= digit else { return nil }
        bytes.formIndex(after: &position)
        return digit
    }
}
