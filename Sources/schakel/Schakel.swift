// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// The command: one program for the hub, the edge and everybody who works with them.
@main
struct Schakel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schakel",
        abstract: "From report to measure: crime fought together, demonstrably.",
        discussion: """
            Exit status: 0 done; 1 refused, or a check or proof that does not hold; 69 the hub cannot be reached;
            74 a file or store cannot be used; 78 the configuration is wrong; 64 the command line is wrong.

            Try it: schakel demo
            """,
        version: SchakelVersion.text,
        subcommands: [
            Serve.self, EdgeCommand.self, WitnessCommand.self, PartyCommands.self, StopCommands.self, ReportCommand.self,
            DecideCommand.self, AskCommand.self,
            FollowCommand.self,
            CheckCommand.self,
            VerifyCommands.self, ReplayCommand.self, ImportCommands.self, UsageCommands.self, ComplianceCommand.self,
            RetentionCommand.self,
            StoreCommands.self,
            ConfigCommands.self, AuthorisationCommand.self, DemoCommand.self,
        ]
    )
}

/// The version of the program.
enum SchakelVersion {
    static let text = "0.1.0"
}
