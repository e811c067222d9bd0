// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Foundation
import Identifiers
import Ledger
import ListedDevices
import Testing
import Trials

@testable import Edge

@Suite("Files for registers that take nothing else", .timeLimit(.minutes(10)))
struct LegacyRunTests {
    private static let device: UInt64 = 35_209_900_176_148

    @Test("the first run has the full list and a delta from nothing, under the names of DIRBS")
    func first() throws {
        let trial = try LegacyTrial()
        trial.publish(3, [Self.device: "prohibited", 1: "prohibited"])

        try trial.step()

        let place = "listgen__20261121_030820__runid_1"
        #expect(trial.runs == [place])
        let names = try FileManager.default.contentsOfDirectory(atPath: trial.folder.file(place)).sorted()
        #expect(
            names == [
                "20261121_030820_blacklist.csv", "20261121_030820_blacklist_delta_-1_1_blocked.csv",
                "20261121_030820_blacklist_delta_-1_1_changed.csv", "20261121_030820_blacklist_delta_-1_1_unblocked.csv",
                "run.json",
            ])
        let full =
            "imei,block_date,reasons\r\n00000000000001,20261121,stolen/prohibited\r\n35209900176148,20261121,stolen/prohibited\r\n"
        #expect(try trial.folder.text("\(place)/\(names[0])") == full)
        #expect(try trial.folder.text("\(place)/\(names[1])") == full)
        #expect(try trial.folder.text("\(place)/\(names[2])") == "imei,block_date,reasons\r\n")
        #expect(try trial.folder.text("latest/\(names[0])") == full)
        #expect(try trial.folder.mode("\(place)/\(names[0])") == 0o640 && trial.folder.mode(place) == 0o750)
        let told = try JSON(parsing: trial.folder.text("\(place)/run.json"))
        #expect(told["run"]?.integer == 1 && told["version"]?.integer == 3 && told["devices"]?.integer == 2)
    }

    @Test("a device that is only tracked is not on a list that blocks")
    func tracked() throws {
        let trial = try LegacyTrial()

        try trial.run(1, [1: "prohibited", 2: "tracking", 3: "greylisted"])

        #expect(try trial.rows(1, "_blacklist.csv") == ["00000000000001,20261121,stolen/prohibited"])
    }

    @Test("a change becomes a run after a while, with a delta from every run that is kept")
    func deltas() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited", 2: "prohibited"])
        try trial.run(2, [2: "prohibited", 3: "prohibited"])

        trial.publish(3, [3: "prohibited", 4: "prohibited"])
        try trial.step()
        #expect(trial.numbers == [1, 2], "several changes go together")
        try trial.step(after: .seconds(5))

        #expect(trial.numbers == [1, 2, 3])
        #expect(try trial.rows(3, "_delta_2_3_blocked.csv")?.map { $0.prefix(14) } == ["00000000000004"])
        #expect(try trial.rows(3, "_delta_2_3_unblocked.csv")?.map { $0.prefix(14) } == ["00000000000002"])
        #expect(try trial.rows(3, "_delta_1_3_blocked.csv")?.map { $0.prefix(14) } == ["00000000000003", "00000000000004"])
        #expect(try trial.rows(3, "_delta_1_3_unblocked.csv")?.map { $0.prefix(14) } == ["00000000000001", "00000000000002"])
        #expect(try trial.rows(3, "_delta_1_3_changed.csv") == [])
        #expect(try trial.rows(3, "_delta_-1_3_blocked.csv") == nil)
    }

    @Test("a device keeps the date of the first run it was in, by Dutch days, and gets a new one when it comes back")
    func dates() throws {
        let trial = try LegacyTrial { $0.keep = 2 }
        try trial.run(1, [1: "prohibited"])
        // 2026-11-21T23:00Z, already the 22nd in the Netherlands.
        trial.timekeeper.set(to: Instant(milliseconds: 1_795_302_000_000))
        try trial.run(2, [1: "prohibited", 2: "prohibited"])
        trial.timekeeper.advance(by: .days(3))
        try trial.run(3, [2: "prohibited"])
        try trial.run(4, [1: "prohibited", 2: "prohibited"])

        #expect(
            try trial.rows(4, "_blacklist.csv") == [
                "00000000000001,20261125,stolen/prohibited", "00000000000002,20261122,stolen/prohibited",
            ])
        #expect(trial.numbers == [3, 4], "older runs are gone")
    }

    @Test("dates outlive the age of runs; what is too old is in no delta")
    func aged() throws {
        let trial = try LegacyTrial { $0.keepFor = .days(2) }
        try trial.run(1, [1: "prohibited", 2: "prohibited"])
        try trial.run(2, [1: "prohibited"])

        try trial.step(after: .days(3))

        #expect(trial.numbers == [3], "nothing changed, and yet: no file holds a device longer than it may")
        #expect(try trial.rows(3, "_blacklist.csv") == ["00000000000001,20261121,stolen/prohibited"])
        #expect(try trial.rows(3, "_delta_-1_3_blocked.csv")?.count == 1)
        #expect(try trial.rows(3, "_delta_2_3_unblocked.csv") == nil)
    }

    @Test("the same lists give the same bytes")
    func stable() throws {
        let (one, other) = (try LegacyTrial(), try LegacyTrial())
        for trial in [one, other] {
            try trial.run(
                1, Dictionary(uniqueKeysWithValues: (0..<500).map { (UInt64($0 * 7), ListStatus(rawValue: "prohibited")) }))
            try trial.run(
                2, Dictionary(uniqueKeysWithValues: (0..<500).map { (UInt64($0 * 11), ListStatus(rawValue: "prohibited")) }))
        }

        for run in [1, 2] {
            let names = try FileManager.default.contentsOfDirectory(atPath: one.folder.file(one.place(run))).sorted()
            for name in names {
                #expect(
                    try one.folder.text("\(one.place(run))/\(name)") == other.folder.text("\(other.place(run))/\(name)"), "\(name)")
            }
        }
    }

    @Test("applying the deltas one after the other to the first list gives the last one")
    func applied() throws {
        let trial = try LegacyTrial()
        var random = SeededGenerator(seed: 5)
        for version in 1...6 {
            let devices = Set((0..<60).map { _ in UInt64.random(in: 0..<90, using: &random) })
            try trial.run(
                UInt64(version), Dictionary(uniqueKeysWithValues: devices.map { ($0, ListStatus(rawValue: "prohibited")) }))
        }
        var list = Set(try #require(try trial.rows(1, "_blacklist.csv")))

        for run in 2...6 {
            for row in try #require(try trial.rows(run, "_delta_\(run - 1)_\(run)_unblocked.csv")) {
                #expect(list.remove(row) != nil)
            }
            for row in try #require(try trial.rows(run, "_delta_\(run - 1)_\(run)_blocked.csv")) {
                #expect(list.insert(row).inserted)
            }
        }

        #expect(try list == Set(#require(try trial.rows(6, "_blacklist.csv"))))
    }

    @Test("check digits are written when they are asked for, and the next delta still fits")
    func checkDigits() throws {
        let trial = try LegacyTrial { $0.hasCheckDigits = true }
        try trial.run(1, [49_015_420_323_751: "prohibited"])
        try trial.run(2, [49_015_420_323_751: "prohibited", 1: "prohibited"])

        #expect(try trial.rows(1, "_blacklist.csv") == ["490154203237518,20261121,stolen/prohibited"])
        #expect(try trial.rows(2, "_delta_1_2_unblocked.csv") == [])
        #expect(try trial.rows(2, "_delta_1_2_blocked.csv")?.count == 1)
    }

    @Test("a list that does not tell since when its devices are listed gives no file, and says what to do")
    func undated() throws {
        let trial = try LegacyTrial()
        trial.publish(1, [1: "prohibited"], hasDays: false)

        let error = #expect(throws: LegacyError.self) { try trial.step() }

        #expect(error?.code == .undated && trial.runs.isEmpty)
        trial.publish(2, [2: "tracking"], hasDays: false)
        try trial.step()
        #expect(try trial.rows(trial.numbers[0], "_blacklist.csv") == [], "what is only tracked needs no day")
    }

    @Test("the list that is served is read in order, with its version and its days, also after a restart and a compaction")
    func replica() throws {
        let folder = try ScratchFolder()
        let store = try ReplicaStore(path: folder.file("replica.sqlite"))
        func index() throws -> DeviceIndex {
            try DeviceIndex(
                in: folder.path, holding: store.holding(), kept: store.kept(),
                timekeeper: ManualTimekeeper(at: LegacyTrial.start))
        }
        var served = try index()
        #expect(try ServedList(index: served).eachInOrder { _, _, _ in Issue.record("there is no list") } == nil)
        let kept = ReplicaStore.Kept(
            position: FollowPosition(range: CompactRange(), version: 9, checkpoint: "note"), verifiedAt: LegacyTrial.start,
            delivered: LegacyTrial.start, accepted: LegacyTrial.start)
        let days = try ([30, 10, 20] as [UInt64]).map { value in
            DeviceChange(
                imei: try #require(.init(value: value)), status: value == 20 ? "tracking" : "prohibited",
                since: CivilDate(year: 2026, month: 11, day: Int(value)))
        }
        try store.apply(days, kept: kept)
        served.apply(days, version: 9, verifiedAt: LegacyTrial.start)
        func rows() throws -> [String] {
            var rows: [String] = []
            let version = try ServedList(index: served).eachInOrder { device, status, since in
                rows.append("\(device) \(status) \(since?.day ?? 0)")
            }
            return rows + ["\(version ?? 0)"]
        }

        #expect(try rows() == ["10 prohibited 10", "20 tracking 20", "30 prohibited 30", "9"])
        served = try index()
        #expect(try rows() == ["10 prohibited 10", "20 tracking 20", "30 prohibited 30", "9"], "after a restart")
        let draft = try served.devices.compact()
        try store.adopt(draft.name, upTo: draft.version)
        _ = try served.devices.adopt(draft)
        #expect(try rows() == ["10 prohibited 10", "20 tracking 20", "30 prohibited 30", "9"], "from a segment")
        served = try index()
        #expect(try rows() == ["10 prohibited 10", "20 tracking 20", "30 prohibited 30", "9"], "from a segment that was opened")
    }
}
