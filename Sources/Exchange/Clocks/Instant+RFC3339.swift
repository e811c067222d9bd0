// SPDX-License-Identifier: EUPL-1.2

extension Instant {
    /// Reads a date-time of RFC 3339 §5.6, such as `2026-11-21T04:08:20.5+01:00`.
    ///
    /// Any offset is taken, `T` and `Z` may be small letters, the fraction is optional and digits after the third are cut
    /// off. A leap second (`:60`, only where UTC reads 23:59:60) becomes the last millisecond of its minute, so that it stays
    /// in its own hour and day. A space for the `T`, a missing offset, a day that does not exist, more than twelve digits
    /// of fraction, and anything before or after the date-time are refused.
    ///
    /// - Returns: `nil` when the text is not such a date-time or lies outside ``earliest`` … ``latest`` in UTC.
    public init?(rfc3339 text: some StringProtocol) {
        var scanner = ClockScanner(text.utf8)
        guard
            let date = scanner.date(),
            scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")),
            let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2), second <= 60,
            let fraction = scanner.fraction(digits: 1...12),
            let offset = scanner.offset(), scanner.atEnd
        else { return nil }

        let isLeapSecond = second == 60
        let thousandths = isLeapSecond ? 59_999 : second * 1000 + fraction
        let minutes = Int64(date.dayNumber) * 1440 + Int64(hour * 60 + minute - offset)
        let total = minutes * Span.millisecondsPerMinute + Int64(thousandths)
        self.init(milliseconds: total)
        guard milliseconds == total else { return nil }
        let minuteOfDay = (minutes % 1440 + 1440) % 1440
        guard !isLeapSecond || minuteOfDay == 1439 else { return nil }
    }
}

extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC with three decimals, always 24 characters: `2026-11-21T03:08:20.123Z`.
    ///
    /// One form only, so that the texts sort as the instants do and signed documents stay the same byte for byte.
    public var description: String {
        let (day, millisecondOfDay) = milliseconds.quotientAndModulus(by: Span.millisecondsPerDay)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var writer = ClockWriter(buffer)
            writer.write(CivilDate(dayNumber: Int(day)))
            writer.write(UInt8(ascii: "T"))
            writer.write(millisecondOfDay: Int(millisecondOfDay))
            writer.write(UInt8(ascii: "Z"))
            return writer.count
        }
    }
}
