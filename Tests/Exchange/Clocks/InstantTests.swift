// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Instant")
struct InstantTests {
    @Test(
        "the examples of RFC 3339 section 5.8 are read as it explains them",
        arguments: [
            ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520Z"),
            ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57.000Z"),
            ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59.999Z"),
            ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:59.999Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"),
        ]
    )
    func readsExamples(text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.description == utc)
    }

    @Test(
        "known moments have their POSIX time in milliseconds",
        arguments: [
            ("1970-01-01T00:00:00Z", 0),
            ("2001-09-09T01:46:40Z", 1_000_000_000_000),
            ("2038-01-19T03:14:08Z", 2_147_483_648_000),
            ("1969-12-31T23:59:59.999Z", -1),
            ("1901-12-13T20:45:52Z", -2_147_483_648_000),
        ] as [(String, Int64)]
    )
    func knowsPosixTime(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
        #expect(Instant(rfc3339: text) == Instant(milliseconds: milliseconds))
    }

    @Test(
        "an offset, small letters and any number of decimals up to twelve are understood",
        arguments: [
            ("2026-11-21T04:08:20.123+01:00", "2026-11-21T03:08:20.123Z"),
            ("2026-11-21t03:08:20z", "2026-11-21T03:08:20.000Z"),
            ("2026-11-21T03:08:20.1Z", "2026-11-21T03:08:20.100Z"),
            ("2026-11-21T03:08:20.1239999Z", "2026-11-21T03:08:20.123Z"),
            ("2026-11-21T03:08:20.000999999999Z", "2026-11-21T03:08:20.000Z"),
            ("2026-11-21T03:08:20-00:00", "2026-11-21T03:08:20.000Z"),
            ("2027-01-01T00:30:00+01:00", "2026-12-31T23:30:00.000Z"),
            ("2028-02-28T23:59:59-23:59", "2028-02-29T23:58:59.000Z"),
            ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"),
        ]
    )
    func readsVariants(text: String, utc: String) {
        #expect(Instant(rfc3339: text)?.description == utc)
    }

    @Test(
        "a text that is not exactly a date-time is refused",
        arguments: [
            "", "2026-11-21", "2026-11-21T03:08:20", "2026-11-21 03:08:20Z", "2026-11-21T03:08Z", " 2026-11-21T03:08:20Z",
            "2026-11-21T03:08:20Z ", "2026-11-21T03:08:20ZZ", "2026-11-21T03:08:20.Z", "2026-11-21T03:08:20,5Z",
            "2026-11-21T03:08:20.0000000000000Z", "2026-11-21T24:00:00Z", "2026-11-21T23:60:00Z", "2026-11-21T23:59:61Z",
            "2026-11-31T00:00:00Z", "2027-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-11-00T00:00:00Z", "26-11-21T03:08:20Z", "+2026-11-21T03:08:20Z", "2026-11-21T03:08:20+0100",
            "2026-11-21T03:08:20+24:00", "2026-11-21T03:08:20+01:60", "2026-11-21T03:08:20+1:00", "2026-1121T03:08:20Z",
            "２026-11-21T03:08:20Z", "2026-11-21T3:08:20Z",
        ]
    )
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(
        "a leap second is refused where UTC does not read 23:59:60",
        arguments: ["2016-12-31T23:58:60Z", "2016-12-31T12:59:60Z", "2016-12-31T23:59:60+01:00"]
    )
    func refusesMisplacedLeapSecond(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("a leap second given with an offset stays in its own UTC day")
    func keepsLeapSecondInDay() {
        #expect(Instant(rfc3339: "2017-01-01T00:59:60.5+01:00")?.description == "2016-12-31T23:59:59.999Z")
        #expect(Instant(rfc3339: "1969-12-31T23:59:60Z")?.milliseconds == -1)
    }

    @Test("a date-time that falls outside the years 0000 to 9999 in UTC is refused, not bent")
    func refusesOutsideRange() {
        #expect(Instant(rfc3339: "0000-01-01T00:00:00+00:01") == nil)
        #expect(Instant(rfc3339: "9999-12-31T23:59:59.999-00:01") == nil)
        #expect(Instant(rfc3339: "0000-01-01T00:00:00Z") == .earliest)
        #expect(Instant(rfc3339: "9999-12-31T23:59:59.999Z") == .latest)
    }

    @Test("every printed instant is 24 characters and is read back as itself, and texts sort as instants do")
    func roundTrips() {
        var chance = ClockFixture.FixedChance(state: 20_261_121)
        let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
        let instants = (0..<5000).map { _ in Instant(milliseconds: Int64.random(in: range, using: &chance)) }

        for instant in instants {
            #expect(instant.description.utf8.count == 24)
            #expect(Instant(rfc3339: instant.description) == instant)
        }
        #expect(instants.sorted().map(\.description) == instants.map(\.description).sorted())
    }

    @Test("arithmetic stops at the ends of the range instead of trapping")
    func saturates() {
        #expect(Instant(milliseconds: .max) == .latest)
        #expect(Instant(milliseconds: .min) == .earliest)
        #expect(Instant.latest + .milliseconds(1) == .latest)
        #expect(Instant.latest + .days(.max) == .latest)
        #expect(Instant.earliest - .days(.max) == .earliest)
        #expect(Instant.earliest + .days(.min) == .earliest)
        #expect(Instant.latest - Instant.earliest == Instant.latest - .epoch + (.epoch - Instant.earliest))
    }

    @Test("adding what lies between two instants to the one gives the other")
    func differences() throws {
        let report = try ClockFixture.instant("2026-11-21T03:08:20.123Z")
        let block = try ClockFixture.instant("2026-11-21T03:08:21.001Z")

        #expect(block - report == .milliseconds(878))
        #expect(report - block == .milliseconds(-878))
        #expect(report + (block - report) == block)
        #expect(report < block)

        var moving = report
        moving += .days(1)
        #expect(moving.description == "2026-11-22T03:08:20.123Z")
        moving -= .hours(48)
        #expect(moving.description == "2026-11-20T03:08:20.123Z")
    }

    @Test("disturbed texts are refused or read as an instant that prints and reads the same")
    func survivesDisturbance() {
        let seeds = ["2026-11-21T03:08:20.123Z", "1990-12-31T23:59:60Z", "2026-11-21T04:08:20+01:00", "9999-12-31T23:59:59Z"]
        var read = 0
        for text in ClockFixture.disturbed(seeds, count: 20_000, seed: 1) {
            guard let instant = Instant(rfc3339: text) else { continue }
            read += 1
            #expect(Instant(rfc3339: instant.description) == instant, "\(text)")
        }
        #expect(read > 0)
    }
}
