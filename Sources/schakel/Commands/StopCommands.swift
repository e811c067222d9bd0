// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// The emergency stop.
struct StopCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the distribution of a register's lists, and end that.",
        discussion: """
            During a stop every edge goes on with the last list, and decisions are entered and wait. One person stops; another
            person ends it, and what waited goes out in its order.

            Example: schakel stop now --reasons "A wrong list was decided on." --as credentials/person-4711
            """,
        subcommands: [Now.self, End.self, Show.self]
    )

    /// For which register, and as whom.
    struct Place: ParsableArguments {
        @Option(help: "The register.") var register = "devices"
        @Option(name: .customLong("as"), help: "The credential folder of a person who administers the hub or supervises.")
        var credential: String
        @Option(help: "The address of the parties' door, when it is not the one in the folder.") var hub: String?
    }

    struct Now: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop now: no list of the register changes any more.",
            discussion: "Example: schakel stop now --reasons \"…\" --as credentials/person-4711"
        )

        @Option(help: "Why.") var reasons: String
        @OptionGroup var place: Place

        func run() async throws {
            try await Failing.explain {
                let hub = try CredentialFolder(path: place.credential).connection(to: place.hub)
                let answer = try await hub.post(
                    "/v1/noodstops", ["redenen": .string(reasons), "register": .string(place.register)])
                await hub.close()
                let number = answer["nummer"]?.integer ?? 0
                Output.line("The distribution of \(place.register) is stopped. A second person ends it: schakel stop end \(number)")
            }
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a stop, as another person than who pulled it.",
            discussion: "Example: schakel stop end 1 --reasons \"…\" --as credentials/person-4712"
        )

        @Argument(help: "The number of the stop.") var number: Int
        @Option(help: "Why.") var reasons: String
        @OptionGroup var place: Place

        func run() async throws {
            try await Failing.explain {
                let hub = try CredentialFolder(path: place.credential).connection(to: place.hub)
                let answer = try await hub.post(
                    "/v1/noodstops/\(number)/opheffingen",
                    ["redenen": .string(reasons), "register": .string(place.register)])
                await hub.close()
                Output.line("The stop has ended. \(answer["wachtend"]?.integer ?? 0) changes still wait and follow by themselves.")
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show whether the lists go out, and what waits.",
            discussion: "Example: schakel stop show --as credentials/person-4711"
        )

        @OptionGroup var place: Place
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await Failing.explain {
                let hub = try CredentialFolder(path: place.credential).connection(to: place.hub)
                let state = try await hub.get("/v1/verspreiding?register=\(place.register)")
                await hub.close()
                Output.result(state, asJSON: json) { StopCommands.lines(state) }
            }
        }
    }

    /// How it stands, in a few lines.
    static func lines(_ state: JSON) -> [String] {
        let waiting = "waiting       \(state["wachtend"]?.integer ?? 0) changes"
        guard state["stilgelegd"]?.bool == true else { return ["distribution  goes on", waiting] }
        return [
            "distribution  stopped since \(state["sinds"]?.string ?? "?"), stop \(state["nummer"]?.integer ?? 0)",
            "by            \(state["door"]?.string ?? "?")", "reasons       \(state["redenen"]?.string ?? "")", waiting,
        ]
    }
}
