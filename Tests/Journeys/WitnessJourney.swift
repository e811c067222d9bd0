// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Witnesses of a hub")
    struct WitnessJourney {
        private static let origin = "schakel.localhost/devices"

        @Test("two sign along what the hub signs; one that is killed holds nothing up, is named, and catches up")
        func signAlong() async throws {
            try await Self.withWitnesses { stage, witnesses in
                let hub = stage.hub
                _ = try await stage.block(Phone(serial: 1))
                try await Self.isCosigned(by: witnesses, at: hub)
                let holds = try await Program.run("verify", "log", hub.log(), "--key", hub.keys)
                #expect(holds.status == 0, "\(holds)")
                try await Self.areWell(witnesses, at: hub)

                try await witnesses[1].program.kill()
                let start = ContinuousClock.now
                for serial in 2...6 { #expect(try await hub.postReport(of: Phone(serial: serial))?.status == 201) }
                #expect(ContinuousClock.now - start < .seconds(2), "acts do not wait for a witness")
                try await Self.isCosigned(by: [witnesses[0]], at: hub)
                try await eventually("the witness that is away is named") {
                    let standing = try await Self.standing(of: witnesses[1], at: hub)
                    return standing?["trouble"]?.string?.contains("cannot be reached") == true && standing?["lag"]?.integer == 5
                }
                let other = try #require(try await Self.standing(of: witnesses[0], at: hub))
                #expect(other["trouble"] == nil && other["lag"]?.integer == 0, "\(other)")
                #expect(try await hub.readiness() == 200)

                try await witnesses[1].start()
                try await Self.areWell(witnesses, at: hub)
                try await Self.isCosigned(by: witnesses, at: hub)
                let size = try #require(try await hub.logSizes()["devices"])
                for witness in witnesses {
                    #expect(LogMirror.size(of: try await witness.checkpoint(of: Self.origin)) == size, "\(witness.name)")
                }
            }
        }

        @Test("the receipt of an act and the proofs of an entry hold with what witnesses signed along")
        func proofsHold() async throws {
            try await Self.withWitnesses { stage, witnesses in
                let receipt = stage.folder + "/receipt"
                for serial in 1...3 {
                    _ = try await Program.json(
                        "report", "theft", "--imei", Phone(serial: serial).imei, "--date", "2025-01-15", "--hub", stage.hub.open,
                        "--receipt", receipt)
                }
                try await Self.isCosigned(by: witnesses, at: stage.hub)
                let proof = try #require(try await Curl.ask(stage.hub.log() + "/bewijs/0"))
                #expect(Self.signatures(of: proof.body) == 3)
                try Scratch.write(proof.body, to: stage.folder + "/proof")
                for file in [receipt, stage.folder + "/proof"] {
                    let verified = try await Program.run("verify", "receipt", file, "--keys", stage.hub.keys)
                    #expect(verified.status == 0, "\(verified)")
                }
            }
        }

        @Test(
            "a hub put back to an older copy is found out by witness and edge: neither goes along, and the supervisor has the proof"
        )
        func isFoundOut() async throws {
            try await Self.withWitnesses { stage, witnesses in
                let hub = stage.hub
                let regulator = try await stage.enrolRegulator()
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                try await Self.isAtRest(hub)
                _ = try await hub.program.stop()
                let copy = stage.folder + "/copy"
                try FileManager.default.copyItem(atPath: hub.data, toPath: copy)
                try await hub.start()
                _ = try await stage.block(Phone(serial: 2))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 2))
                try await Self.isAtRest(hub)
                try await Self.isCosigned(by: witnesses, at: hub)
                let shown = try await hub.checkpoint()
                let size = try #require(LogMirror.size(of: shown))
                try Scratch.write(shown, to: stage.folder + "/shown")

                _ = try await hub.program.stop()
                try FileManager.default.removeItem(atPath: hub.data)
                try FileManager.default.moveItem(atPath: copy, toPath: hub.data)
                try await hub.start()
                try await eventually("the hub says that the witness is ahead of it") {
                    try await Self.standing(of: witnesses[0], at: hub)?["trouble"]?.string?.contains("the log has") == true
                }
                #expect(Self.signatures(of: try await hub.checkpoint()) == 1)

                let entered = try await hub.postReports(of: 100..<100 + size, scratch: stage.folder + "/reports")
                #expect(entered == size, "the hub goes on")
                for witness in witnesses {
                    try await eventually("the hub says that \(witness.name) saw another history", within: .seconds(20)) {
                        try await Self.standing(of: witness, at: hub)?["trouble"]?.string?.contains("another history") == true
                    }
                    try await eventually("the witness tells its operator") {
                        try await witness.standing(of: Self.origin)?["inconsistencies"]?.integer ?? 0 > 0
                    }
                    #expect(
                        LogMirror.size(of: try await witness.checkpoint(of: Self.origin)) == size, "it stays with what it signed")
                    #expect(witness.program.log.contains("it may be evidence"))
                }
                #expect(Self.signatures(of: try await hub.checkpoint()) == 1)
                let since = try await Program.run(
                    "verify", "log", hub.log(), "--key", hub.keys, "--since", stage.folder + "/shown")
                #expect(since.status == 1 && since.output.contains("does not extend"), "\(since)")

                try await eventually("the edge has the proof", within: .seconds(20)) {
                    try await edge.standing()["evidence"]?.array?.isEmpty == false
                }
                #expect(try await edge.ask(Phone(serial: 2).pei)?.word == "BLACKLISTED", "the last good list serves")
                let evidence = try await Program.run("edge", "evidence", "--data", stage.folder + "/edge-1")
                #expect(evidence.status == 0 && evidence.output.contains("\n\u{2014} \(Self.origin) "), "\(evidence)")
                try await eventually("the supervisor has the proof too") {
                    let answer = try await Curl.ask(hub.parties + "/v1/tegenspraken", as: regulator)
                    return try JSONText(answer?.body ?? "")["tegenspraken"]?.array?.isEmpty == false
                }
                #expect(try await Curl.ask(hub.parties + "/v1/tegenspraken", as: stage.provider)?.status == 403)
            }
        }

        @Test("a witness does not sign for a log that it does not watch, nor twice on one folder")
        func signsNoOther() async throws {
            try await Self.withWitnesses { stage, witnesses in
                let hub = stage.hub
                _ = try await hub.postReport(of: Phone(serial: 1))
                try await Self.isCosigned(by: witnesses, at: hub)
                let note = try await hub.checkpoint()
                let address = witnesses[0].service + "/add-checkpoint"
                let text = ["content-type: text/plain"].flatMap { ["--header", $0] }
                let foreign = note.replacing("schakel.localhost", with: "other.example")
                let refused = try await Tool.run(
                    named: "curl",
                    ["--silent", "--write-out", "%{http_code}", "--data-binary", "old 0\n\n" + foreign, address] + text)
                #expect(refused.output.hasSuffix("404"), "\(refused)")
                let garbage = try await Tool.run(
                    named: "curl", ["--silent", "--write-out", "%{http_code}", "--data-binary", "new 0\n\n" + note, address] + text)
                #expect(garbage.output.hasSuffix("400"), "\(garbage)")

                let again = try await Program.run(
                    "witness", "--data", stage.folder + "/witness-1", "--set", "witness.name=witness-1", "--set",
                    "logs=\(hub.keys)", "--set", "service.port=0", "--set", "operations.port=0")
                #expect(again.status == 74 || again.status == 78, "\(again)")
                #expect(again.sentence != nil, "\(again)")
            }
        }

        @Test("a hub with witnesses and its witnesses end in order, with something to sign or without", arguments: [0, 3])
        func ends(reports: Int) async throws {
            try await Self.withWitnesses { stage, witnesses in
                for serial in 0..<reports { _ = try await stage.hub.postReport(of: Phone(serial: serial)) }
                #expect(try await stage.hub.program.stop() == 0, "\(stage.hub.program.log.suffix(300))")
                for witness in witnesses { #expect(try await witness.program.stop() == 0) }
            }
        }

        /// A hub with two witnesses, of which both must sign.
        private static func withWitnesses(_ body: (Stage, [RunningWitness]) async throws -> Void) async throws {
            let settings = { (folder: String) in
                try Scratch.write("quorum none\n", to: folder + "/policy")
                return ["witnesses=\(folder)/policy"]
            }
            try await Stage.with(settings: settings) { stage in
                _ = try await stage.hub.program.stop()
                var witnesses: [RunningWitness] = []
                var lines: [String] = []
                for number in 1...2 {
                    let witness = RunningWitness(in: stage.folder, name: "witness-\(number)", logs: stage.hub.keys)
                    try await witness.start()
                    lines.append("witness w\(number) \(try witness.vkey()) \(witness.service)")
                    witnesses.append(witness)
                }
                lines += ["group both 2 w1 w2", "quorum both"]
                try Scratch.write(lines.joined(separator: "\n") + "\n", to: stage.folder + "/policy")
                try await stage.hub.start()
                try await body(stage, witnesses)
            }
        }

        /// Waits until the newest checkpoint at the door is signed by the hub and exactly these witnesses.
        private static func isCosigned(by witnesses: [RunningWitness], at hub: RunningHub) async throws {
            try await eventually("signatures of the hub and \(witnesses.count) witnesses", within: .seconds(10)) {
                let note = try await hub.checkpoint()
                let size = try await hub.logSizes()["devices"]
                return LogMirror.size(of: note) == size && signatures(of: note) == 1 + witnesses.count
                    && witnesses.allSatisfy { note.contains("\n\u{2014} \($0.name) ") }
            }
        }

        /// Waits until the hub says of each witness that it signed the newest.
        private static func areWell(_ witnesses: [RunningWitness], at hub: RunningHub) async throws {
            for witness in witnesses {
                try await eventually("\(witness.name) has signed all", within: .seconds(20)) {
                    let standing = try await standing(of: witness, at: hub)
                    return standing?["lag"]?.integer == 0 && standing?["trouble"] == nil
                }
            }
        }

        /// Waits until the hub has entered nothing for a second: statements of edges are entries too.
        private static func isAtRest(_ hub: RunningHub) async throws {
            var last: (sizes: [String: Int], since: ContinuousClock.Instant) = ([:], .now)
            try await eventually("nothing new for a second") {
                let sizes = try await hub.logSizes()
                if sizes != last.sizes { last = (sizes, .now) }
                return .now - last.since > .seconds(1)
            }
        }

        private static func standing(of witness: RunningWitness, at hub: RunningHub) async throws -> JSONText? {
            try await hub.standing()["witnesses"]?.array?.first {
                $0["log"]?.string == "devices" && $0["witness"]?.string == witness.name
            }
        }

        private static func signatures(of note: String) -> Int {
            note.split(separator: "\n").count { $0.hasPrefix("\u{2014} ") }
        }
    }
}
