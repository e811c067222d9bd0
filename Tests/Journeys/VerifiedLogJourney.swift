// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("A log that anybody can verify")
    struct VerifiedLogJourney {
        private static let origin = "schakel.localhost/devices"

        @Test("over the web it holds, by every way of saying the key, and extends what it was")
        func overTheWeb() async throws {
            try await Self.withLog { stage, earlier in
                let hub = stage.hub
                let size = try #require(try await hub.logSizes()["devices"])
                let told = try await Program.run("verify", "log", hub.log(), "--key", hub.keys)
                #expect(told.status == 0, "\(told)")
                #expect(told.output.hasPrefix("The log \(Self.origin) holds: all \(size) entries"), "\(told)")

                let report = try await Program.json("verify", "log", hub.log(), "--key", hub.keys, "--since", earlier)
                #expect(report["sound"]?.bool == true)
                #expect(report["size"]?.integer == size && report["entries"]?.integer == size)
                #expect(report["extendsEarlier"]?.bool == true)
                #expect(report["kinds"]?["report"]?.integer == Self.reports + 1)
                #expect(report["kinds"]?["listing"]?.integer == 1)
                #expect(report["faults"]?.array?.isEmpty == true)
                #expect(report["signers"]?.array?.compactMap(\.string) == [Self.origin])

                let key = try #require(try Self.key(of: Self.origin, in: hub))
                for log in ["devices", "parties"] {
                    let keys = log == "devices" ? key : hub.keys
                    let outcome = try await Program.run("verify", "log", hub.log(log) + "/", "--key", keys)
                    #expect(outcome.status == 0, "\(log): \(outcome)")
                }
            }
        }

        @Test("mirrored it holds just as well, and one byte changed, anywhere, is found and named")
        func mirrored() async throws {
            try await Self.withLog { stage, earlier in
                let hub = stage.hub
                let mirror = try await LogMirror(
                    of: hub.log(), in: stage.folder + "/mirror", checkpoint: try await hub.checkpoint())
                #expect(mirror.size > 256, "the log has a complete tile")
                let holds = try await Program.json("verify", "log", mirror.folder, "--key", hub.keys, "--since", earlier)
                #expect(holds["size"]?.integer == mirror.size)
                #expect(holds["extendsEarlier"]?.bool == true)

                let rest = "tile/entries/001.p/\(mirror.size % 256)"
                for (entry, path) in [(100, "tile/entries/000"), (mirror.size - 1, rest)] {
                    let place = try mirror.lastByte(ofEntry: entry, in: path)
                    try mirror.damage(path, at: place)
                    let told = try await Program.run("verify", "log", mirror.folder, "--key", hub.keys)
                    #expect(told.status == 1, "\(told)")
                    #expect(told.output.contains("entry \(entry)"), "\(told)")
                    let outcome = try await Program.run("verify", "log", mirror.folder, "--key", hub.keys, "--json")
                    #expect(outcome.status == 1)
                    let report = try JSONText(outcome.output)
                    #expect(report["sound"]?.bool == false)
                    #expect(report["faults"]?.array?.contains { $0["entry"]?.integer == entry } == true, "\(outcome)")
                    try mirror.damage(path, at: place)
                }
                for path in ["tile/0/000", "tile/1/000.p/1"] {
                    try mirror.damage(path, at: 5)
                    let told = try await Program.run("verify", "log", mirror.folder, "--key", hub.keys)
                    #expect(told.status == 1 && told.output.contains(path), "\(told)")
                    try mirror.damage(path, at: 5)
                }
                #expect(try await Program.run("verify", "log", mirror.folder, "--key", hub.keys).status == 0)
                try FileManager.default.removeItem(atPath: mirror.folder + "/tile/entries/000")
                let missing = try await Program.run("verify", "log", mirror.folder, "--key", hub.keys)
                #expect(missing.status == 1 && missing.output.contains("tile/entries/000"), "\(missing)")
            }
        }

        @Test("another's key, another history and no answer are each told apart")
        func isRefused() async throws {
            try await Self.withLog { stage, earlier in
                let hub = stage.hub
                let nobody = RunningHub(in: stage.folder, name: "other")
                try await nobody.start()
                let (gone, keys) = (nobody.log(), hub.keys)
                _ = try await nobody.postReport(of: Phone(serial: 9))
                let foreign = stage.folder + "/foreign"
                try Scratch.write(try await nobody.checkpoint(), to: foreign)
                _ = try await nobody.program.stop()
                async let unreachable = Program.run("verify", "log", gone, "--key", keys)

                let stranger = try await Program.run("verify", "log", hub.log(), "--key", nobody.keys)
                #expect(stranger.status == 1 && stranger.sentence != nil, "\(stranger)")
                #expect(stranger.output.isEmpty)
                let since = try await Program.run("verify", "log", hub.log(), "--key", hub.keys, "--since", foreign)
                #expect(since.status == 1, "\(since)")
                let empty = try await Program.run("verify", "log", hub.log("nothing"), "--key", hub.keys)
                #expect(empty.status == 1, "\(empty)")
                let noKey = try await Program.run("verify", "log", hub.log(), "--key", earlier)
                #expect(noKey.status == 64, "\(noKey)")
                let noFile = try await Program.run("verify", "log", hub.log(), "--key", hub.keys, "--since", "/nothing")
                #expect(noFile.status == 74, "\(noFile)")

                let absent = try await unreachable
                #expect(absent.status == 69, "\(absent)")
                #expect(absent.sentence?.contains("there is no answer") == true, "\(absent)")
            }
        }

        @Test("an entry is proved to be in it without its content, and growth is proved by hashes")
        func proofs() async throws {
            try await Self.withLog { stage, earlier in
                let hub = stage.hub
                let before = try #require(LogMirror.size(of: try Scratch.read(earlier)))
                let size = try #require(try await hub.logSizes()["devices"])
                for entry in [0, 255, size - 1] {
                    let answer = try #require(try await Curl.ask("\(hub.log())/bewijs/\(entry)"))
                    #expect(answer.status == 200 && answer.body.hasPrefix("c2sp.org/tlog-proof@v1\n"))
                    try Scratch.write(answer.body, to: stage.folder + "/proof")
                    let verified = try await Program.json("verify", "receipt", stage.folder + "/proof", "--keys", hub.keys)
                    #expect(verified["index"]?.integer == entry)
                    #expect(verified["payload"] == nil, "nothing of what was reported")
                }
                #expect(try await Curl.ask("\(hub.log())/bewijs/\(size)")?.status == 404)

                let answer = try #require(try await Curl.ask("\(hub.log())/aangroei?vanaf=\(before)"))
                let growth = try JSONText(answer.body)
                #expect(answer.status == 200)
                #expect(growth["controlepunt"]?.string == (try await hub.checkpoint()))
                #expect(growth["hashes"]?.array?.isEmpty == false)
                let none = try #require(try await Curl.ask("\(hub.log())/aangroei?vanaf=\(size)"))
                #expect(try JSONText(none.body)["hashes"]?.array?.isEmpty == true)
                #expect(try await Curl.ask("\(hub.log())/aangroei?vanaf=\(size + 1)")?.status == 409)
            }
        }

        @Test(
            "a verifier of Go's own transparency packages finds the same, over the web",
            .enabled(if: Checklog.isPossible, "golang-go and golang-golang-x-mod-dev are needed"))
        func byOthers() async throws {
            try await Self.withLog { stage, earlier in
                let hub = stage.hub
                let checklog = try await Checklog.build(in: stage.folder)
                let size = try #require(try await hub.logSizes()["devices"])
                let key = try #require(try Self.key(of: Self.origin, in: hub))
                let holds = try await Tool.run(checklog, ["-since", earlier, hub.log(), key], limit: .seconds(30))
                #expect(holds.status == 0, "\(holds)")
                #expect(holds.output.hasPrefix("ok: \(Self.origin), \(size) entries"), "\(holds)")
                #expect(holds.output.contains("extends"), "\(holds)")
                let other = try #require(try Self.key(of: "schakel.localhost/parties", in: hub))
                #expect(try await Tool.run(checklog, [hub.log(), other], limit: .seconds(30)).status == 1)
            }
        }

        private static let reports = 300

        /// A hub with a block, of which the checkpoint is kept, and many reports after it.
        private static func withLog(_ body: (Stage, _ earlier: String) async throws -> Void) async throws {
            try await Stage.with { stage in
                _ = try await stage.block(Phone(serial: 1))
                let earlier = stage.folder + "/earlier"
                try Scratch.write(try await stage.hub.checkpoint(), to: earlier)
                #expect(try await stage.hub.postReports(of: 100..<100 + reports, scratch: stage.folder + "/reports") == reports)
                try await body(stage, earlier)
            }
        }

        /// The key of a log, from the operator's folder.
        private static func key(of origin: String, in hub: RunningHub) throws -> String? {
            try Scratch.read(hub.keys).split(separator: "\n").map(String.init).first { $0.hasPrefix(origin + "+") }
        }
    }
}
