// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser

/// Usage records of a provider: they stay with it, and only findings leave.
struct UsageCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Find cloned and altered IMEIs in usage records, which stay where they are.",
        discussion: "Example: schakel usage find records.csv --tac types.txt --out found",
        subcommands: [UsageFindCommand.self, UsageAnswerCommand.self, UsageSimulateCommand.self, UsageJudgeCommand.self]
    )
}
