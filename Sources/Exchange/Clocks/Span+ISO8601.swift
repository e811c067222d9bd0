// SPDX-License-Identifier: EUPL-1.2

extension Span {
    /// Reads an ISO 8601 duration of fixed length: `PT24H`, `P1D`, `P2W`, `P1DT2H30M`, `PT0.250S`, `-PT5M`.
    ///
    /// Weeks stand alone. Months and years have no fixed length and are refused, as are a fraction other than of seconds, a
    /// fraction finer than a millisecond, units out of order or without a number, and lengths beyond 64 bits.
    ///
    /// - Returns: `nil` when the text is not such a duration.
    public init?(iso8601 text: some StringProtocol) {
        var scanner = ClockScanner(text.utf8)
        let isNegative = scanner.take(UInt8(ascii: "-"))
        guard scanner.take(UInt8(ascii: "P")), let total = scanner.fixedDuration(), scanner.atEnd else { return nil }
        self.init(milliseconds: isNegative ? -total : total)
    }
}

extension Span: CustomStringConvertible {
    /// ISO 8601 in days of 24 hours, hours, minutes and seconds, the parts that are zero left out; thousandths with three
    /// decimals. 24 hours print as `P1D`, 25 as `P1DT1H`, 250 ms as `PT0.250S`, nothing as `PT0S`.
    public var description: String {
        guard milliseconds != 0 else { return "PT0S" }
        let (days, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 86_400_000)
        var text = milliseconds < 0 ? "-P" : "P"
        if days > 0 { text += "\(days)D" }
        guard rest > 0 else { return text }
        text += "T"
        let (hours, minutes, thousandths) = (rest / 3_600_000, rest / 60_000 % 60, rest % 60_000)
        if hours > 0 { text += "\(hours)H" }
        if minutes > 0 { text += "\(minutes)M" }
        if thousandths > 0 { text += "\(ClockWriter.seconds(thousandths: thousandths))S" }
        return text
    }
}

extension ClockScanner {
    /// What follows the `P` of a duration of fixed length, in milliseconds; `nil` when it is none or does not fit.
    fileprivate mutating func fixedDuration() -> Int64? {
        if take(UInt8(ascii: "T")) { return hoursMinutesSeconds() }
        guard let count = number(digits: 1...18) else { return nil }
        if take(UInt8(ascii: "W")) { return Self.product(count, 7 * Span.millisecondsPerDay) }
        guard take(UInt8(ascii: "D")), let days = Self.product(count, Span.millisecondsPerDay) else { return nil }
        guard take(UInt8(ascii: "T")) else { return days }
        return hoursMinutesSeconds().flatMap { Self.sum(days, $0) }
    }

    /// What follows the `T`: at least one part, each of a smaller unit than the one before.
    private mutating func hoursMinutesSeconds() -> Int64? {
        var total: Int64 = 0
        var largest = Int64.max
        repeat {
            guard let count = number(digits: 1...18) else { return nil }
            let hasFraction = isNext(UInt8(ascii: "."))
            guard
                let thousandths = fraction(digits: 1...3),
                let unit = timeUnit(), unit < largest, unit == 1000 || !hasFraction,
                let whole = Self.product(count, unit),
                let part = Self.sum(whole, Int64(thousandths)),
                let sum = Self.sum(total, part)
            else { return nil }
            total = sum
            largest = unit
        } while !atEnd
        return total
    }

    private mutating func timeUnit() -> Int64? {
        if take(UInt8(ascii: "H")) { return Span.millisecondsPerHour }
        if take(UInt8(ascii: "M")) { return Span.millisecondsPerMinute }
        return take(UInt8(ascii: "S")) ? 1000 : nil
    }

    private static func product(_ count: Int, _ unit: Int64) -> Int64? {
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64? {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }
}
