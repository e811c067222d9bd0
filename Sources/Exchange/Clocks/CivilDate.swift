// SPDX-License-Identifier: EUPL-1.2

/// A calendar day without a time or a zone, in the Gregorian calendar carried back to the year 0.
///
/// It holds 0000-01-01 to 9999-12-31; arithmetic that would leave that range stops at its first or last day.
public struct CivilDate: Comparable, Hashable, Sendable {
    /// 0 … 9999.
    public let year: Int

    /// 1 … 12.
    public let month: Int

    /// 1 … 31.
    public let day: Int

    /// The day with this year, month and day of the month, or `nil` when there is none, such as 30 February.
    public init?(year: Int, month: Int, day: Int) {
        guard 0...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.daysInMonth(month, ofYear: year) else { return nil }
        self.init(known: year, month, day)
    }

    /// Reads `2026-11-21` (the full-date of RFC 3339 §5.6): exactly ten characters, a day that exists; otherwise `nil`.
    public init?(_ iso: some StringProtocol) {
        var scanner = ClockScanner(iso.utf8)
        guard let date = scanner.date(), scanner.atEnd else { return nil }
        self = date
    }

    /// The earlier of two days is the smaller.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The number of days in a month (1 … 12) of a year.
    static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Makes a day of parts that are known to exist.
    init(known year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }
}

extension CivilDate: CustomStringConvertible {
    /// `2026-11-21`, always ten characters.
    public var description: String {
        String(unsafeUninitializedCapacity: 10) { buffer in
            var writer = ClockWriter(buffer)
            writer.write(self)
            return writer.count
        }
    }
}
