// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Ledger
import Operations

/// Looks at configuration without starting anything.
struct ConfigCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check or print configuration.",
        discussion: "Example: schakel config check hub --config hub.yaml", subcommands: [Check.self, Sample.self]
    )

    /// Which process the settings are for.
    enum Process: String, ExpressibleByArgument, CaseIterable {
        case hub, edge, witness

        var schema: SettingsSchema {
            switch self {
            case .hub: HubSettings.schema
            case .edge: EdgeSettings.schema
            case .witness: WitnessSettings.schema
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check settings and print what holds, with where each value comes from.",
            discussion: "Example: schakel config check hub --config hub.yaml"
        )

        @Argument(help: "hub, edge or witness.") var process: Process
        @OptionGroup var options: SettingOptions
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            try await Failing.explain {
                let settings = try options.load(process.schema)
                if process == .edge {
                    try ServiceChoice.check(settings)
                    _ = try LegacySettings.configuration(settings)
                }
                let rows = settings.explained()
                let members = rows.map { ($0.key, JSON.object(["source": .string($0.source), "value": .string($0.value)])) }
                Output.result(.object(JSONObject(members)), asJSON: json) {
                    rows.map { "\($0.key) = \($0.value)   (\($0.source))" }
                }
            }
        }
    }

    struct Sample: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a file with every setting, its meaning and its default.",
            discussion: "Example: schakel config sample edge > edge.yaml"
        )

        @Argument(help: "hub, edge or witness.") var process: Process

        func run() async throws { Output.line(process.schema.sample()) }
    }
}
