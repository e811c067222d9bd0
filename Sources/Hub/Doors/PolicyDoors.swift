// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The rules by which the hub works: who may decide what, by when a measure is due, what follows, how long what is kept. Rules are
/// for everybody to read.
struct PolicyDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonBeleid", method: .get, path: "/v1/beleid", access: .everybody, tag: "Knooppunt",
                summary: "De regels van elk register: wie wat mag besluiten, termijnen, gronden, ladders en bewaartermijnen",
                answer: .init(status: 200, text: "De regels.", schema: PolicyDoors.shape)
            ) { _ in .json(200, description) }
        ]
    }

    private var description: JSON {
        [
            "registers": .array(core.registers.names.compactMap { core.registers[$0] }.map { PolicyView(policy: $0.policy).json }),
            "doelen": .array(
                core.registers.purposes.merging([.parties: PartyDecider.purpose]) { given, _ in given }.sorted { $0.key < $1.key }
                    .map { ["register": .string($0.key.rawValue), "doel": .string($0.value)] }),
            "rollen": .array(Role.known.sorted { $0.key < $1.key }.map { PolicyView.named($0.key.rawValue, $0.value) }),
            "rechten": .array(Right.known.sorted { $0.key < $1.key }.map { PolicyView.named($0.key.rawValue, $0.value) }),
        ]
    }

    private static let shape = Schema.named(
        "Beleid",
        .object([
            .must("registers", .array(PolicyView.shape, 0...100), "De registers."),
            .must(
                "doelen",
                .array(
                    .object([
                        .must("register", .shortText, "Het register, of parties."), .must("doel", .shortText, "Het doel."),
                    ]), 0...100), "Voor welk doel een mandaat per register gegeven wordt."),
            .must("rollen", .array(PolicyView.word, 0...100), "De rollen die een deelnemer kan hebben."),
            .must("rechten", .array(PolicyView.word, 0...100), "De rechten die een mandaat kan geven."),
        ]))
}
