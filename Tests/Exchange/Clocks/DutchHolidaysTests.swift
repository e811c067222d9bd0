// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("DutchHolidays")
struct DutchHolidaysTests {
    /// Easter Sundays from 1999 on, as published.
    private static let easters = [
        "1999-04-04", "2000-04-23", "2001-04-15", "2002-03-31", "2003-04-20", "2004-04-11", "2005-03-27", "2006-04-16",
        "2007-04-08", "2008-03-23", "2009-04-12", "2010-04-04", "2011-04-24", "2012-04-08", "2013-03-31", "2014-04-20",
        "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17",
        "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21",
        "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2036-04-13", "2037-04-05", "2038-04-25",
        "2039-04-10", "2040-04-01",
        // Where simpler rules go wrong: the two exceptions of Gauss, and the earliest and latest Easter.
        "1954-04-18", "1981-04-19", "2049-04-18", "2076-04-19", "1818-03-22", "2285-03-22", "1943-04-25",
    ]

    private func holiday(_ name: String, inYear year: Int) throws -> CivilDate {
        try #require(DutchHolidays.inYear(year).first { $0.englishName == name }).date
    }

    @Test("the days that hang on Easter are where published tables put them", arguments: easters)
    func easter(text: String) throws {
        let sunday = try ClockFixture.date(text)

        #expect(sunday.weekday == 7)
        #expect(try holiday("Good Friday", inYear: sunday.year) == sunday.adding(days: -2))
        #expect(try holiday("Easter Monday", inYear: sunday.year) == sunday.adding(days: 1))
        #expect(try holiday("Ascension Day", inYear: sunday.year) == sunday.adding(days: 39))
        #expect(try holiday("Whit Monday", inYear: sunday.year) == sunday.adding(days: 50))
        #expect(DutchHolidays.isHoliday(sunday) == false)
    }

    @Test("the holidays of 2026 are the nine of the law, in order, by their names")
    func year2026() {
        let holidays = DutchHolidays.inYear(2026)

        #expect(
            holidays.map { "\($0.date) \($0.dutchName)" } == [
                "2026-01-01 Nieuwjaarsdag", "2026-04-03 Goede Vrijdag", "2026-04-06 Tweede paasdag", "2026-04-27 Koningsdag",
                "2026-05-05 Bevrijdingsdag", "2026-05-14 Hemelvaartsdag", "2026-05-25 Tweede pinksterdag",
                "2026-12-25 Eerste kerstdag", "2026-12-26 Tweede kerstdag",
            ]
        )
        #expect(holidays.map(\.englishName).contains("King's Day"))
    }

    @Test(
        "the sovereign's birthday is kept on its day, on the Saturday when that is a Sunday, and moved from 30 to 27 April in 2014",
        arguments: [
            (2026, "2026-04-27"), (2025, "2025-04-26"), (2014, "2014-04-26"), (2031, "2031-04-26"), (2024, "2024-04-27"),
            (2013, "2013-04-30"), (2006, "2006-04-29"), (2000, "2000-04-29"), (2012, "2012-04-30"), (1995, "1995-04-29"),
        ]
    )
    func sovereignsBirthday(year: Int, text: String) throws {
        let name = year < 2014 ? "Queen's Day" : "King's Day"
        let date = try ClockFixture.date(text)

        #expect(try holiday(name, inYear: year) == date)
        #expect(DutchHolidays.isHoliday(date))
        #expect(DutchHolidays.inYear(year).filter { $0.date.month == 4 && $0.dutchName.hasPrefix("Koning") }.count == 1)
    }

    @Test("when King's Day is kept on Saturday, Sunday the 27th is an ordinary Sunday")
    func sundayOfShiftedKingsDay() throws {
        let sunday = try ClockFixture.date("2025-04-27")

        #expect(!DutchHolidays.isHoliday(sunday))
        #expect(!DutchHolidays.isWorkingDay(sunday))
    }

    @Test("Liberation Day and Ascension Day fell together in 2016 and are both named")
    func sharedDay() throws {
        let shared = try ClockFixture.date("2016-05-05")

        let names = DutchHolidays.inYear(2016).filter { $0.date == shared }.map(\.englishName)

        #expect(Set(names) == ["Liberation Day", "Ascension Day"])
    }

    @Test("a day is a holiday exactly when its year's list has it, from 1990 to 2060")
    func agreement() {
        for year in 1990...2060 {
            let listed = Set(DutchHolidays.inYear(year).map(\.date))
            let found = (0..<366).map { CivilDate(known: year, dayOfYear: $0) }.filter(DutchHolidays.isHoliday)
            #expect(Set(found.filter { $0.year == year }) == listed, "\(year)")
            #expect(DutchHolidays.inYear(year).count == 9)
        }
    }

    @Test(
        "working days are the weekdays that are no holiday",
        arguments: [
            ("2026-11-20", true), ("2026-11-21", false), ("2026-11-22", false), ("2026-11-23", true), ("2026-04-03", false),
            ("2026-04-06", false), ("2026-05-14", false), ("2026-05-15", true), ("2026-12-24", true), ("2026-12-25", false),
            ("2026-12-31", true), ("2027-01-01", false), ("2026-05-04", true), ("2026-05-05", false), ("2026-04-30", true),
        ]
    )
    func workingDays(text: String, isWorking: Bool) throws {
        #expect(try DutchHolidays.isWorkingDay(ClockFixture.date(text)) == isWorking)
    }

    @Test(
        "the first working day from a day on passes over weekends and holidays",
        arguments: [
            ("2026-11-20", "2026-11-20"), ("2026-11-21", "2026-11-23"), ("2026-04-03", "2026-04-07"),
            ("2026-12-25", "2026-12-28"), ("2027-01-01", "2027-01-04"), ("2025-04-18", "2025-04-22"),
        ]
    )
    func nextWorkingDay(text: String, next: String) throws {
        #expect(try DutchHolidays.workingDay(onOrAfter: ClockFixture.date(text)).description == next)
    }

    @Test("2026 has 253 working days")
    func countOfWorkingDays() {
        let days = (0..<365).map { CivilDate(known: 2026, dayOfYear: $0) }

        // 261 weekdays less the eight holidays that fall on one.
        #expect(days.filter(DutchHolidays.isWorkingDay).count == 253)
    }

    @Test("a year that cannot be written has no holidays")
    func outsideRange() {
        #expect(DutchHolidays.inYear(-1).isEmpty)
        #expect(DutchHolidays.inYear(10_000).isEmpty)
        #expect(DutchHolidays.inYear(9999).count == 9)
        #expect(DutchHolidays.inYear(0).count == 9)
    }
}

extension CivilDate {
    /// The day so many days after 1 January.
    fileprivate init(known year: Int, dayOfYear: Int) {
        let first = CivilDate(year: year, month: 1, day: 1) ?? CivilDate(dayNumber: 0)
        self = first.adding(days: dayOfYear)
    }
}
