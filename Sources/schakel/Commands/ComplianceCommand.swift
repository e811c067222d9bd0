// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Shows who lags, and how fast each party carries out.
struct ComplianceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compliance",
        abstract: "Show for each party how far it is behind, and how long it takes from decision to active.",
        discussion: "Example: schakel compliance --as credentials/regulator"
    )

    @Option(help: "The register.") var register = "devices"
    @Option(help: "The list.") var list = "stolen"
    @Option(help: "The hub's parties' door, when it is not the one in the credential folder.") var hub: String?
    @Option(name: .customLong("as"), help: "The credential folder of a supervisor, or of a party for its own.") var credential:
        String
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let door = try Door(hub: hub, credential: credential)
            let answer = try await door.connection.get("/v1/nalevingstijden?register=\(register)&lijst=\(list)")
            await door.connection.close()
            Output.result(answer, asJSON: json) {
                (answer["deelnemers"]?.array ?? []).flatMap { party in
                    [
                        "\(party["naam"]?.string ?? "?"): version \(party["werkendeVersie"]?.integer ?? 0)\(party["metDeHand"]?.bool == true ? " (stated by hand)" : "") of \(party["nieuwsteVersie"]?.integer ?? 0), \(lag(party)), missed \(party["gemist"]?.integer ?? 0)",
                        "  to block:   \(spread(party["blokkeren"]))", "  to unblock: \(spread(party["deblokkeren"]))",
                    ]
                        + (party["randknopen"]?.array ?? []).map {
                            "  edge \($0["naam"]?.string ?? "?"): version \($0["werkendeVersie"]?.integer ?? 0), \(lag($0))"
                        }
                }
            }
        }
    }

    private func lag(_ shown: JSON) -> String {
        let versions = shown["achterstand"]?["versies"]?.integer ?? 0
        guard versions > 0 else { return "up to date" }
        return "\(versions) behind for \(shown["achterstand"]?["milliseconden"]?.integer ?? 0) ms"
    }

    private func spread(_ times: JSON?) -> String {
        guard let times else { return "nothing yet" }
        func value(_ name: String) -> Int64 { times[name]?.integer ?? 0 }
        return
            "p50 \(value("p50")) ms, p95 \(value("p95")) ms, p99 \(value("p99")) ms, longest \(value("langste")) ms, of \(value("aantal"))"
    }
}
