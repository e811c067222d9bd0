// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The edges of a party, and what they report of a hub that contradicts itself.
struct EdgeDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [registerEdge, retire, contradiction, contradictions] }

    private var registerEdge: Endpoint {
        Endpoint(
            id: "registreerRandknoop", method: .post, path: "/v1/randknopen", access: .rights(.comply, in: .any), tag: "Deelnemers",
            summary: "Een eigen randknoop met zijn sleutel registreren",
            body: .object([
                .must("naam", .text(1...63, keeping: .edge), "De naam: kleine letters, cijfers en koppeltekens."),
                .must("sleutel", .text(1...500, keeping: .verifierKey), "De openbare sleutel van zijn verklaringen (C2SP vkey)."),
            ]),
            answer: .init(
                status: 201, text: "De randknoop is geregistreerd.",
                schema: .object([.must("naam", .shortText, "De naam."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs.")])
            )
        ) { call in
            let key = call.text("sleutel")
            do {
                guard try NoteVerifier(vkey: key).isUsable else { throw Refusal.field("sleutel", "Use an Ed25519 key.") }
            } catch let error as LedgerError {
                throw Refusal.field("sleutel", error.reason)
            }
            let entered = try await core.sequencer.submit(
                Act("edge", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.registerEdge(name: call.text("naam"), verifierKey: key), by: warrant)
                    return ["naam": .string(call.text("naam"))]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var retire: Endpoint {
        Endpoint(
            id: "beeindigRandknoop", method: .post, path: "/v1/randknoopbeeindigingen", access: .rights(.comply, in: .any),
            tag: "Deelnemers",
            summary:
                "Een eigen randknoop die gestopt is buiten gebruik stellen: zijn achterstand telt niet meer mee, tot hij zich weer meldt",
            body: .object([.must("naam", .text(1...63), "De naam."), .must("redenen", .text(1...4_000), "Waarom.")]),
            answer: .init(
                status: 201, text: "De randknoop is buiten gebruik.",
                schema: .object([.must("naam", .shortText, "De naam."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs.")])
            )
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("edge-end", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    try scope.run(.retireEdge(name: call.text("naam"), reasons: call.text("redenen")), by: warrant)
                    return ["naam": .string(call.text("naam"))]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var contradiction: Endpoint {
        Endpoint(
            id: "meldTegenspraak", method: .post, path: "/v1/tegenspraken", access: .rights(.comply, in: .any), tag: "Logboek",
            summary: "Twee ondertekende controlepunten melden die elkaar tegenspreken",
            body: .object([
                .must("eigen", .text(1...10_000, keeping: .note), "Het controlepunt dat de randknoop heeft."),
                .must("andere", .text(1...10_000, keeping: .note), "Het controlepunt dat het tegenspreekt."),
            ]),
            answer: .init(
                status: 201, text: "De tegenspraak is vastgelegd.",
                schema: .object([
                    .must("logboek", .shortText, "Het logboek."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
                ]))
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("contradiction", key: call.key) { scope in
                    _ = try scope.warrant(for: call)
                    let found = try Contradiction(
                        ours: call.text("eigen"), theirs: call.text("andere"), signer: core.signer, in: scope)
                    try scope.enter(
                        Contradiction.kind, found.json(by: call.actor, at: scope.now), in: .parties, stream: Contradiction.stream,
                        audience: .parties)
                    return ["logboek": .string(found.log.rawValue)]
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var contradictions: Endpoint {
        Endpoint(
            id: "toonTegenspraken", method: .get, path: "/v1/tegenspraken", access: .overseers, tag: "Logboek",
            summary: "De gemelde tegenspraken, voor toezichthouder en beheerder",
            answer: .init(
                status: 200, text: "De tegenspraken.",
                schema: .object([.must("tegenspraken", .array(.open, 0...1_000), "Met beide controlepunten.")]))
        ) { call in
            let shown = try await core.store.read { reader in
                try reader.payloads(of: .parties, stream: Contradiction.stream).suffix(1_000).map {
                    try JSON(parsing: $0.bytes, limits: .payload)
                }
            }
            return .json(200, ["tegenspraken": .array(shown)])
        }
    }
}
