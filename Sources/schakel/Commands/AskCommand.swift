// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Questions to parties in a case.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask providers which device a number belongs to, or choose a device that they named.",
        discussion: """
            Without --choose the question is put to every provider. With it a candidate of theirs becomes what the case is about.

            Example: schakel ask DV-7K3M-Q9TX-2HRA --reasons "The owner does not know it" --as credentials/officer-1
            Example: schakel ask DV-7K3M-Q9TX-2HRA --choose 356868000041418 --reasons "It is on the box" --as credentials/officer-1
            """
    )

    @Argument(help: "The number of the case.") var caseNumber: String
    @Option(help: "The kind of question.") var kind = "identify"
    @Option(help: "A candidate that is the right one; may be repeated for a phone with more.") var choose: [String] = []
    @Option(help: "With --choose: the number of the question.") var question = 1
    @Option(help: "Why.") var reasons: String
    @Option(name: .customLong("as"), help: "The person's credential folder.") var credential: String
    @Option(help: "The address of the parties' door, when it is not the one in the folder.") var hub: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let connection = try CredentialFolder(path: credential).connection(to: hub)
            let path = "/v1/zaken/\(caseNumber)/vragen"
            let answer =
                choose.isEmpty
                ? try await connection.post(
                    path, ["soort": .string(kind), "redenen": .string(reasons)], key: UUIDText.fresh())
                : try await connection.post(
                    "\(path)/\(question)/keuzes",
                    ["onderwerpen": .array(choose.map { .string($0) }), "redenen": .string(reasons)], key: UUIDText.fresh())
            await connection.close()
            Output.result(answer, asJSON: json) {
                choose.isEmpty
                    ? ["Question \(answer["nummer"]?.integer ?? 0) was put to the providers."]
                    : ["The device was chosen: now decide in case \(caseNumber)."]
            }
        }
    }
}
