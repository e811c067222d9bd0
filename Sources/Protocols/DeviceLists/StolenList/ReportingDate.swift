// SPDX-License-Identifier: EUPL-1.2

/// The day on which a device was reported: a real day of the years 2000 to 2099, without a time zone, as DIRBS
/// writes it (`yyyymmdd`).
public struct ReportingDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The day as the number yyyymmdd, for example 20240229.
    public let value: UInt32

    /// The first day that can be written.
    public static let first = ReportingDate(unchecked: 20_000_101)
    /// The last day that can be written.
    public static let last = ReportingDate(unchecked: 20_991_231)

    private init(unchecked value: UInt32) {
        self.value = value
    }

    /// A day from its parts; nil when there is no such day in the Gregorian calendar, or the year is outside 2000 to 2099.
    public init?(year: Int, month: Int, day: Int) {
        guard (2000...2099).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Self.days(inMonth: month, of: year) else { return nil }
        self.value = UInt32(year * 10_000 + month * 100 + day)
    }

    /// A day from exactly eight ASCII digits; nil for anything else. Allocates nothing.
    public init?(digits: some Collection<UInt8>) {
        guard digits.count == 8 else { return nil }
        var number = 0
        for byte in digits {
            guard let digit = byte.decimalValue else { return nil }
            number = number * 10 + Int(digit)
        }
        self.init(value: number)
    }

    /// A day from the number yyyymmdd; nil when there is no such day, or the year is outside 2000 to 2099.
    public init?(value: Int) {
        self.init(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    /// The year, 2000 to 2099.
    public var year: Int { Int(value / 10_000) }
    /// The month, 1 to 12.
    public var month: Int { Int(value / 100 % 100) }
    /// The day of the month, 1 to 31.
    public var day: Int { Int(value % 100) }

    /// Eight digits, `yyyymmdd`.
    public var description: String { String(value) }

    /// Earlier days come first.
    public static func < (left: ReportingDate, right: ReportingDate) -> Bool { left.value < right.value }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) ? 29 : 28  // 2000 is a leap year too; 2100 is out of range
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension ReportingDate {
    /// Days since 2000-01-01, which is 0.
    var ordinal: Int {
        var days = (year - 2000) * 365 + (year - 2000 + 3) / 4
        for earlier in 1..<month { days += Self.days(inMonth: earlier, of: year) }
        return days + day - 1
    }

    /// The day that lies so many days after 2000-01-01, held within the years that can be written.
    init(ordinal: Int) {
        var rest = min(max(ordinal, 0), Self.last.ordinal)
        let cycle = rest / 1461  // four years
        rest -= cycle * 1461
        let yearInCycle = rest < 366 ? 0 : (rest - 1) / 365
        rest -= yearInCycle == 0 ? 0 : yearInCycle * 365 + 1
        let year = 2000 + cycle * 4 + yearInCycle
        var month = 1
        while rest >= Self.days(inMonth: month, of: year) {
            rest -= Self.days(inMonth: month, of: year)
            month += 1
        }
        self.init(unchecked: UInt32(year * 10_000 + month * 100 + rest + 1))
    }
}
