// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

extension Journeys {
    @Suite("A new edge of a hub with a long history")
    struct ColdStartJourney {
        @Test("takes the list from a snapshot, answers as the old edge does, and goes on from there")
        func takesTheSnapshot() async throws {
            try await Self.withHistory { stage, old, blocked, released in
                let new = stage.edge("new")
                try await new.start()
                try await Self.areEqual(old, new)
                let taken = try #require(Self.snapshot(in: new.program.log), "it says that it took a snapshot")
                #expect(taken.devices == blocked.count)
                #expect(Self.snapshot(in: old.program.log) == nil, "the old edge has the stream")
                try await Self.answer(old, new, blocked: blocked, released: released)

                let late = try await stage.block(Phone(serial: 9_000))
                try await new.answers("BLACKLISTED", for: Phone(serial: 9_000))
                try await stage.unblock(late)
                try await new.answers("WHITELISTED", for: Phone(serial: 9_000))
                try await Self.areEqual(old, new)
            }
        }

        @Test("killed at any moment of its start it is none the worse: started again, it has the list of the others")
        func isKilled() async throws {
            try await Self.withHistory { stage, old, blocked, released in
                let whole = try await Self.timeOfStart(of: stage)
                var random = SeededGenerator(seed: 11)
                var early = 0
                for round in 1...6 {
                    let name = "killed-\(round)"
                    let logs = "\(stage.folder)/\(name)-log"
                    let arguments = [
                        "edge", "--data", "\(stage.folder)/\(name)", "--set", "credential=\(stage.provider)", "--set",
                        "edge.name=\(name)", "--set", "service.port=0", "--set", "operations.port=0",
                    ]
                    for _ in 1...2 {
                        let spawned = try Spawned(Program.path, arguments + ["--leave-with-parent"], logs: logs)
                        try await Task.sleep(for: whole * Double.random(in: 0.2...1.2, using: &random))
                        spawned.signal(SIGKILL)
                        try await spawned.ended(within: .seconds(10))
                    }
                    if Self.snapshot(in: try Scratch.read(logs + ".err")) == nil { early += 1 }
                    let edge = stage.edge(name)
                    try await edge.start()
                    try await Self.areEqual(old, edge)
                    try await Self.answer(old, edge, blocked: blocked, released: released, sample: 4)
                    #expect(try await edge.program.stop() == 0)
                }
                #expect((1...6).contains(early), "some were killed before they had the list: \(early)")
            }
        }

        @Test("without a snapshot it reads the whole history, and holds the same")
        func readsAll() async throws {
            try await Self.withHistory(snapshots: 1_000_000) { stage, old, blocked, released in
                let new = stage.edge("new")
                try await new.start()
                try await Self.areEqual(old, new)
                #expect(Self.snapshot(in: new.program.log) == nil)
                try await Self.answer(old, new, blocked: blocked, released: released)
            }
        }

        /// A hub whose edge followed all: three lists of a thousand phones blocked, one of them released, and two phones alone.
        private static func withHistory(
            snapshots versions: Int = 1, _ body: (Stage, RunningEdge, _ blocked: [Phone], _ released: [Phone]) async throws -> Void
        ) async throws {
            // A third of the list is released at once.
            let settings = { (_: String) in ["snapshots.versions=\(versions)", "valve.shrink-from=5000"] }
            try await Stage.with(settings: settings) { stage in
                let old = stage.edge("old")
                try await old.start()
                var cases: [String] = []
                for list in 0..<3 {
                    let path = "\(stage.folder)/list-\(list).csv"
                    let rows = phones(of: list).map { "\($0.imei),20250901,blacklist" }
                    try Scratch.write((["imei,reporting_date,status"] + rows).joined(separator: "\n"), to: path)
                    let entered = try await Program.json(
                        "import", "stolen-list", path, "--as", stage.officer, "--confirm-as", stage.second)
                    cases += (entered["cases"]?.array ?? []).compactMap(\.string)
                }
                #expect(cases.count == 3)
                try await stage.unblock(cases[1])
                let own = [Phone(serial: 5_000), Phone(serial: 5_001)]
                var numbers: [String] = []
                for phone in own { numbers.append(try await stage.block(phone)) }
                try await stage.unblock(numbers[0])
                try await old.answers("BLACKLISTED", for: own[1])
                try await old.answers("WHITELISTED", for: own[0])
                if versions == 1 { try await atRest(old) }
                try await body(
                    stage, old, phones(of: 0) + phones(of: 2) + [own[1]], phones(of: 1) + [own[0], Phone(serial: 8_000)])
            }
        }

        private static func phones(of list: Int) -> [Phone] { (1...1_000).map { Phone(serial: list * 1_000 + $0) } }

        /// Waits until no version has come for a while: a snapshot is a version too.
        private static func atRest(_ edge: RunningEdge) async throws {
            var last: (version: Int?, since: ContinuousClock.Instant) = (nil, .now)
            try await eventually("no new version for 2 s") {
                let version = try await edge.standing()["version"]?.integer
                if version != last.version { last = (version, .now) }
                return .now - last.since > .seconds(2)
            }
        }

        /// How long an edge takes from nothing to the list.
        private static func timeOfStart(of stage: Stage) async throws -> Duration {
            let edge = stage.edge("timed")
            let start = ContinuousClock.now
            try await edge.start()
            try await eventually("the list") { snapshot(in: edge.program.log) != nil }
            let time = ContinuousClock.now - start
            #expect(try await edge.program.stop() == 0)
            return time
        }

        /// What an edge says of the snapshot that it took.
        private static func snapshot(in log: String) -> (version: Int, devices: Int)? {
            for line in log.split(separator: "\n") where line.contains("The list was taken from a snapshot.") {
                guard let said = try? JSONText(String(line)), let version = said["version"]?.string.flatMap({ Int($0) }),
                    let devices = said["devices"]?.string.flatMap({ Int($0) })
                else { continue }
                return (version, devices)
            }
            return nil
        }

        private static func areEqual(_ old: RunningEdge, _ new: RunningEdge) async throws {
            var seen: [String] = []
            do {
                try await eventually("both edges hold the same") {
                    let standings = [try await old.standing(), try await new.standing()]
                    seen = standings.map { "\($0["version"]?.integer ?? -1) with \($0["devices"]?.integer ?? -1)" }
                    return standings.allSatisfy { $0["complete"]?.bool == true } && seen[0] == seen[1]
                }
            } catch { throw Unexpected("\(error): \(seen)\n\(new.program.log.suffix(1_500))") }
        }

        private static func answer(
            _ old: RunningEdge, _ new: RunningEdge, blocked: [Phone], released: [Phone], sample: Int = 20
        ) async throws {
            var random = SeededGenerator(seed: 5)
            for (phones, word) in [(blocked, "BLACKLISTED"), (released, "WHITELISTED")] {
                for phone in phones.shuffled(using: &random).prefix(sample) + phones.suffix(2) {
                    for edge in [old, new] { #expect(try await edge.ask(phone.pei)?.word == word, "\(phone.pei)") }
                }
            }
        }
    }
}
