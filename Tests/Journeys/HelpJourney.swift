// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("Help")
    struct HelpJourney {
        @Test("every subcommand explains itself with an example, and the ones of the documentation are there")
        func explains() async throws {
            var seen: Set<String> = []
            var waiting: [[String]] = [[]]
            while let command = waiting.popLast() {
                let outcome = try await Program.run(command + ["--help"])
                let name = (["schakel"] + command).joined(separator: " ")
                #expect(outcome.status == 0, "\(name): \(outcome)")
                #expect(outcome.error.isEmpty)
                let text = outcome.output
                #expect(text.hasPrefix("OVERVIEW: "), "\(name)")
                let example = command.isEmpty ? "Try it: schakel" : "Example: schakel"
                #expect(text.contains(example), "\(name) shows no example")
                seen.insert(name)
                waiting += Self.subcommands(in: text).map { command + [$0] }
            }
            let promised = ["serve", "edge", "party", "report", "decide", "follow", "check", "verify", "demo", "config", "import"]
            for name in promised { #expect(seen.contains("schakel \(name)")) }
            #expect(seen.count >= 20, "\(seen.sorted())")
        }

        @Test("the exit statuses are documented, and a wrong command line is 64")
        func exitStatuses() async throws {
            let help = try await Program.run("--help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for text in [
                "0 done", "1 refused", "69 the hub cannot be reached", "74 a file", "78 the configuration", "64 the command line",
            ] {
                #expect(help.contains(text), "\(text)")
            }
            for wrong in [
                ["frobnicate"], ["serve", "--nothing"], ["config", "check", "hub", "--set", "nonsense"], ["decide"],
                ["check", "12"],
            ] {
                let outcome = try await Program.run(wrong)
                #expect(outcome.status == 64, "\(wrong): \(outcome)")
                #expect(outcome.error.hasPrefix("Error: "), "\(outcome)")
            }
        }

        @Test("the version is a version")
        func version() async throws {
            let outcome = try await Program.run("--version")
            #expect(outcome.status == 0)
            #expect(outcome.output.split(separator: ".").count == 3)
        }

        /// The names in the list of subcommands: those indented by two spaces; what follows them is indented further.
        private static func subcommands(in help: String) -> [String] {
            let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
            let list = lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
            return list.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "help" }
        }
    }
}
