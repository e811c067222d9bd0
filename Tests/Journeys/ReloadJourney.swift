// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("Configuration read anew")
    struct ReloadJourney {
        private static let applied = "schakel_configuration_reloads_total{outcome=\"applied\"}"
        private static let refused = "schakel_configuration_reloads_total{outcome=\"refused\"}"

        @Test("another policy holds at once, and no connection is lost by it")
        func policy() async throws {
            try await Stage.with { stage in
                let file = stage.folder + "/edge.yaml"
                try Scratch.write("answers:\n  unlisted: permitted\n", to: file)
                let edge = stage.edge(file: file)
                try await edge.start()
                let phone = Phone(serial: 1)
                try await edge.answers("WHITELISTED", for: phone)
                let address = edge.address(phone.pei)
                async let load =
                    Tool.isInstalled("h2load")
                    ? Tool.run(named: "h2load", ["-c", "8", "-m", "4", "-D", "4", address]) : nil

                try await Task.sleep(for: .seconds(1))
                try Scratch.write("answers:\n  unlisted: tracking\nlog:\n  level: debug\n", to: file)
                edge.program.signal(SIGHUP)
                try await edge.answers("GREYLISTED", for: phone)

                if let outcome = try await load {
                    #expect(outcome.output.contains(" 0 failed, 0 errored, 0 timeout"), "\(outcome)")
                }
                #expect(try await edge.metric(Self.applied) == 1)
                #expect(edge.program.log.contains("answers.unlisted and log.level took effect"))
            }
        }

        @Test("a wrong configuration changes nothing and is told in full; what cannot change is named")
        func wrong() async throws {
            try await Stage.with { stage in
                let file = stage.folder + "/edge.yaml"
                try Scratch.write("answers:\n  unlisted: tracking\n", to: file)
                let edge = stage.edge(file: file)
                try await edge.start()
                let phone = Phone(serial: 1)
                try await edge.answers("GREYLISTED", for: phone)

                try Scratch.write("answers:\n  unlisted: nobody\n  stale: never\nlegacy:\n  times: 25:00\n", to: file)
                edge.program.signal(SIGHUP)
                try await eventually("refused") { try await edge.metric(Self.refused) == 1 }
                #expect(try await edge.metric("schakel_configuration_valid") == 0)
                #expect(edge.program.log.contains("answers.unlisted must be") && edge.program.log.contains("answers.stale must be"))
                #expect(try await edge.ask(phone.pei)?.word == "GREYLISTED")

                try Scratch.write("answers:\n  unlisted: permitted\nregister: content\n", to: file)
                edge.program.signal(SIGHUP)
                try await edge.answers("WHITELISTED", for: phone)
                #expect(edge.program.log.contains("register cannot change while the process runs"))
                #expect(try await edge.metric("schakel_configuration_valid") == 1)

                try Scratch.write("legacy:\n  folder: \(stage.folder)/nowhere\n", to: file)
                edge.program.signal(SIGHUP)
                try await eventually("refused again") { try await edge.metric(Self.refused) == 2 }
                #expect(edge.program.log.contains("there is no such folder"))
            }
        }

        @Test("files begin, and stop, with the configuration")
        func files() async throws {
            try await Stage.with { stage in
                let file = stage.folder + "/edge.yaml"
                let runs = stage.folder + "/runs"
                try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
                try Scratch.write("", to: file)
                let edge = stage.edge(file: file)
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                #expect(try await edge.standing()["files"] == nil)

                try Scratch.write("legacy:\n  folder: \(runs)\n", to: file)
                edge.program.signal(SIGHUP)

                try await eventually("a run") { FileManager.default.fileExists(atPath: runs + "/latest/run.json") }
                #expect(try await edge.standing()["files"]?["folder"]?.string == runs)
                try Scratch.write("", to: file)
                edge.program.signal(SIGHUP)
                try await eventually("no more files") { try await edge.standing()["files"] == nil }
            }
        }
    }
}
