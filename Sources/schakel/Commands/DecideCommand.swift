// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Decisions.
struct DecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract:
            "Decide in a case: block, track, unblock, dismiss; confirm or reject a proposal; clear or set aside what goes over a limit.",
        discussion: """
            A block is weighty: one person proposes it, a second confirms it. The certificate names the person.

            Example: schakel decide block DV-7K3M-Q9TX-2HRA --reasons "Theft is plausible" --as credentials/officer-1
            Example: schakel decide confirm DV-7K3M-Q9TX-2HRA --decision 1 --as credentials/officer-2
            """
    )

    @Argument(help: "block, track, unblock, dismiss, confirm, reject, clear or set-aside.") var act: String
    @Argument(help: "The number of the case.") var caseNumber: String
    @Option(help: "For confirm and reject: the number of the decision.") var decision = 1
    @Option(help: "For clear and set-aside: the number of what waits.") var change = 1
    @Option(help: "Why.") var reasons: String?
    @Option(name: .customLong("as"), help: "The person's credential folder.") var credential: String
    @Option(help: "The address of the parties' door, when it is not the one in the folder.") var hub: String?
    @Option(help: "Write the receipt to this file.") var receipt: String?
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let connection = try CredentialFolder(path: credential).connection(to: hub)
            let path: String
            let body: JSON
            switch act {
            case "confirm": (path, body) = ("/v1/zaken/\(caseNumber)/besluiten/\(decision)/bevestigingen", [:])
            case "reject":
                (path, body) = ("/v1/zaken/\(caseNumber)/besluiten/\(decision)/afwijzingen", ["redenen": .string(reasons ?? "")])
            case "clear":
                (path, body) = ("/v1/zaken/\(caseNumber)/wachtend/\(change)/vrijgaven", ["redenen": .string(reasons ?? "")])
            case "set-aside":
                (path, body) = (
                    "/v1/zaken/\(caseNumber)/wachtend/\(change)/terzijdeleggingen", ["redenen": .string(reasons ?? "")]
                )
            default:
                (path, body) = ("/v1/zaken/\(caseNumber)/besluiten", ["soort": .string(act), "redenen": .string(reasons ?? "")])
            }
            let answer = try await connection.post(path, body, key: UUIDText.fresh())
            await connection.close()
            if let receipt, let text = answer["ontvangstbewijs"]?.string { try Files.write(text, to: receipt) }
            Output.result(answer, asJSON: json) {
                let number = answer["nummer"]?.integer ?? 0
                let phase = answer["fase"]?.string ?? "?"
                let waits = answer["wacht"]?.bool == true
                return ["Decision \(number) in case \(caseNumber): the case is now \(phase)."]
                    + (waits ? ["What was decided has not gone out: the case says why."] : [])
            }
        }
    }
}
