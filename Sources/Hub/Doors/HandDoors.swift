// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What persons of the addressee state of a measure themselves, without an edge's proof.
struct HandDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [accept, carryOut] }

    private static let access = Access.rights(.comply, in: .measure, needsPerson: true)
    private static let version = Schema.Member.must("versie", .whole(1...JSON.largestInteger), "De versie.")

    private var accept: Endpoint {
        Endpoint(
            id: "aanvaardMaatregel", method: .post, path: "/v1/aanvaardingen", access: HandDoors.access,
            tag: "Maatregelen",
            summary: "Als persoon van de deelnemer een maatregel aanvaarden",
            body: .object([.must("maatregel", .shortText, "De naam van de maatregel."), HandDoors.version]),
            answer: .init(status: 201, text: "De aanvaarding is vastgelegd.", schema: MeasureDoors.entered)
        ) { call in
            try await state("accepted-by-hand", call) { .accept(version: $0, published: $1) }
        }
    }

    private var carryOut: Endpoint {
        Endpoint(
            id: "verklaarMetDeHand", method: .post, path: "/v1/uitvoeringen", access: HandDoors.access, tag: "Maatregelen",
            summary:
                "Als persoon van de deelnemer verklaren dat een maatregel met de hand is uitgevoerd; het telt zolang geen randknoop meetelt",
            body: .object([
                .must("maatregel", .shortText, "De naam van de maatregel."), HandDoors.version,
                .must("hoe", .text(1...8_000, keeping: .words), "Hoe het is uitgevoerd."),
            ]),
            answer: .init(status: 201, text: "De verklaring is vastgelegd.", schema: MeasureDoors.entered)
        ) { call in
            let how = call.text("hoe")
            return try await state("carried-out-by-hand", call) { .carryOut(version: $0, how: how, published: $1) }
        }
    }

    private func state(
        _ kind: String, _ call: Call, _ command: @escaping @Sendable (_ version: Int, _ published: Int) -> MeasureCommand
    ) async throws -> Reply {
        let entered = try await core.sequencer.submit(
            Act(kind, key: call.key) { scope in
                let measure = try scope.existingMeasure(MeasureID(stored: call.text("maatregel")))
                let warrant = try scope.warrant(for: call)
                let version = Int(call.body["versie"]?.integer ?? 0)
                try scope.run(command(version, scope.publishedVersion(of: measure)), on: measure, by: warrant)
                return ["maatregel": .string(measure.id.description)]
            }
        )
        return .json(201, entered.answer)
    }
}
