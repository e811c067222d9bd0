// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import CloneTrials
import Clones
import Ledger
import UsageRecords

/// Compares what was found in a made-up world with what is true of it.
struct UsageJudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Compare what was found in made-up records with what is true of them.",
        discussion: """
            Ends with status 1 when somebody with a genuine phone would lose service.

            Example: schakel usage judge world found
            """
    )

    @Argument(help: "The folder of schakel usage simulate.") var world: String
    @Argument(help: "The folder of schakel usage find.") var found: String
    @Option(help: "Write who of those asked has a genuine phone, as a list of pairs that includes the one of the world.")
    var answers: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let truth = try rows("\(world)/truth.csv").compactMap { TruthRow(line: $0) }
            guard let until = truth.map(\.to).max() else {
                throw FileFailure(description: "The file \(world)/truth.csv has no row: is the folder of schakel usage simulate?")
            }
            var judgement = TrialJudgement(truth: truth, until: until)
            for row in try rows("\(found)/\(FindingFiles.findings)") {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count > 2, let device = DeviceCode(String(fields[0])), let rule = CloneRule(name: fields[1]) else {
                    continue
                }
                judgement.take(device, rule)
            }
            for row in try rows("\(found)/\(FindingFiles.grounds)") {
                let fields = row.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count == 3, let device = DeviceCode(String(fields[0])), let imsi = DigitCode(String(fields[1])),
                    let ground = OwnerException.Ground.allCases.first(where: { $0.name == fields[2] })
                else { continue }
                judgement.take(device, imsi, ground)
            }
            if let answers {
                var text = try Files.largeText("\(world)/pairs.csv")
                for pair in judgement.answers { text += "\(pair.device),\(pair.imsi.digits),\r\n" }
                try Files.write(text, to: answers)
            }
            let result = judgement.result
            Output.result(TrialReport.json(result), asJSON: json) { TrialReport.lines(result) }
            if result.lost > 0 { throw ExitStatus.refused.code }
        }
    }

    private func rows(_ path: String) throws -> [Substring] {
        try Files.largeText(path).split(whereSeparator: \.isNewline).dropFirst().map { $0 }
    }
}
