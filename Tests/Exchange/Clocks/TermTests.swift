// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Term")
struct TermTests {
    /// The end of a term as a Dutch date, provided that it is the last millisecond of that day.
    private func lastDay(of term: Term, from event: String) throws -> String {
        let end = try term.end(from: ClockFixture.dutch(event))
        let day = DutchTime.date(of: end)
        #expect(end == DutchTime.endOfDay(day), "\(term) must end with the expiry of a day")
        return day.description
    }

    @Test(
        "hours leave out the hour of the event and end with the last millisecond of the last hour (art. 3(1) and (2)(a))",
        arguments: [
            ("2026-11-21T03:08:20.123Z", 1, "2026-11-21T04:59:59.999Z"),
            ("2026-11-21T03:08:20.123Z", 24, "2026-11-22T03:59:59.999Z"),
            ("2026-11-21T03:00:00.000Z", 24, "2026-11-22T03:59:59.999Z"),
            ("2026-11-21T03:59:59.999Z", 24, "2026-11-22T03:59:59.999Z"),
            ("2026-11-21T04:00:00.000Z", 24, "2026-11-22T04:59:59.999Z"),
            ("2026-12-31T22:30:00.000Z", 1, "2026-12-31T23:59:59.999Z"),
            ("1969-12-31T22:30:00.000Z", 2, "1970-01-01T00:59:59.999Z"),
        ]
    )
    func hours(event: String, count: Int, end: String) throws {
        #expect(try Term.hours(count).end(from: ClockFixture.instant(event)).description == end)
    }

    @Test("hours run on through weekends and holidays, also when there are 48 or 72 of them (art. 3(3) and (4))")
    func hoursOnFreeDays() throws {
        let friday = try ClockFixture.instant("2026-11-20T15:10:00Z")
        let christmasEve = try ClockFixture.instant("2026-12-24T20:15:00Z")

        #expect(Term.hours(72).end(from: friday).description == "2026-11-23T15:59:59.999Z")
        #expect(Term.hours(48).end(from: friday).description == "2026-11-22T15:59:59.999Z")
        #expect(Term.hours(24).end(from: christmasEve).description == "2026-12-25T20:59:59.999Z")
    }

    @Test("24 hours remain 24 hours when the clocks change, so that the clock shows another hour at their end")
    func hoursOverChangeOfClocks() throws {
        let spring = try Term.hours(24).end(from: ClockFixture.dutch("2026-03-28 14:20"))
        let autumn = try Term.hours(24).end(from: ClockFixture.dutch("2026-10-24 14:20"))
        let inTheNight = try Term.hours(1).end(from: ClockFixture.dutch("2026-03-29 01:20"))

        #expect(DutchTime.civil(of: spring).description == "2026-03-29T15:59:59.999")
        #expect(DutchTime.civil(of: autumn).description == "2026-10-25T13:59:59.999")
        #expect(DutchTime.civil(of: inTheNight).description == "2026-03-29T03:59:59.999")
    }

    @Test(
        "days leave out the day of the event, and a last day that is no working day gives way to the next (art. 3(1), (2)(b), (4))",
        arguments: [
            ("2026-11-23 10:00", 1, "2026-11-24"),
            ("2026-11-23 00:00", 1, "2026-11-24"),
            ("2026-11-23 23:59", 1, "2026-11-24"),
            ("2026-11-27 10:00", 1, "2026-11-30"),  // a Friday: Saturday gives way to Monday
            ("2026-11-21 04:08", 14, "2026-12-07"),  // ends on Saturday the 5th
            ("2026-11-22 04:08", 14, "2026-12-07"),  // ends on Sunday the 6th
            ("2026-12-24 10:00", 7, "2026-12-31"),
            ("2026-12-24 10:00", 8, "2027-01-04"),  // New Year's Day is a Friday
            ("2026-04-20 10:00", 7, "2026-04-28"),  // King's Day
            ("2026-04-28 10:00", 7, "2026-05-06"),  // Liberation Day
            ("2026-05-07 10:00", 7, "2026-05-15"),  // Ascension Day; the Friday after it counts
            ("2026-05-11 10:00", 14, "2026-05-26"),  // Whit Monday
            ("2026-03-20 10:00", 14, "2026-04-07"),  // Good Friday, then the weekend and Easter Monday
            ("2028-02-28 10:00", 1, "2028-02-29"),
            ("2027-02-28 10:00", 2, "2027-03-02"),
        ]
    )
    func days(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .days(count), from: event) == last)
    }

    @Test(
        "two days or more include at least two working days (art. 3(5))",
        arguments: [
            ("2026-11-27 10:00", 2, "2026-12-01"),  // a Friday: Monday alone is not enough
            ("2026-11-27 10:00", 3, "2026-12-01"),
            ("2026-11-27 10:00", 4, "2026-12-01"),
            ("2026-11-27 10:00", 5, "2026-12-02"),
            ("2026-11-26 10:00", 2, "2026-11-30"),  // Friday counts, Saturday gives way to Monday
            ("2026-12-24 10:00", 2, "2026-12-29"),  // Christmas on Friday and Saturday
            ("2026-12-24 10:00", 4, "2026-12-29"),
            ("2026-12-24 10:00", 5, "2026-12-29"),
            ("2026-12-24 10:00", 6, "2026-12-30"),
            ("2026-12-23 10:00", 2, "2026-12-28"),  // Thursday counts, Christmas gives way to Monday
            ("2026-04-02 10:00", 2, "2026-04-08"),  // Good Friday to Easter Monday
            ("2026-04-02 10:00", 5, "2026-04-08"),
            ("2026-04-02 10:00", 6, "2026-04-08"),
            ("2026-12-31 10:00", 2, "2027-01-05"),  // New Year's Day on Friday
        ]
    )
    func twoWorkingDays(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .days(count), from: event) == last)
    }

    @Test(
        "working days skip weekends and holidays (art. 3(3))",
        arguments: [
            ("2026-11-20 17:00", 1, "2026-11-23"),
            ("2026-11-21 10:00", 1, "2026-11-23"),
            ("2026-11-23 10:00", 5, "2026-11-30"),
            ("2026-12-17 10:00", 10, "2027-01-04"),
            ("2027-05-04 10:00", 1, "2027-05-07"),  // Liberation Day and Ascension Day follow each other
            ("2026-04-02 10:00", 2, "2026-04-08"),
            ("2025-04-25 10:00", 1, "2025-04-28"),
        ]
    )
    func workingDays(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .workingDays(count), from: event) == last)
    }

    @Test(
        "weeks end on the weekday of the event (art. 3(2)(c); C-171/03, Toeters)",
        arguments: [
            ("2026-11-23 10:00", 1, "2026-11-30"),
            ("2026-11-23 10:00", 6, "2027-01-04"),
            ("1998-03-12 10:00", 3, "1998-04-02"),
            ("1998-01-27 10:00", 3, "1998-02-17"),
            ("2026-12-18 10:00", 1, "2026-12-28"),  // Christmas Day
            ("2026-11-21 10:00", 2, "2026-12-07"),  // a Saturday
            ("2026-04-13 10:00", 6, "2026-05-26"),  // Whit Monday
        ]
    )
    func weeks(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .weeks(count), from: event) == last)
    }

    @Test(
        "months end on the date of the event, or on the last day of a month without it (art. 3(2)(c))",
        arguments: [
            ("2026-11-23 10:00", 1, "2026-12-23"),
            ("2028-01-31 10:00", 1, "2028-02-29"),
            ("2027-01-31 10:00", 1, "2027-03-01"),  // 28 February is a Sunday
            ("2026-08-31 10:00", 1, "2026-09-30"),
            ("2027-03-31 10:00", 1, "2027-04-30"),
            ("2026-03-27 10:00", 1, "2026-04-28"),  // King's Day
            ("2025-03-26 10:00", 1, "2025-04-28"),  // King's Day kept on Saturday
            ("2026-10-01 10:00", 3, "2027-01-04"),  // New Year's Day
            ("2026-11-21 10:00", 18, "2028-05-22"),  // a Sunday
        ]
    )
    func months(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .months(count), from: event) == last)
    }

    @Test(
        "years end on the date of the event, and a leap day's on 28 February (art. 3(2)(c))",
        arguments: [
            ("2026-11-21 10:00", 5, "2031-11-21"),
            ("2028-02-29 10:00", 1, "2029-02-28"),
            ("2028-02-29 10:00", 4, "2032-03-01"),  // 29 February 2032 is a Sunday
            ("2026-12-25 10:00", 1, "2027-12-27"),
        ]
    )
    func years(event: String, count: Int, last: String) throws {
        #expect(try lastDay(of: .years(count), from: event) == last)
    }

    @Test("the day of an event is the Dutch one, an hour or two before that of UTC")
    func dutchDay() throws {
        let lateEvening = try ClockFixture.instant("2026-11-23T23:30:00Z")
        let summerEvening = try ClockFixture.instant("2026-07-06T22:30:00Z")

        #expect(Term.days(1).end(from: lateEvening).description == "2026-11-25T22:59:59.999Z")
        #expect(Term.days(1).end(from: summerEvening).description == "2026-07-08T21:59:59.999Z")
    }

    @Test("a term over a change of clocks ends at midnight as Dutch clocks then show it")
    func daysOverChangeOfClocks() throws {
        let spring = try Term.weeks(1).end(from: ClockFixture.dutch("2026-03-25 14:20"))
        let autumn = try Term.weeks(1).end(from: ClockFixture.dutch("2026-10-21 14:20"))

        #expect(spring.description == "2026-04-01T21:59:59.999Z")
        #expect(autumn.description == "2026-10-28T22:59:59.999Z")
    }

    @Test("a plain term is elapsed time to the millisecond")
    func plain() throws {
        let event = try ClockFixture.instant("2026-12-24T23:59:59.750Z")

        #expect(Term.plain(.milliseconds(250)).end(from: event).description == "2026-12-25T00:00:00.000Z")
        #expect(Term.plain(.days(1)).end(from: event) - event == .hours(24))
    }

    @Test("an act at the very end is in time, one a millisecond later is not", arguments: ["PT24H", "P2D", "P6W", "PT15M"])
    func isOver(text: String) throws {
        let term = try #require(Term(text))
        let event = try ClockFixture.instant("2026-11-21T03:08:20Z")
        let end = term.end(from: event)

        #expect(!term.isOver(at: event, from: event))
        #expect(!term.isOver(at: end, from: event))
        #expect(term.isOver(at: end + .milliseconds(1), from: event))
    }

    @Test("a count below one ends with the event's own hour, or day when that is a working day")
    func countsBelowOne() throws {
        let monday = try ClockFixture.dutch("2026-11-23 10:20")

        #expect(DutchTime.civil(of: Term.hours(0).end(from: monday)).description == "2026-11-23T10:59:59.999")
        #expect(Term.hours(-5).end(from: monday) == Term.hours(0).end(from: monday))
        #expect(try lastDay(of: .days(0), from: "2026-11-23 10:20") == "2026-11-23")
        #expect(try lastDay(of: .workingDays(.min), from: "2026-11-21 10:20") == "2026-11-23")
    }

    @Test("absurd counts stop at the largest and never trap")
    func absurdCounts() throws {
        let event = try ClockFixture.instant("2026-11-21T03:08:20Z")

        #expect(Term.hours(.max).end(from: event) == Term.hours(Term.largestCount).end(from: event))
        #expect(Term.days(.max).end(from: event) == Term.days(Term.largestCount).end(from: event))
        #expect(Term.weeks(.max).end(from: event) == Term.weeks(Term.largestCount).end(from: event))
        #expect(Term.workingDays(.max).end(from: event) > Term.days(Term.largestCount).end(from: event))
        #expect(DutchTime.date(of: Term.years(.max).end(from: event)).year == 9999)
        #expect(DutchTime.date(of: Term.months(.max).end(from: event)).year == 9999)
        #expect(Term.plain(Span(milliseconds: .max)).end(from: event) == .latest)
        #expect(Term.hours(5).end(from: .latest) == .latest)
        #expect(Term.days(5).end(from: .latest) <= .latest)
        #expect(Term.days(5).end(from: .earliest) > .earliest)
    }
}
