// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("DutchTime")
struct DutchTimeTests {
    /// From the public time zone database, Europe/Amsterdam.
    private static let changes = [
        ("1996-03-31", "1996-10-27"), ("2000-03-26", "2000-10-29"), ("2007-03-25", "2007-10-28"),
        ("2020-03-29", "2020-10-25"), ("2024-03-31", "2024-10-27"), ("2025-03-30", "2025-10-26"),
        ("2026-03-29", "2026-10-25"), ("2027-03-28", "2027-10-31"), ("2028-03-26", "2028-10-29"),
        ("2030-03-31", "2030-10-27"), ("2037-03-29", "2037-10-25"),
    ]

    @Test("clocks change at 01:00 UTC on the days that the time zone database has", arguments: changes)
    func changesOfClocks(spring: String, autumn: String) throws {
        let forward = try ClockFixture.instant("\(spring)T01:00:00Z")
        let back = try ClockFixture.instant("\(autumn)T01:00:00Z")

        #expect(DutchTime.offset(at: forward - .milliseconds(1)) == .hours(1))
        #expect(DutchTime.offset(at: forward) == .hours(2))
        #expect(DutchTime.offset(at: back - .milliseconds(1)) == .hours(2))
        #expect(DutchTime.offset(at: back) == .hours(1))
        #expect(DutchTime.civil(of: forward - .milliseconds(1)).description == "\(spring)T01:59:59.999")
        #expect(DutchTime.civil(of: forward).description == "\(spring)T03:00:00.000")
        #expect(DutchTime.civil(of: back - .milliseconds(1)).description == "\(autumn)T02:59:59.999")
        #expect(DutchTime.civil(of: back).description == "\(autumn)T02:00:00.000")
    }

    @Test("it is already the next day, and year, in the Netherlands when UTC nears midnight")
    func nextDay() throws {
        #expect(try DutchTime.date(of: ClockFixture.instant("2026-11-20T22:59:59.999Z")).description == "2026-11-20")
        #expect(try DutchTime.date(of: ClockFixture.instant("2026-11-20T23:00:00Z")).description == "2026-11-21")
        #expect(try DutchTime.date(of: ClockFixture.instant("2026-12-31T23:30:00Z")).description == "2027-01-01")
        #expect(try DutchTime.date(of: ClockFixture.instant("2026-06-30T22:00:00Z")).description == "2026-07-01")
    }

    @Test("a time that is skipped in spring is the instant an hour further on the clock")
    func gap() throws {
        #expect(try ClockFixture.dutch("2026-03-29 01:59").description == "2026-03-29T00:59:00.000Z")
        #expect(try ClockFixture.dutch("2026-03-29 02:00").description == "2026-03-29T01:00:00.000Z")
        #expect(try ClockFixture.dutch("2026-03-29 02:30").description == "2026-03-29T01:30:00.000Z")
        #expect(try ClockFixture.dutch("2026-03-29 03:00").description == "2026-03-29T01:00:00.000Z")
        #expect(try ClockFixture.dutch("2026-03-29 03:30").description == "2026-03-29T01:30:00.000Z")
    }

    @Test("a time that comes twice in autumn is the first of the two")
    func overlap() throws {
        #expect(try ClockFixture.dutch("2026-10-25 01:59").description == "2026-10-24T23:59:00.000Z")
        #expect(try ClockFixture.dutch("2026-10-25 02:00").description == "2026-10-25T00:00:00.000Z")
        #expect(try ClockFixture.dutch("2026-10-25 02:59").description == "2026-10-25T00:59:00.000Z")
        #expect(try ClockFixture.dutch("2026-10-25 03:00").description == "2026-10-25T02:00:00.000Z")
    }

    @Test(
        "days begin and end at Dutch midnight, and last 23 or 25 hours when the clocks change",
        arguments: [
            ("2026-11-21", "2026-11-20T23:00:00.000Z", "2026-11-21T22:59:59.999Z", 24),
            ("2026-07-01", "2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999Z", 24),
            ("2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999Z", 23),
            ("2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T22:59:59.999Z", 25),
        ]
    )
    func days(day: String, start: String, end: String, hours: Int) throws {
        let date = try ClockFixture.date(day)

        #expect(DutchTime.startOfDay(date).description == start)
        #expect(DutchTime.endOfDay(date).description == end)
        #expect(DutchTime.startOfDay(date.adding(days: 1)) - DutchTime.startOfDay(date) == .hours(hours))
    }

    @Test("every day from 1996 to 2060 ends one millisecond before the next begins, and holds both its ends")
    func allDays() throws {
        let first = try ClockFixture.date("1996-01-01").dayNumber
        let last = try ClockFixture.date("2060-12-31").dayNumber
        var wrong: [CivilDate] = []
        for number in first...last {
            let date = CivilDate(dayNumber: number)
            let (start, end) = (DutchTime.startOfDay(date), DutchTime.endOfDay(date))
            let next = DutchTime.startOfDay(CivilDate(dayNumber: number + 1))
            if next - end != .milliseconds(1) || DutchTime.date(of: start) != date || DutchTime.date(of: end) != date {
                wrong.append(date)
            }
        }
        #expect(wrong.first == nil)
    }

    @Test("an instant and what Dutch clocks show are each other's, except in the hour that comes twice")
    func roundTrips() throws {
        var instant = try ClockFixture.instant("2026-01-01T00:00:00Z")
        let end = try ClockFixture.instant("2029-01-01T00:00:00Z")
        var second = 0
        while instant < end {
            let back = DutchTime.instant(of: DutchTime.civil(of: instant))
            if back != instant {
                #expect(instant - back == .hours(1))
                second += 1
            }
            instant += .minutes(20)
        }
        #expect(second == 3 * 3, "three steps of 20 minutes in each of three autumns")
    }

    @Test("a time that no clock shows is refused, and the parts of one that does are given back")
    func civilTimes() throws {
        let date = try ClockFixture.date("2026-11-21")
        let time = try #require(CivilDateTime(date: date, hour: 23, minute: 8, second: 20, millisecond: 7))

        #expect((time.hour, time.minute, time.second, time.millisecond) == (23, 8, 20, 7))
        #expect(time.description == "2026-11-21T23:08:20.007")
        #expect(CivilDateTime(date: date, hour: 24, minute: 0) == nil)
        #expect(CivilDateTime(date: date, hour: 0, minute: 60) == nil)
        #expect(CivilDateTime(date: date, hour: 0, minute: 0, second: 60) == nil)
        #expect(CivilDateTime(date: date, hour: 0, minute: 0, second: 0, millisecond: 1000) == nil)
        #expect(CivilDateTime(date: date, hour: -1, minute: 0) == nil)
        #expect(try time < #require(CivilDateTime(date: date.adding(days: 1), hour: 0, minute: 0)))
    }

    @Test("the ends of the range neither trap nor leave it")
    func range() throws {
        #expect(DutchTime.civil(of: .earliest).description == "0000-01-01T01:00:00.000")
        #expect(DutchTime.startOfDay(CivilDate(dayNumber: .min)) == .earliest)
        #expect(DutchTime.date(of: .latest) == CivilDate(dayNumber: .max))
        #expect(DutchTime.endOfDay(CivilDate(dayNumber: .max)).description == "9999-12-31T22:59:59.999Z")
    }
}
