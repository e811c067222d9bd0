// SPDX-License-Identifier: EUPL-1.2

extension UsageRowParser {
    /// The number of at most 8 digits.
    @inline(__always)
    static func number(_ range: Range<Int>, in line: Span<UInt8>) -> Int? {
        guard range.count <= 8 else { return nil }
        var number = 0
        for index in range {
            guard let digit = line[index].decimalValue else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    /// 1 to 15 digits.
    @inline(__always)
    static func digits(_ range: Range<Int>, in line: Span<UInt8>) -> DigitCode? {
        guard range.count <= 15 else { return nil }
        var value: UInt64 = 1
        for index in range {
            guard let digit = line[index].decimalValue else { return nil }
            value = value &* 10 &+ UInt64(digit)
        }
        return DigitCode(marked: value)
    }

    /// Codes of three digits joined by `|`.
    @inline(__always)
    static func technologies(_ range: Range<Int>, in line: Span<UInt8>) -> Technologies? {
        guard range.count % 4 == 3 else { return nil }
        var found: Technologies = []
        var start = range.lowerBound
        while start < range.upperBound {
            guard let code = number(start..<(start + 3), in: line), let technology = Technologies(code: code) else { return nil }
            found.insert(technology)
            start += 3
            guard start == range.upperBound || line[start] == UInt8(ascii: "|") else { return nil }
            start += 1
        }
        return found
    }

    /// `hhmmss` or `hh:mm:ss`, in seconds since midnight.
    @inline(__always)
    static func second(_ range: Range<Int>, in line: Span<UInt8>) -> UInt32? {
        let start = range.lowerBound
        var places = (start, start + 2, start + 4)
        if range.count == 8 {
            guard line[start + 2] == UInt8(ascii: ":"), line[start + 5] == UInt8(ascii: ":") else { return nil }
            places = (start, start + 3, start + 6)
        } else if range.count != 6 {
            return nil
        }
        guard let hour = number(places.0..<(places.0 + 2), in: line), let minute = number(places.1..<(places.1 + 2), in: line),
            let second = number(places.2..<(places.2 + 2), in: line), hour < 24, minute < 60, second < 60
        else { return nil }
        return UInt32(hour * 3_600 + minute * 60 + second)
    }

    /// Degrees with a point, in 1/100,000 degree; further places are dropped.
    @inline(__always)
    static func degrees(_ range: Range<Int>, in line: Span<UInt8>, most: Int32) -> Int32? {
        guard range.count <= 24 else { return nil }
        var index = range.lowerBound
        let isNegative = line[index] == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var value: Int64 = 0
        var whole = 0
        var places = -1
        while index < range.upperBound {
            if let digit = line[index].decimalValue {
                if places < 0 {
                    whole += 1
                    guard whole <= 3 else { return nil }
                }
                if places < 5 { value = value * 10 + Int64(digit) }
                if places >= 0, places < 5 { places += 1 }
            } else if line[index] == UInt8(ascii: "."), places < 0 {
                places = 0
            } else {
                return nil
            }
            index += 1
        }
        guard whole > 0 else { return nil }
        for _ in max(places, 0)..<5 { value *= 10 }
        guard value <= Int64(most) else { return nil }
        return Int32(isNegative ? -value : value)
    }
}
