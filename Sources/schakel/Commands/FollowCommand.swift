// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Ledger

/// Follows a report, a case or a log.
struct FollowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Follow a report with its number and secret, a case with a mandate, or a register's log as it grows.",
        discussion: """
            Example: schakel follow DV-7K3M-Q9TX-2HRA-1 --secret ABCD-EFGH-JKMN-PQRS
            Example: schakel follow DV-7K3M-Q9TX-2HRA --as credentials/officer-1
            Example: schakel follow devices --as credentials/provider
            """
    )

    @Argument(help: "The number of a report or a case, or the name of a register.") var what: String
    @Option(help: "The secret of a report; - reads it from standard input, where no other user can see it.") var secret: String?
    @Option(help: "The hub's door for everybody, or with --as its parties' door.") var hub: String?
    @Option(name: .customLong("as"), help: "A party's credential folder.") var credential: String?
    @Option(help: "For a register: how many entries are known already.") var from = 0
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let door = try Door(hub: hub, credential: credential)
            if let secret = SecretArgument.read(secret) {
                show(try await door.connection.post("/v1/meldingen/\(what)/_volg", ["geheim": .string(secret)]))
            } else if what.contains("-") {
                show(try await door.connection.get("/v1/zaken/\(what)"))
            } else {
                try await followLog(door.connection)
            }
            await door.connection.close()
        }
    }

    private func show(_ answer: JSON) {
        Output.result(answer, asJSON: json) {
            var lines = ["\(answer["melding"]?.string ?? answer["zaak"]?.string ?? "?") is \(answer["fase"]?.string ?? "?")."]
            for decision in answer["besluiten"]?.array ?? [] {
                let moment = decision["genomen"]?.string ?? decision["moment"]?.string ?? ""
                lines.append("  decision: \(decision["soort"]?.string ?? "?") \(decision["stand"]?.string ?? "") \(moment)")
            }
            for party in answer["uitvoering"]?.array ?? [] {
                let byHand = party["uitgevoerd"]?["metDeHand"]?.bool == true ? ", stated by hand" : ""
                let state = party["uitgevoerd"]?["vastgelegd"]?.string.map { "carried out \($0)\(byHand)" } ?? "not carried out yet"
                lines.append("  \(party["naam"]?.string ?? party["deelnemer"]?.string ?? "?"): \(state)")
            }
            for hit in answer["treffers"]?.array ?? [] {
                let area = hit["gebied"]?.string.map { ", area \($0)" } ?? ""
                lines.append("  seen: \(hit["gezien"]?.string ?? "?") by \(hit["door"]?.string ?? "?")\(area)")
            }
            return lines
        }
    }

    /// Prints every entry of a log as it comes: what everybody may see of it.
    private func followLog(_ connection: HubConnection) async throws {
        try await connection.follow("/logboek/\(what)/stroom?vanaf=\(from)", silence: .seconds(15)) { event in
            guard event.name == "batch", let batch = try? JSON(parsing: event.data, limits: JSONLimits(bytes: 48 << 20, depth: 16))
            else { return }
            let first = batch["from"]?.integer ?? 0
            for (offset, element) in (batch["leaves"]?.array ?? []).enumerated() {
                guard let bytes = element.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes) else {
                    continue
                }
                let index = first + Int64(offset)
                Output.result(
                    [
                        "audience": .string(leaf.audience.hex), "index": .integer(index), "kind": .string(leaf.kind),
                        "sequence": .integer(Int64(leaf.sequence)), "time": .integer(leaf.time),
                    ],
                    asJSON: json
                ) { ["\(index)  \(leaf.kind)  \(leaf.audience.hex.prefix(8))…#\(leaf.sequence)"] }
            }
        }
    }
}
