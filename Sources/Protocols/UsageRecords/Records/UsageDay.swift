// SPDX-License-Identifier: EUPL-1.2

/// A day of the years 2000 to 2099 in two bytes: days since 2000-01-01.
public struct UsageDay: Hashable, Comparable, Sendable, BitwiseCopyable, Strideable {
    /// Days since 2000-01-01, which is 0.
    public let ordinal: UInt16

    /// The first day: 2000-01-01.
    public static let first = UsageDay(ordinal: 0)
    /// The last day: 2099-12-31.
    public static let last = UsageDay(ordinal: 36_524)

    private init(ordinal: UInt16) { self.ordinal = ordinal }

    /// The day so many days after 2000-01-01, held within the years that there are.
    public init(clamping ordinal: Int) {
        self.ordinal = UInt16(min(max(ordinal, 0), Int(UsageDay.last.ordinal)))
    }

    /// A day from the number yyyymmdd; nil when there is no such day.
    @inline(__always)
    public init?(number: Int) {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        guard (2000...2099).contains(year), (1...12).contains(month), day >= 1,
            day <= UsageDay.length(of: month, in: year)
        else { return nil }
        var ordinal = (year - 2000) * 365 + (year - 2000 + 3) / 4 + UsageDay.before(month) + day - 1
        if month > 2, year % 4 == 0 { ordinal += 1 }
        self.ordinal = UInt16(ordinal)
    }

    /// A day from eight digits; nil when there is no such day.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes.allSatisfy({ $0.decimalValue != nil }), let number = Int(text) else { return nil }
        self.init(number: number)
    }

    /// The day as the number yyyymmdd.
    public var number: Int {
        var rest = Int(ordinal)
        let cycle = rest / 1461
        rest -= cycle * 1461
        let yearInCycle = rest < 366 ? 0 : (rest - 1) / 365
        rest -= yearInCycle == 0 ? 0 : yearInCycle * 365 + 1
        let year = 2000 + cycle * 4 + yearInCycle
        var month = 1
        while rest >= UsageDay.length(of: month, in: year) {
            rest -= UsageDay.length(of: month, in: year)
            month += 1
        }
        return year * 10_000 + month * 100 + rest + 1
    }

    /// Earlier days first.
    public static func < (left: UsageDay, right: UsageDay) -> Bool { left.ordinal < right.ordinal }
    /// How many days later another day is.
    public func distance(to other: UsageDay) -> Int { Int(other.ordinal) - Int(ordinal) }
    /// The day so many days later, held within the years that there are.
    public func advanced(by days: Int) -> UsageDay { UsageDay(clamping: Int(ordinal) + days) }

    /// 2000 to 2099 has no century that is no leap year.
    @inline(__always)
    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The days of an ordinary year before a month.
    @inline(__always)
    private static func before(_ month: Int) -> Int {
        switch month {
        case 1: 0
        case 2: 31
        case 3: 59
        case 4: 90
        case 5: 120
        case 6: 151
        case 7: 181
        case 8: 212
        case 9: 243
        case 10: 273
        case 11: 304
        default: 334
        }
    }
}

extension UsageDay: CustomStringConvertible {
    /// Eight digits, `yyyymmdd`.
    public var description: String { String(number) }
}
