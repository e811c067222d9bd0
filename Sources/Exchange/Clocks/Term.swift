// SPDX-License-Identifier: EUPL-1.2

/// How long something may take: the length of a deadline, as a law or a policy states it.
///
/// All but ``plain(_:)`` are counted by Regulation (EEC, Euratom) No 1182/71, art. 3, in Dutch time (``DutchTime``) and with
/// the Dutch public holidays (``DutchHolidays``; art. 2). The "expiry" of an hour or day is its last millisecond: a term ends at
/// `…:59:59.999`, and what is done at that very moment is in time.
///
/// | paragraph | rule |
/// |---|---|
/// | 3(1) | the hour, or the day, of the event is not counted |
/// | 3(2)(a) | hours run from the start of the first to the expiry of the last |
/// | 3(2)(b) | days run from the first hour of the first to the expiry of the last hour of the last |
/// | 3(2)(c) | weeks, months and years end on the weekday or date of the event; on the last day of a month without that date |
/// | 3(3) | holidays, Sundays and Saturdays count, except in working days |
/// | 3(4) | a last day that is one of those, in a term not in hours, gives way to the next working day |
/// | 3(5) | a term of two days or more includes at least two working days |
///
/// That weeks, months and years end on the weekday or date of the event itself, not of the day after, is the Court's reading
/// (C-171/03, Toeters, points 33 and 36). Whether 3(5) also lengthens terms in hours is disputed; here it does not, as two
/// German data protection supervisors hold (Bavaria 2019, North Rhine-Westphalia 2024): what is set in hours ends when its hours
/// are over, on whatever day.
public enum Term: Hashable, Sendable {
    /// Exactly this much elapsed time, to the millisecond, without any legal arithmetic: for machines.
    case plain(Span)

    /// Whole hours of elapsed time, at any time of any day. When the clocks change 24 hours remain 24 hours.
    case hours(Int)

    /// Calendar days.
    case days(Int)

    /// Working days: no public holidays, Sundays or Saturdays (art. 2(2)).
    case workingDays(Int)

    /// Weeks, to the weekday of the event.
    case weeks(Int)

    /// Months, to the day of the month of the event.
    case months(Int)

    /// Years, to the date of the event.
    case years(Int)

    /// The largest number of hours, days, weeks, months or years that is counted.
    public static let largestCount = 99_999

    /// The last millisecond that is within the term, for an event that starts it.
    ///
    /// A count below 1 is taken as 0, so that the term ends with the hour or day of the event, or the next working day; one
    /// above ``largestCount`` is taken as that. Neither can be read from text. No result is later than ``Instant/latest``.
    public func end(from event: Instant) -> Instant {
        switch self {
        case .plain(let span):
            return event + span
        case .hours(let count):
            // Dutch clocks differ from UTC by whole hours, so that their hours begin and end together.
            let intoHour = event.milliseconds.quotientAndModulus(by: Span.millisecondsPerHour).modulus
            return event + (.hours(Self.held(count) + 1) - .milliseconds(Int(intoHour) + 1))
        case .days(let count):
            return end(from: event) { day in
                let stated = day.adding(days: Self.held(count))
                // Art. 3(5); weeks and longer always hold two working days.
                return count < 2 ? stated : max(stated, Self.workingDay(2, after: day))
            }
        case .workingDays(let count):
            return end(from: event) { Self.workingDay(Self.held(count), after: $0) }
        case .weeks(let count):
            return end(from: event) { $0.adding(days: 7 * Self.held(count)) }
        case .months(let count):
            return end(from: event) { $0.adding(months: Self.held(count)) }
        case .years(let count):
            return end(from: event) { $0.adding(years: Self.held(count)) }
        }
    }

    /// Whether the term that `event` started is over at `now`. At the end itself it is not: an act of that moment is in time.
    public func isOver(at now: Instant, from event: Instant) -> Bool {
        now > end(from: event)
    }

    /// The end of a term whose last day, counted from the day of the event, is `lastDay` of it: that day, or the next working
    /// day (art. 3(4)).
    private func end(from event: Instant, lastDay: (CivilDate) -> CivilDate) -> Instant {
        DutchTime.endOfDay(DutchHolidays.workingDay(onOrAfter: lastDay(DutchTime.date(of: event))))
    }

    /// The last of `count` working days after `day`; `day` itself for none.
    private static func workingDay(_ count: Int, after day: CivilDate) -> CivilDate {
        var last = day
        for _ in 0..<count {
            last = DutchHolidays.workingDay(onOrAfter: last.adding(days: 1))
        }
        return last
    }

    private static func held(_ count: Int) -> Int {
        min(max(count, 0), largestCount)
    }
}
