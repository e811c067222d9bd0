// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Taking a step of the ladder by hand, before the clock would.
struct EscalationDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "zetEscalatiestap", method: .post, path: "/v1/escalaties",
                access: .rights(.supervise, in: .measure, needsPerson: true), tag: "Toezicht",
                summary: "De volgende stap van de ladder met de hand zetten, als een maatregel te laat is",
                body: .object([
                    .must("maatregel", .shortText, "De naam van de maatregel."),
                    .must("stap", .shortText, "De stap: de volgende van de ladder."),
                    .must("redenen", .text(1...4_000, keeping: .words), "Waarom."),
                ]),
                answer: .init(
                    status: 201, text: "De stap is vastgelegd.",
                    schema: .object([
                        .must("maatregel", .shortText, "De naam van de maatregel."), .must("stap", .shortText, "De stap."),
                        .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
                    ]))
            ) { call in
                let entered = try await core.sequencer.submit(
                    Act("escalation", key: call.key) { scope in
                        let measure = try scope.existingMeasure(MeasureID(stored: call.text("maatregel")))
                        let warrant = try scope.warrant(for: call)
                        try scope.run(
                            .escalate(
                                step: call.text("stap"), try scope.outstanding(measure), reasons: call.text("redenen")),
                            on: measure, by: warrant)
                        return ["maatregel": .string(measure.id.description), "stap": .string(call.text("stap"))]
                    })
                return .json(201, entered.answer)
            }
        ]
    }
}
