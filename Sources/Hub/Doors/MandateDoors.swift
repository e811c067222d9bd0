// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Mandates: granting, ending, seeing them.
struct MandateDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [list, grant, end] }

    private var list: Endpoint {
        Endpoint(
            id: "toonMandaten", method: .get, path: "/v1/mandaten", access: .administrators, tag: "Mandaten",
            summary: "Alle mandaten, ook geëindigde",
            answer: .init(
                status: 200, text: "De mandaten.",
                schema: .object([.must("mandaten", .array(MandateDoors.shape, 0...100_000), "De mandaten.")])
            )
        ) { call in
            let registry = core.board.registry
            return .json(
                200, ["mandaten": .array(registry.mandates.values.sorted { $0.number < $1.number }.map(MandateDoors.json))])
        }
    }

    private var grant: Endpoint {
        Endpoint(
            id: "geefMandaat", method: .post, path: "/v1/mandaten", access: .administrators, tag: "Mandaten",
            summary: "Een mandaat geven: wie, waarin, wat, waarvoor, op welke grondslag, van wanneer tot wanneer",
            body: .named(
                "NieuwMandaat",
                .object([
                    .must("deelnemer", .text(1...200, keeping: .party), "OIN of KvK-nummer."),
                    .must("register", .text(1...200, keeping: core.mandateRegisters), "Het register."),
                    .must("rechten", .array(.text(1...200, keeping: .right), 1...20), "Wat de deelnemer mag."),
                    .must("doel", .text(1...200, keeping: core.purposes), "Het doel; het moet het doel van het register zijn."),
                    .must("grondslag", .text(1...500), "De wettelijke grondslag, met het artikel."),
                    .may("van", .moment, "Vanaf wanneer; als het ontbreekt: nu."), .may("tot", .moment, "Tot wanneer."),
                ])
            ),
            answer: .init(status: 201, text: "Het mandaat is gegeven.", schema: MandateDoors.shape)
        ) { call in
            let id = try PartyID(call.text("deelnemer"))
            let entered = try await core.sequencer.submit(
                Act("mandate", key: call.key) { scope in
                    let warrant = try scope.warrant(for: call)
                    let events = try scope.run(
                        .grant(
                            id, register: RegisterName(rawValue: call.text("register")),
                            rights: Set(call.texts("rechten").map { Right(rawValue: $0) }), purpose: call.text("doel"),
                            basis: call.text("grondslag"), from: call.moment("van") ?? scope.now, until: call.moment("tot")
                        ),
                        by: warrant
                    )
                    guard case .granted(let mandate, _, _)? = events.first else { return [:] }
                    return MandateDoors.json(mandate)
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var end: Endpoint {
        Endpoint(
            id: "beeindigMandaat", method: .post, path: "/v1/mandaten/{mandaat}/beeindigingen", access: .administrators,
            tag: "Mandaten",
            summary: "Een mandaat nu beëindigen",
            parameters: [.init(name: "mandaat", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van het mandaat.")],
            body: .object([.must("redenen", .text(1...4_000), "Waarom.")]),
            answer: .init(
                status: 201, text: "Het mandaat is beëindigd.",
                schema: .object([
                    .must("nummer", .whole(1...1_000_000), "Het nummer."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
                ])
            )
        ) { call in
            let number = try call.number("mandaat")
            let entered = try await core.sequencer.submit(
                Act("mandate-end", key: call.key) { scope in
                    try scope.run(.end(number, reasons: call.text("redenen")), by: try scope.warrant(for: call))
                    return ["nummer": .integer(Int64(number))]
                }
            )
            return .json(201, entered.answer)
        }
    }

    static func json(_ mandate: Mandate) -> JSON {
        .object(
            JSONObject([
                ("nummer", .integer(Int64(mandate.number))), ("deelnemer", .string(mandate.party.description)),
                ("register", .string(mandate.register.rawValue)),
                ("rechten", .array(mandate.rights.sorted().map { .string($0.rawValue) })),
                ("doel", .string(mandate.purpose)), ("grondslag", .string(mandate.basis)),
                ("van", .string(mandate.from.description)),
                ("tot", mandate.until.map { .string($0.description) }),
            ])
        )
    }

    static let shape = Schema.named(
        "Mandaat",
        .object([
            .must("nummer", .whole(1...1_000_000), "Het nummer."), .must("deelnemer", .shortText, "De deelnemer."),
            .must("register", .shortText, "Het register."), .must("rechten", .array(.shortText, 1...20), "Wat de deelnemer mag."),
            .must("doel", .shortText, "Het doel."), .must("grondslag", .text(1...500), "De grondslag."),
            .must("van", .moment, "Vanaf wanneer."),
            .may("tot", .moment, "Tot wanneer."), .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs."),
        ])
    )
}
