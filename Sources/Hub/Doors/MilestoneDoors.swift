// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Milestones of joining: seeing them, and planning by which day one is to be reached.
struct MilestoneDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [list, plan] }

    private var list: Endpoint {
        Endpoint(
            id: "toonMijlpalen", method: .get, path: "/v1/mijlpalen", access: .overseers, tag: "Toezicht",
            summary: "Hoe ver de deelnemers die maatregelen uitvoeren zijn met aansluiten, voor toezichthouder en beheerder",
            answer: .init(
                status: 200, text: "De mijlpalen.",
                schema: .object([
                    .must(
                        "deelnemers",
                        .array(
                            .object([
                                .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
                                .must("stappen", .array(Milestones.step, 0...20), "Zijn mijlpalen, op volgorde."),
                            ]), 0...10_000), "De deelnemers.")
                ]))
        ) { call in
            let (registry, now) = (core.board.registry, core.timekeeper.now())
            let parties = try await core.store.read { [core] reader in
                let milestones = Milestones(registry: registry, registers: core.registers, now: now, reader: reader)
                return try milestones.parties.map { party -> JSON in
                    [
                        "deelnemer": .string(party.id.description), "naam": .string(party.name),
                        "stappen": .array(try milestones.steps(of: party.id)),
                    ]
                }
            }
            return .json(200, ["deelnemers": .array(parties)])
        }
    }

    private var plan: Endpoint {
        Endpoint(
            id: "planMijlpaal", method: .post, path: "/v1/mijlpalen", access: .overseers, tag: "Toezicht",
            summary: "Plannen uiterlijk op welke dag een deelnemer een mijlpaal bereikt; zonder dag: niet meer gepland",
            body: .object([
                .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                .must("mijlpaal", .text(1...200, keeping: .milestone), "De mijlpaal."),
                .may("dag", .text(10...10, format: "date"), "De dag, zoals 2026-11-21."),
            ]),
            answer: .init(
                status: 201, text: "De dag is vastgelegd.",
                schema: .object([
                    .must("deelnemer", .shortText, "De deelnemer."), .must("mijlpaal", .shortText, "De mijlpaal."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
                ]))
        ) { call in
            let id = try PartyID(call.text("deelnemer"))
            let text = call.body["dag"]?.string
            let day = text.flatMap { CivilDate($0) }
            guard text == nil || day != nil else { throw Refusal.field("dag", "Give a day such as 2026-11-21.") }
            let entered = try await core.sequencer.submit(
                Act("milestone", key: call.key) { scope in
                    try scope.run(
                        .plan(id, Milestone(rawValue: call.text("mijlpaal")), by: day), by: try scope.warrant(for: call))
                    return ["deelnemer": .string(id.description), "mijlpaal": .string(call.text("mijlpaal"))]
                })
            return .json(201, entered.answer)
        }
    }
}

extension Schema.Rule {
    /// One of the milestones that can be planned.
    fileprivate static let milestone = Schema.Rule(
        choices: Milestone.known.map(\.milestone).filter { $0 != .registered }.map(\.rawValue))
}
