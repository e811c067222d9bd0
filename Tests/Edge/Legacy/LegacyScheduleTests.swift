// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("When a run is due")
struct LegacyScheduleTests {
    private static let midnight = Instant(milliseconds: 1_795_219_200_000)  // 2026-11-21T00:00Z

    private func run(_ number: Int = 1, version: UInt64 = 1, at moment: Instant) throws -> LegacyRun {
        try #require(LegacyRun(number: number, version: version, at: moment, devices: 0))
    }

    @Test("at once when there is none")
    func none() {
        for occasion in [LegacyConfiguration.Occasion.change(after: .minutes(1)), .times([120])] {
            let schedule = LegacySchedule(occasion: occasion, keepFor: .days(1))
            #expect(schedule.isDue(at: Self.midnight, newest: nil, version: 1, changedAt: Self.midnight))
        }
    }

    @Test("after a change, so long after it was first seen; also when the list went back")
    func change() throws {
        let schedule = LegacySchedule(occasion: .change(after: .seconds(5)), keepFor: .days(1))
        let newest = try run(version: 7, at: Self.midnight)
        func isDue(_ seconds: Int, _ version: UInt64) -> Bool {
            schedule.isDue(
                at: Self.midnight + .seconds(60 + seconds), newest: newest, version: version,
                changedAt: Self.midnight + .seconds(60))
        }

        #expect(!isDue(4, 8) && isDue(5, 8) && isDue(5, 6))
        #expect(!isDue(600, 7))
    }

    @Test("at each time of day once, and afterwards when the edge was away then")
    func times() throws {
        let schedule = LegacySchedule(occasion: .times([840, 120]), keepFor: .days(5))
        func isDue(_ hour: Int, newest: Int) throws -> Bool {
            schedule.isDue(
                at: Self.midnight + .hours(hour), newest: try run(at: Self.midnight + .hours(newest)), version: 1,
                changedAt: Self.midnight)
        }

        #expect(try !isDue(1, newest: -3) && isDue(2, newest: -3) && !isDue(3, newest: 2))
        #expect(try isDue(14, newest: 2) && !isDue(23, newest: 14) && isDue(27, newest: 14) && isDue(100, newest: 14))
        #expect(LegacySchedule.latest(of: [], at: Self.midnight) == nil)
        #expect(LegacySchedule.latest(of: [0], at: Self.midnight) == Self.midnight)
    }

    @Test("whatever the occasion, when the newest run is as old as one may be")
    func old() throws {
        let schedule = LegacySchedule(occasion: .change(after: .zero), keepFor: .days(2))
        let newest = try run(at: Self.midnight)

        #expect(!schedule.isDue(at: Self.midnight + .hours(47), newest: newest, version: 1, changedAt: Self.midnight))
        #expect(schedule.isDue(at: Self.midnight + .hours(48), newest: newest, version: 1, changedAt: Self.midnight))
    }

    @Test("the newest is never superfluous, the imported one only by its age")
    func superfluous() throws {
        let schedule = LegacySchedule(occasion: .change(after: .zero), keepFor: .days(2))
        let runs = try (1...6).map { try run($0, at: Self.midnight + .hours($0)) }
        func gone(_ hours: Int, imported: Int?) -> [Int] {
            schedule.superfluous(runs, keep: 3, imported: imported, at: Self.midnight + .hours(hours)).map(\.number)
        }

        #expect(gone(7, imported: nil) == [1, 2, 3])
        #expect(gone(7, imported: 2) == [1, 3])
        #expect(gone(53, imported: 2) == [1, 2, 3, 4, 5])
        #expect(schedule.superfluous([], keep: 3, imported: nil, at: Self.midnight).isEmpty)
    }

    @Test("a run says of itself what is read back; nonsense is no run")
    func manifest() throws {
        let newest = try run(12, version: 3, at: Self.midnight + .milliseconds(7_262_000))

        #expect(newest.folder == "listgen__20261121_020102__runid_12" && newest.result == "12.result")
        #expect(LegacyRun(json: newest.json(of: "x", bases: [1])) == newest)
        #expect(LegacyRun(json: ["run": 0, "version": 1, "devices": 0, "milliseconds": 0]) == nil)
        #expect(LegacyRun(json: ["run": 1, "version": 1, "devices": 0, "milliseconds": 0]) == nil, "a year that no list writes")
        #expect(LegacyRun(json: []) == nil)
    }
}
