// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

extension Journeys {
    @Suite("A list rebuilt from the ledger")
    struct ReplayJourney {
        @Test("is, at every version and between every two, byte for byte what the edges and the hub gave out")
        func everyVersion() async throws {
            let settings = { (_: String) in ["snapshots.versions=2"] }
            try await Stage.with(settings: settings) { stage in
                let old = try Self.folder(stage, "old-runs")
                let first = stage.edge("old", settings: Self.settings(old))
                try await first.start()
                let (one, two, three) = (Phone(serial: 1), Phone(serial: 2), Phone(serial: 3))
                let stolen = try await stage.block(one)
                try await Self.hasRun(first)
                let lost = try await stage.block(two)
                try await Self.hasRun(first)
                // A second case holds the first phone too: letting go by one of them changes nothing.
                let again = try await stage.block(one)
                try await stage.unblock(stolen)
                try await stage.unblock(lost)
                try await Self.hasRun(first)
                _ = try await stage.block(two)
                try await Self.hasRun(first)

                let new = try Self.folder(stage, "new-runs")
                let second = stage.edge("new", settings: Self.settings(new))
                try await second.start()
                try await eventually("a run of the new edge") { try !Self.runs(in: new).isEmpty }
                #expect(second.program.log.contains("The list was taken from a snapshot."), "it did not see the listings")
                try await stage.unblock(again)
                _ = try await stage.block(three)
                for edge in [first, second] { try await Self.hasRun(edge) }

                let (full, deltas) = try await Self.compare([old, new], with: stage)
                #expect(full >= 8 && deltas >= 30, "\(full) full lists and \(deltas) files of deltas")
                try await Self.compareSnapshot(of: stage)
                try await Self.refusesChanged(stage)
            }
        }

        @Test("names what is wrong on the command line, and writes nothing for it")
        func commandLine() async throws {
            try await Scratch.with { folder in
                let out = folder + "/out"
                let wrong = [
                    ["replay", "copy.sqlite", "--out", out], ["replay", "https://hub.example", "--key", "k", "--out", out],
                    ["replay", "copy.sqlite", "--key", "k", "--version", "3", "--from", "3", "--out", out],
                ]
                for arguments in wrong { #expect(try await Program.run(arguments).status == 64, "\(arguments)") }
                let absent = try await Program.run("replay", folder + "/none", "--key", Self.strangeKey, "--out", out)
                #expect(absent.status == 74 && absent.error.contains("There is no store"), "\(absent)")
                #expect(!FileManager.default.fileExists(atPath: out))
            }
        }

        private static let strangeKey = "hub.example/devices+522ea728+ARQevzsBEMWpn3D3K4YiqD5SA+RrMXY4mvOQXfKEAR14"

        private static func settings(_ runs: String) -> [String] {
            ["legacy.folder=\(runs)", "legacy.after=0s", "legacy.keep=100"]
        }

        private static func folder(_ stage: Stage, _ name: String) throws -> String {
            let path = "\(stage.folder)/\(name)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return path
        }

        /// Waits until the edge has made a run of its newest version, and no newer version comes.
        private static func hasRun(_ edge: RunningEdge) async throws {
            var last: (version: Int?, since: ContinuousClock.Instant) = (nil, .now)
            try await eventually("a run of the newest version") {
                let standing = try await edge.standing()
                let version = standing["version"]?.integer
                if version != last.version { last = (version, .now) }
                return standing["files"]?["version"]?.integer == version && .now - last.since > .milliseconds(2_500)
            }
        }

        /// The folders of the runs with what `run.json` says: number and version.
        private static func runs(in folder: String) throws -> [(path: String, number: Int, version: Int)] {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("listgen__") }.map { name in
                let told = try JSONText(Scratch.read("\(folder)/\(name)/run.json"))
                return ("\(folder)/\(name)", told["run"]?.integer ?? 0, told["version"]?.integer ?? 0)
            }
        }

        /// Compares every file of every run with the one that the log at the hub gives.
        private static func compare(_ folders: [String], with stage: Stage) async throws -> (full: Int, deltas: Int) {
            var counts = (full: 0, deltas: 0)
            for folder in folders {
                let runs = try runs(in: folder)
                let versions = Dictionary(uniqueKeysWithValues: runs.map { ("\($0.number)", $0.version) })
                for run in runs {
                    let names = try FileManager.default.contentsOfDirectory(atPath: run.path).filter { $0.hasSuffix(".csv") }
                    let full = try #require(names.first { $0.hasSuffix("_blacklist.csv") })
                    for base in Set(names.compactMap { base(of: $0) }) {
                        let from = base == "-1" ? 0 : try #require(versions[base])
                        guard from < run.version else { continue }
                        let out = "\(stage.folder)/replayed-\(UUID().uuidString)"
                        let told = try await Program.json(
                            "replay", stage.hub.parties, "--as", stage.provider, "--version", "\(run.version)", "--from", "\(from)",
                            "--out", out)
                        let files = told["files"]?.array?.compactMap(\.string) ?? []
                        #expect(files.count == 4 && told["missing"]?.array?.isEmpty == true)
                        let rebuilt = try #require(files.first { $0.hasSuffix("_blacklist.csv") })
                        #expect(
                            try Scratch.read("\(out)/\(rebuilt)") == Scratch.read("\(run.path)/\(full)"), "version \(run.version)")
                        counts.full += 1
                        for change in ["blocked", "unblocked", "changed"] {
                            let theirs = try #require(names.first { $0.hasSuffix("_delta_\(base)_\(run.number)_\(change).csv") })
                            let ours = try #require(files.first { $0.hasSuffix("_\(change).csv") })
                            #expect(
                                try Scratch.read("\(out)/\(ours)") == Scratch.read("\(run.path)/\(theirs)"),
                                "\(from) to \(run.version)")
                            counts.deltas += 1
                        }
                    }
                }
            }
            return counts
        }

        /// The run from which a file is a delta, by its name; nil for another file.
        private static func base(of name: String) -> String? {
            let parts = name.split(separator: "_")
            guard let place = parts.firstIndex(of: "delta"), parts.indices.contains(place + 1) else { return nil }
            return String(parts[place + 1])
        }

        /// The newest snapshot at the hub is the text that the log gives.
        private static func compareSnapshot(of stage: Stage) async throws {
            let path = stage.hub.parties + "/logboek/devices/momentopname/stolen"
            let out = stage.folder + "/canonical"
            var version = 0
            for candidate in stride(from: 40, through: 1, by: -1) {
                guard let answer = try await Curl.ask("\(path)/inhoud?versie=\(candidate)", as: stage.provider),
                    answer.status == 200
                else { continue }
                version = candidate
                let told = try await Program.json(
                    "replay", stage.hub.parties, "--as", stage.provider, "--format", "canonical", "--version", "\(candidate)",
                    "--out", out)
                #expect(try Scratch.read("\(out)/stolen-\(candidate).txt") == answer.body)
                #expect(try #require(told["agreedSnapshots"]?.integer) > 0)
                break
            }
            #expect(version > 0, "there is a snapshot")
        }

        /// A copy of the store gives the same; one in which an entry was changed gives nothing.
        private static func refusesChanged(_ stage: Stage) async throws {
            #expect(try await stage.hub.program.stop() == 0)
            let whole = try await Program.json(
                "replay", stage.hub.data, "--key", stage.hub.keys, "--out", stage.folder + "/from-store")
            let copy = stage.folder + "/copy.sqlite"
            try FileManager.default.copyItem(atPath: stage.hub.data + "/hub.sqlite", toPath: copy)
            let out = stage.folder + "/from-copy"
            let same = try await Program.json("replay", copy, "--key", stage.hub.keys, "--out", out)
            #expect(same["root"]?.string == whole["root"]?.string && same["version"]?.integer == whole["version"]?.integer)

            var bytes = Array(try Data(contentsOf: URL(filePath: copy)))
            let listed = Array(#"{"prohibited":[""#.utf8)
            let place = try #require(bytes.firstRange(of: listed))
            bytes[place.upperBound] ^= 1
            try Data(bytes).write(to: URL(filePath: copy))
            let changed = try await Program.run("replay", copy, "--key", stage.hub.keys, "--out", out + "-changed")
            #expect(changed.status == 1 && changed.error.contains("was changed"), "\(changed)")
            #expect(!FileManager.default.fileExists(atPath: out + "-changed"))

            let stranger = try await Program.run("replay", stage.hub.data, "--key", strangeKey, "--out", out + "-stranger")
            #expect(stranger.status == 1 && !FileManager.default.fileExists(atPath: out + "-stranger"), "\(stranger)")
        }
    }
}
