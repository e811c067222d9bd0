// SPDX-License-Identifier: EUPL-1.2

/// Writes a moment as RFC 3339 in UTC with milliseconds: `2026-01-31T23:59:59.999Z`, always 24 bytes.
enum TimeText {
    /// The last moment with a year of four digits, 9999-12-31T23:59:59.999Z, in milliseconds since 1970.
    static let last: Int64 = 253_402_300_799_999
    /// The first one, 0000-01-01T00:00:00.000Z.
    static let first: Int64 = -62_167_219_200_000

    /// Appends the text. Moments outside the years 0000–9999 become the nearest one inside, for RFC 3339 has no other years.
    ///
    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z, leap seconds not counted.
    static func append(_ milliseconds: Int64, to bytes: inout [UInt8]) {
        let moment = min(max(milliseconds, first), last)
        let day = moment >= 0 ? moment / 86_400_000 : (moment - 86_399_999) / 86_400_000
        let rest = moment - day * 86_400_000
        let (year, month, dayOfMonth) = date(daysSince1970: day)
        digits(year, 4, then: "-", to: &bytes)
        digits(month, 2, then: "-", to: &bytes)
        digits(dayOfMonth, 2, then: "T", to: &bytes)
        digits(rest / 3_600_000, 2, then: ":", to: &bytes)
        digits(rest / 60_000 % 60, 2, then: ":", to: &bytes)
        digits(rest / 1000 % 60, 2, then: ".", to: &bytes)
        digits(rest % 1000, 3, then: "Z", to: &bytes)
    }

    /// The Gregorian date, counted in years that begin on 1 March so that the leap day comes last.
    private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func digits(_ number: Int64, _ width: Int, then mark: Unicode.Scalar, to bytes: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / divisor % 10))
            divisor /= 10
        }
        bytes.append(UInt8(ascii: mark))
    }
}
