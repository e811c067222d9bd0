// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What everybody may know of the hub itself.
struct HubDoors {
    let core: HubCore
    /// All other endpoints, for the document.
    let others: [Endpoint]

    var endpoints: [Endpoint] {
        let hub = Endpoint(
            id: "toonKnooppunt", method: .get, path: "/v1/knooppunt", access: .everybody, tag: "Knooppunt",
            summary: "Naam, sleutel en registers van dit knooppunt",
            answer: .init(status: 200, text: "Het knooppunt.", schema: HubDoors.shape)
        ) { _ in .json(200, description) }
        let document = Endpoint(
            id: "toonOpenAPI", method: .get, path: OpenAPIDocument.path, access: .everybody, tag: "Knooppunt",
            summary: "De beschrijving van deze API", answer: .init(status: 200, text: "Het OpenAPI-document.", schema: .open)
        ) { [others] _ in .json(200, OpenAPIDocument(endpoints: others + [hub]).json) }
        return [hub, document]
    }

    /// The hub as its operator sees it.
    var status: JSON {
        guard case .object(var shown) = description else { return description }
        shown["reigning"] = .bool(core.sequencer.isReigning)
        if let epoch = core.sequencer.epoch { shown["epoch"] = .integer(Int64(clamping: epoch)) }
        if let elsewhere = core.sequencer.reigningElsewhere { shown["reigningElsewhere"] = .string(elsewhere) }
        if let witnesses = core.cosignatures?.status { shown["witnesses"] = witnesses }
        return .object(shown)
    }

    /// The hub as everybody may see it.
    var description: JSON {
        [
            "naam": .string(core.signer.hub),
            "registers": .array(
                core.registers.names.map { name in
                    let policy = core.registers[name]?.policy
                    return [
                        "naam": .string(name.rawValue), "titel": .string(policy?.title.dutch ?? ""),
                        "doel": .string(policy?.purpose ?? ""),
                    ]
                }
            ),
            "logboeken": .array(
                ([.parties] + core.registers.names).map { log in
                    [
                        "naam": .string(log.rawValue), "oorsprong": .string(core.signer.origin(of: log)),
                        "sleutel": .string(core.signer.verifierKey(of: log)),
                        "omvang": .integer(Int64(core.board.head(of: log)?.size ?? 0)),
                    ]
                }
            ),
        ]
    }

    private static let shape = Schema.named(
        "Knooppunt",
        .object([
            .must("naam", .shortText, "De naam, het eerste deel van elke oorsprong."),
            .must(
                "registers",
                .array(
                    .object([
                        .must("naam", .shortText, "De naam."), .must("titel", .shortText, "De titel."),
                        .must("doel", .shortText, "Het doel van de verwerking."),
                    ]),
                    0...100
                ),
                "De registers."
            ),
            .must(
                "logboeken",
                .array(
                    .object([
                        .must("naam", .shortText, "De naam."), .must("oorsprong", .shortText, "De oorsprong in elk controlepunt."),
                        .must("sleutel", .text(1...500), "De sleutel waarmee controlepunten zijn ondertekend (C2SP vkey)."),
                        .must("omvang", .whole(0...JSON.largestInteger), "Het aantal regels."),
                    ]),
                    0...100
                ),
                "De logboeken."
            ),
        ])
    )
}
