// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How far the parties that have to carry out are with joining: from the log of parties, and from what their edges stated.
struct Milestones {
    let registry: Registry
    let registers: RegisterSet
    let now: Instant
    let reader: any StoreReader

    /// The parties on which a list can lay a duty.
    var parties: [Party] {
        let roles = Set(registers.names.compactMap { registers[$0] }.flatMap { $0.policy.lists.values.flatMap(\.measure.roles) })
        return registry.parties.values.filter { !$0.roles.isDisjoint(with: roles) }.sorted { $0.id < $1.id }
    }

    /// The milestones of a party in their order.
    func steps(of party: PartyID) throws -> [JSON] { try tell(party) { $0.description } }

    /// The milestones of all parties as everybody may know them: by day.
    func open() throws -> [JSON] {
        try parties.map { party in
            [
                "naam": .string(party.name),
                "stappen": .array(try tell(party.id) { DutchTime.date(of: $0).description }),
            ]
        }
    }

    private func tell(_ party: PartyID, write: (Instant) -> String) throws -> [JSON] {
        let onboarding = registry.onboarding[party] ?? Onboarding()
        var reached = onboarding.reached
        let measures = registers.names.flatMap { register in
            (registers[register]?.policy.lists.keys.sorted() ?? []).map { MeasureID(register: register, list: $0, party: party) }
        }
        for fact in MeasureFact.allCases {
            reached[Milestone(first: fact)] = try measures.compactMap {
                try reader.firstStatement(of: fact, for: $0, atLeast: 1)?.at
            }.min()
        }
        return Milestone.known.map { milestone, title in
            .object(
                JSONObject([
                    ("mijlpaal", .string(milestone.rawValue)), ("titel", title.json),
                    ("bereikt", reached[milestone].map { .string(write($0)) }),
                    ("gepland", onboarding.planned[milestone].map { .string($0.description) }),
                    ("teLaat", .bool(onboarding.isLate(milestone, reached: reached[milestone], at: now))),
                ]))
        }
    }

    private static let day = Schema.text(10...10, format: "date")

    private static func step(_ reached: Schema) -> Schema {
        .object([
            .must("mijlpaal", .shortText, "De mijlpaal."), .must("titel", Bilingual.shape, "In woorden."),
            .may("bereikt", reached, "Wanneer hij bereikt is."), .may("gepland", day, "Uiterlijk op welke dag dat gepland is."),
            .must("teLaat", .truth, "Of hij later bereikt is dan gepland, of dat had moeten zijn."),
        ])
    }

    static let step = Schema.named("Mijlpaal", step(.moment))
    static let openStep = Schema.named("MijlpaalOpDag", step(day))
}
