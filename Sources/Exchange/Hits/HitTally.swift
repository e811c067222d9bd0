// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How many hits of one party were entered in a register: today, and in all. It holds no subject.
public struct HitTally: Hashable, Sendable {
    /// The day that `today` counts, in days since 1970-01-01 (UTC).
    public private(set) var day: Int64
    /// How many on that day.
    public private(set) var today: Int
    /// How many in all.
    public private(set) var total: Int

    /// A tally before the first hit.
    public init() { (day, today, total) = (0, 0, 0) }

    /// Whether another hit fits within a party's day.
    public func hasRoom(at now: Instant, under rule: HitRule) -> Bool {
        HitTally.day(of: now) > day || today < rule.mostPerDay
    }

    /// Counts one hit that was entered. A day before the one that is being counted counts as that one.
    public mutating func count(at now: Instant) {
        let new = HitTally.day(of: now)
        if new > day { (day, today) = (new, 0) }
        today += 1
        total += 1
    }

    /// The number entered on the day of a moment.
    public func count(on moment: Instant) -> Int { HitTally.day(of: moment) == day ? today : 0 }

    /// The form in which it is kept.
    public var json: JSON {
        ["day": .integer(day), "today": .integer(Int64(today)), "total": .integer(Int64(total))]
    }

    /// Reads what was kept.
    public init(json: JSON) throws(MalformedRecord) {
        day = Int64(try json.whole("day"))
        today = try json.whole("today")
        total = try json.whole("total")
    }

    private static func day(of moment: Instant) -> Int64 { moment.milliseconds / 86_400_000 }
}
