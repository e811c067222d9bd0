// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Shows what falls due for erasure.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Show which cases fall due for erasure, and when. The hub's clock erases; this changes nothing.",
        discussion: "Example: schakel retention --dry-run --days 90 --as data/hub/credentials/operator"
    )

    @Flag(help: "Only show; there is no other way.") var dryRun = false
    @Option(help: "How many days to look ahead.") var days = 30
    @Option(help: "The register.") var register = "devices"
    @Option(help: "The hub's parties' door, when it is not the one in the credential folder.") var hub: String?
    @Option(name: .customLong("as"), help: "The credential folder of the operator or a supervisor.") var credential: String
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard dryRun else {
            throw ValidationError("The hub's clock erases what is due by itself; give --dry-run to see what that will be.")
        }
    }

    func run() async throws {
        try await Failing.explain {
            let door = try Door(hub: hub, credential: credential)
            let answer = try await door.connection.get("/v1/bewaartermijnen?register=\(register)&dagen=\(days)")
            await door.connection.close()
            Output.result(answer, asJSON: json) {
                let count = answer["aantal"]?.integer ?? 0
                var lines = ["\(count) cases of \(register) fall due before \(answer["tot"]?.string ?? "?")."]
                for day in answer["dagen"]?.array ?? [] {
                    let cases = (day["zaken"]?.array ?? []).prefix(3).compactMap(\.string).joined(separator: ", ")
                    lines.append(
                        "  \(day["dag"]?.string ?? "?")  \(day["aantal"]?.integer ?? 0) cases, \(day["onderwerpen"]?.integer ?? 0) subjects: \(cases) …"
                    )
                }
                return lines
            }
        }
    }
}
