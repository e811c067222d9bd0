// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("CivilDate")
struct CivilDateTests {
    @Test(
        "known days have their number and weekday",
        arguments: [
            ("1970-01-01", 0, 4),
            ("1969-12-31", -1, 3),
            ("2000-02-29", 11_016, 2),
            ("2000-03-01", 11_017, 3),
            ("2026-11-21", 20_778, 6),
            ("1900-03-01", -25_508, 4),
            ("0000-01-01", -719_528, 6),
            ("9999-12-31", 2_932_896, 5),
        ]
    )
    func numbers(text: String, number: Int, weekday: Int) throws {
        let date = try ClockFixture.date(text)

        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(CivilDate(dayNumber: number) == date)
        #expect(date.description == text)
    }

    @Test("counting day by day from 0000 to 9999 agrees with the calendar's own rules")
    func everyDay() throws {
        var expected = try (year: 0, month: 1, day: 1, number: ClockFixture.date("0000-01-01").dayNumber, weekday: 6)
        var wrong: [Int] = []
        while expected.year < 10_000 {
            let leap = expected.year % 400 == 0 || (expected.year % 4 == 0 && expected.year % 100 != 0)
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            let length = lengths[expected.month - 1]
            // All days of every 13th year, and the turns of the months of all.
            if expected.year % 13 == 0 || expected.day == 1 || expected.day == length {
                let date = CivilDate(dayNumber: expected.number)
                if date.year != expected.year || date.month != expected.month || date.day != expected.day
                    || date.dayNumber != expected.number || date.weekday != expected.weekday
                {
                    wrong.append(expected.number)
                }
            }
            expected.number += 1
            expected.weekday = expected.weekday % 7 + 1
            expected.day += 1
            if expected.day > length { (expected.day, expected.month) = (1, expected.month + 1) }
            if expected.month > 12 { (expected.month, expected.year) = (1, expected.year + 1) }
        }
        #expect(wrong.first == nil)
        #expect(expected.number == 2_932_897)
    }

    @Test(
        "a day that does not exist is refused",
        arguments: [
            (2027, 2, 29), (2100, 2, 29), (2028, 2, 30), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (2026, 1, 32),
            (-1, 1, 1), (10_000, 1, 1), (2026, .max, .min),
        ]
    )
    func refusesMissingDays(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test("leap days exist in the years divisible by 4, but of the centuries only in those divisible by 400")
    func leapDays() {
        #expect(CivilDate(year: 2028, month: 2, day: 29)?.dayNumber == 21_243)
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 1900, month: 2, day: 29) == nil)
    }

    @Test(
        "a text that is not exactly a date is refused",
        arguments: [
            "", "2026-11-2", "2026-11-211", "2026/11/21", "20261121", "26-11-21", "2026-11-21Z", " 2026-11-21", "-2026-11-21",
            "2026-11-31", "2026-W47-6", "2026-11-2x",
        ]
    )
    func refusesText(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test(
        "months are added to the same day, or to the last day of a month that is too short",
        arguments: [
            ("2027-01-31", 1, "2027-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2028-01-31", 2, "2028-03-31"),
            ("2026-08-31", 1, "2026-09-30"),
            ("2026-11-30", 3, "2027-02-28"),
            ("2026-11-21", 12, "2027-11-21"),
            ("2026-11-21", 2, "2027-01-21"),
            ("2027-03-31", -1, "2027-02-28"),
            ("2027-01-15", -1, "2026-12-15"),
            ("2027-01-15", -13, "2025-12-15"),
            ("2026-11-21", 0, "2026-11-21"),
        ]
    )
    func addsMonths(start: String, months: Int, end: String) throws {
        #expect(try ClockFixture.date(start).adding(months: months).description == end)
    }

    @Test("years are added to the same date, and a leap day falls back to 28 February")
    func addsYears() throws {
        let leapDay = try ClockFixture.date("2028-02-29")

        #expect(leapDay.adding(years: 1).description == "2029-02-28")
        #expect(leapDay.adding(years: 4).description == "2032-02-29")
        #expect(leapDay.adding(years: -28).description == "2000-02-29")
        #expect(leapDay.adding(years: 72).description == "2100-02-28")
    }

    @Test("days are added over the turns of months and years")
    func addsDays() throws {
        let date = try ClockFixture.date("2026-12-30")

        #expect(date.adding(days: 2).description == "2027-01-01")
        #expect(date.adding(days: -30).description == "2026-11-30")
        #expect(date.adding(days: 0) == date)
        #expect(date.adding(days: 1) > date)
    }

    @Test("arithmetic stops at the first and the last day instead of trapping")
    func saturates() throws {
        let date = try ClockFixture.date("2026-11-21")
        let first = try ClockFixture.date("0000-01-01")
        let last = try ClockFixture.date("9999-12-31")

        #expect(date.adding(days: .max) == last && date.adding(days: .min) == first)
        #expect(date.adding(months: .max) == last && date.adding(months: .min) == first)
        #expect(date.adding(years: .max) == last && date.adding(years: .min) == first)
        #expect(CivilDate(dayNumber: .max) == last && CivilDate(dayNumber: .min) == first)
        #expect(last.adding(days: 1) == last && first.adding(days: -1) == first)
        #expect(first.adding(days: last.dayNumber - first.dayNumber) == last)
        #expect(last.adding(months: -12 * 9999).description == "0000-12-31")
    }

    @Test("dates sort by year, then month, then day")
    func sorts() throws {
        let texts = ["2027-01-01", "2026-12-31", "2026-02-28", "2026-11-02", "2026-11-21"]

        let sorted = try texts.map(ClockFixture.date).sorted().map(\.description)

        #expect(sorted == texts.sorted())
    }

    @Test("disturbed texts are refused or read as the date they spell")
    func survivesDisturbance() {
        var read = 0
        for text in ClockFixture.disturbed(["2026-11-21", "2028-02-29", "0000-01-01", "9999-12-31"], count: 20_000, seed: 3) {
            guard let date = CivilDate(text) else { continue }
            read += 1
            #expect(date.description == text)
        }
        #expect(read > 0)
    }
}
