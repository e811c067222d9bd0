// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How it is with the hub itself: who enters acts, how long the logs are, how the witnesses stand.
struct StateDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "toonToestand", method: .get, path: "/v1/toestand", access: .overseers, tag: "Knooppunt",
                summary: "Welk knooppunt vastlegt, de logboeken en de getuigen; voor beheerder en toezichthouder",
                answer: .init(status: 200, text: "De toestand.", schema: StateDoors.shape)
            ) { call in
                return .json(200, state)
            }
        ]
    }

    private var state: JSON {
        let sequencer = core.sequencer
        return .object(
            JSONObject([
                ("naam", .string(core.signer.hub)), ("peildatum", .string(core.timekeeper.now().description)),
                ("sinds", .string(sequencer.startedAt.description)), ("opslag", .string(core.store.engine)),
                ("gezond", .bool(core.board.isHealthy)), ("regeert", .bool(sequencer.isReigning)),
                ("tijdperk", sequencer.epoch.map { .integer(Int64(clamping: $0)) }),
                ("regeertElders", sequencer.reigningElsewhere.map { .string($0) }),
                ("logboeken", .array(([.parties] + core.registers.names).map(log))),
                ("getuigen", .array((core.cosignatures?.standings ?? []).map(StateDoors.witness))),
            ]))
    }

    private func log(_ name: RegisterName) -> JSON {
        let head = core.board.head(of: name)
        return .object(
            JSONObject([
                ("naam", .string(name.rawValue)), ("omvang", .integer(Int64(clamping: head?.size ?? 0))),
                ("controlepunt", head.map { .string($0.time.description) }),
                ("medeondertekend", core.cosignatures?.satisfiedSize(of: name).map { .integer(Int64(clamping: $0)) }),
            ]))
    }

    private static func witness(_ standing: CosignerStanding) -> JSON {
        .object(
            JSONObject([
                ("logboek", .string(standing.log.rawValue)), ("getuige", .string(standing.name)),
                ("omvang", standing.size.map { .integer(Int64(clamping: $0)) }),
                (
                    "wanneer",
                    standing.time.map { .string(Instant(milliseconds: Int64(clamping: $0) &* 1_000).description) }
                ),
                ("achterstand", .integer(Int64(clamping: standing.lag))), ("storing", standing.trouble.map { .string($0.text) }),
            ]))
    }

    private static let count = Schema.whole(0...JSON.largestInteger)

    private static let shape = Schema.named(
        "Toestand",
        .object([
            .must("naam", .shortText, "De naam van het knooppunt."), .must("peildatum", .moment, "Het moment van de toestand."),
            .must("sinds", .moment, "Sinds wanneer dit knooppunt draait."),
            .must("opslag", .shortText, "Waarop het zijn gegevens bewaart."),
            .must("gezond", .truth, "Of het laatste stel handelingen kon worden weggeschreven."),
            .must("regeert", .truth, "Of dit knooppunt handelingen vastlegt."),
            .may("tijdperk", count, "Het hoeveelste tijdperk, als het dat doet."),
            .may("regeertElders", .text(1...500), "Waar het knooppunt is dat het wel doet."),
            .must(
                "logboeken",
                .array(
                    .object([
                        .must("naam", .shortText, "Het logboek."), .must("omvang", count, "Het aantal regels."),
                        .may("controlepunt", .moment, "Wanneer het laatste controlepunt is getekend."),
                        .may("medeondertekend", count, "Tot welke omvang genoeg getuigen hebben meegetekend."),
                    ]), 0...100), "De logboeken."),
            .must(
                "getuigen",
                .array(
                    .object([
                        .must("logboek", .shortText, "Het logboek."), .must("getuige", .shortText, "De getuige."),
                        .may("omvang", count, "Welke omvang hij het laatst meetekende, sinds dit knooppunt draait."),
                        .may("wanneer", .moment, "Wanneer."), .must("achterstand", count, "Hoeveel regels hij achter is."),
                        .may("storing", .text(1...2_000), "Waarom hij niet meetekent."),
                    ]), 0...1_000), "De getuigen, per logboek."),
        ]))
}
