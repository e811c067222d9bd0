// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

extension Journeys {
    @Suite("A register that only takes files")
    struct LegacyJourney {
        private static func folder(_ stage: Stage) throws -> String {
            let path = stage.folder + "/runs"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            return path
        }

        private static func list(in runs: String) -> String {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: runs + "/latest")) ?? []
            return names.first { $0.hasSuffix("_blacklist.csv") }.flatMap { try? Scratch.read("\(runs)/latest/\($0)") } ?? ""
        }

        @Test("gets each block in a file, and the regulator sees it carried out when the import says so, not before")
        func imported() async throws {
            try await Stage.with { stage in
                let runs = try Self.folder(stage)
                let edge = stage.edge(settings: ["legacy.folder=\(runs)", "legacy.after=100ms", "legacy.acknowledge=import"])
                try await edge.start()
                let phone = Phone(serial: 1)
                let number = try await stage.block(phone)
                try await eventually("the block in a file") { Self.list(in: runs).contains(phone.digits) }
                let first = try #require(try await edge.standing()["files"]?["run"]?.integer)
                try await Task.sleep(for: .seconds(1))
                #expect(try await edge.standing()["stated"] == nil, "nothing was imported")
                #expect(try await Self.active(stage) == 0)

                try Scratch.write("ok\n", to: "\(runs)/\(first).result")
                try await eventually("the hub knows") { try await Self.active(stage) > 0 }
                let active = try await Self.active(stage)

                try await stage.unblock(number)
                try await eventually("the release in a file") { !Self.list(in: runs).contains(phone.digits) }
                let second = try #require(try await edge.standing()["files"]?["run"]?.integer)
                try Scratch.write("failed: no room in the register\n", to: "\(runs)/\(second).result")
                try await eventually("told") { try await edge.standing()["files"]?["importFailure"]?.string != nil }
                #expect(try await edge.metric("schakel_edge_legacy_import_failed") == 1)
                #expect(edge.program.log.contains("no room in the register"))
                #expect(try await Self.active(stage) == active, "what the network does not do is not stated")
                let told = try await Program.run("edge", "status", "--data", edge.data)
                #expect(told.output.contains("the newest run failed: no room in the register"), "\(told)")
            }
        }

        @Test("never sees half a run, however often the edge is killed")
        func killed() async throws {
            try await Stage.with { stage in
                let runs = try Self.folder(stage)
                let edge = stage.edge(settings: ["legacy.folder=\(runs)", "legacy.after=0s", "legacy.command=/bin/test -s %f"])
                var random = SeededGenerator(seed: 9)
                for serial in 1...4 {
                    try await edge.start()
                    _ = try await stage.block(Phone(serial: serial))
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...700, using: &random)))
                    try await edge.program.kill()
                    for name in try FileManager.default.contentsOfDirectory(atPath: runs) where name.hasPrefix("listgen__") {
                        let told = try JSONText(Scratch.read("\(runs)/\(name)/run.json"))
                        let full = try Scratch.read("\(runs)/\(name)/\(told["full"]?.string ?? "")")
                        #expect(full.components(separatedBy: "\r\n").count == 2 + (told["devices"]?.integer ?? -1), "\(name)")
                    }
                }
                try await edge.start()
                try await eventually("all four in the newest run") {
                    Self.list(in: runs).components(separatedBy: "\r\n").count == 6
                }
                try await eventually("its import") {
                    let files = try await edge.standing()["files"]
                    return files?["importedRun"] != nil && files?["importedRun"] == files?["run"]
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: runs).allSatisfy { !$0.hasPrefix(".") })
            }
        }

        @Test(
            "is told that the disk is full, and gets its file when there is room",
            .enabled(if: SmallDisk.isPossible, "it needs root, to mount a small disk of its own"))
        func fullDisk() async throws {
            try await SmallDisk.with(megabytes: 1) { disk in
                try await Stage.with { stage in
                    try Scratch.write(String(repeating: "x", count: 1_044_480), to: disk.folder + "/ballast")
                    let edge = stage.edge(settings: ["legacy.folder=\(disk.folder)", "legacy.after=0s"])
                    try await edge.start()
                    let phone = Phone(serial: 1)
                    _ = try await stage.block(phone)
                    try await eventually("told") { try await edge.standing()["files"]?["troubleCode"]?.string == "disk-full" }
                    #expect(try await edge.ask(phone.pei)?.word == "BLACKLISTED", "checks are answered all the same")
                    #expect(!FileManager.default.fileExists(atPath: disk.folder + "/latest"))

                    try FileManager.default.removeItem(atPath: disk.folder + "/ballast")
                    try await eventually("the file", within: .seconds(60)) { Self.list(in: disk.folder).contains(phone.digits) }
                    try await eventually("no more trouble") { try await edge.standing()["files"]?["trouble"] == nil }
                }
            }
        }

        @Test("settings that make no sense together stop the start, all of them named")
        func wrong() async throws {
            let outcome = try await Program.run(
                "edge", "--set", "legacy.acknowledge=import", "--set", "legacy.command=import %f", "--set", "legacy.keep-for=60d",
                "--set",
                "legacy.when=times", "--set", "legacy.times=2 o'clock")

            #expect(outcome.status == 78)
            for key in ["legacy.command", "legacy.keep-for", "legacy.times", "legacy.folder"] {
                #expect(outcome.error.contains(key), "\(key)")
            }
        }

        /// The version that the provider has carried out, as the hub knows.
        private static func active(_ stage: Stage) async throws -> Int {
            let told = try await Program.json("compliance", "--as", stage.officer)
            return told["deelnemers"]?.array?.first { $0["naam"]?.string == "Voorbeeld Telecom" }?["werkendeVersie"]?.integer ?? 0
        }
    }
}
