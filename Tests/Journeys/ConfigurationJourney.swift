// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("Bad configuration")
    struct ConfigurationJourney {
        @Test("every fault of a file is named at once, with its line and what was meant", arguments: ["serve", "config"])
        func namesAll(command: String) async throws {
            try await Scratch.with { folder in
                let path = folder + "/hub.yaml"
                try Scratch.write("open:\n  prt: 8080\nparties:\n  port: 99999\nlog:\n  level: loud\n", to: path)
                let arguments = command == "serve" ? ["serve"] : ["config", "check", "hub"]
                let outcome = try await Program.run(arguments + ["--data", folder + "/data", "--config", path])

                #expect(outcome.status == 78)
                let lines = outcome.errorLines
                #expect(lines.count == 3, "\(outcome)")
                for (line, texts) in zip(
                    lines, [["line 2", "did you mean open.port?"], ["line 4", "99999"], ["line 6", "loud"]])
                {
                    for text in texts { #expect(line.contains(text), "\(line)") }
                }
            }
        }

        @Test(
            "one fault is one sentence",
            arguments: [
                (["serve", "--set", "open.port=70000"], 78, "open.port must be a port number"),
                (["serve", "--set", "opne.port=80"], 78, "did you mean open.port?"),
                (["edge", "--set", "answers.stale=maybe"], 78, "keepAnswering"),
                (["edge", "--set", "answers.stale-after=soon"], 78, "a length of time"),
                (["serve", "--config", "/nonexistent/hub.yaml"], 74, "/nonexistent/hub.yaml cannot be read"),
                (["config", "check", "edge", "--config", "/"], 74, "cannot be read"),
            ] as [([String], Int32, String)])
        func isOneSentence(arguments: [String], status: Int32, reason: String) async throws {
            let outcome = try await Program.run(arguments)
            #expect(outcome.status == status, "\(outcome)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.sentence?.contains(reason) == true, "\(outcome)")
        }

        @Test("a fault in a flag names the flag as it was given")
        func namesTheFlag() async throws {
            let outcome = try await Program.run("config", "check", "hub", "--set", "open.port=x")
            #expect(outcome.sentence?.contains("--open-port") == false, "there is no such flag: \(outcome)")
        }

        @Test(
            "a file that is not text, or no map of settings, is refused in one sentence", arguments: ["{", "- a\n- b\n", "\u{0}"])
        func isNoMap(text: String) async throws {
            try await Scratch.with { folder in
                try Scratch.write(text, to: folder + "/hub.yaml")
                let outcome = try await Program.run("config", "check", "hub", "--config", folder + "/hub.yaml")
                #expect(outcome.status == 78, "\(outcome)")
                #expect(outcome.sentence?.contains("hub.yaml") == true, "\(outcome)")
            }
        }

        @Test("flags win over the file, and the check says where each value comes from")
        func flagsWin() async throws {
            try await Scratch.with { folder in
                try Scratch.write("open:\n  port: 1234\nparties:\n  port: 1235\n", to: folder + "/hub.yaml")
                let shown = try await Program.json(
                    "config", "check", "hub", "--config", folder + "/hub.yaml", "--set", "open.port=4321")
                #expect(shown["open.port"]?["value"]?.string == "4321")
                #expect(shown["parties.port"]?["value"]?.string == "1235")
                #expect(shown["parties.port"]?["source"]?.string?.contains("hub.yaml") == true)
                #expect(shown["operations.port"]?["value"]?.string == "8081")
            }
        }

        @Test("the sample that the program prints is a configuration that it takes", arguments: ["hub", "edge"])
        func takesItsSample(process: String) async throws {
            try await Scratch.with { folder in
                let sample = try await Program.run("config", "sample", process)
                #expect(sample.status == 0)
                try Scratch.write(sample.output, to: folder + "/sample.yaml")
                let bare = try await Program.json("config", "check", process)
                let checked = try await Program.json("config", "check", process, "--config", folder + "/sample.yaml")

                guard case .object(let settings) = bare else { throw Unexpected("no settings") }
                #expect(settings.count > 10)
                for (key, setting) in settings { #expect(checked[key]?["value"] == setting["value"], "\(key)") }
                for key in settings.keys { #expect(sample.output.contains(key.split(separator: ".").last ?? "?"), "\(key)") }
            }
        }
    }
}
