// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Reports of one party beyond its limit: one task in the place of hundreds.
struct FloodDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [show, judge] }

    private var show: Endpoint {
        Endpoint(
            id: "toonMeldingsvloeden", method: .get, path: "/v1/meldingsvloeden",
            access: .rights(.decide, .confirm, .supervise, in: .field), tag: "Zaken",
            summary: "Van welke deelnemers er meer meldingen kwamen dan hun grens; die wachten samen op één oordeel",
            parameters: [
                .init(name: "register", place: .query, schema: .shortText, text: "Het register; als het ontbreekt: devices.")
            ], answer: .init(status: 200, text: "De vloeden.", schema: FloodDoors.shape)
        ) { call in
            let register = try core.register(RegisterName(rawValue: call.query["register"] ?? "devices"))
            let (name, parties) = (register.policy.register, core.board.registry.parties)
            let floods = try await core.store.read { reader in
                try reader.floodedParties(in: name).compactMap { party -> JSON? in
                    let flood = try reader.flood(of: party, in: name)
                    guard flood.unjudged > 0 else { return nil }
                    return .object(
                        JSONObject([
                            ("deelnemer", .string(party.description)),
                            ("naam", .string(parties[party]?.name ?? party.description)),
                            ("wachtend", .integer(Int64(flood.unjudged))), ("sinds", flood.since.map { .string($0.description) }),
                            ("onjuist", .integer(Int64(flood.falseReports))),
                        ]))
                }
            }
            return .json(200, ["vloeden": .array(floods)])
        }
    }

    private var judge: Endpoint {
        Endpoint(
            id: "beoordeelMeldingsvloed", method: .post, path: "/v1/meldingsvloeden/{deelnemer}/oordelen",
            access: .rights(.decide, in: .field, needsPerson: true), tag: "Zaken",
            summary: "Over alle wachtende meldingen van een deelnemer ineens oordelen: overnemen of terzijde leggen",
            parameters: [
                .init(
                    name: "deelnemer", place: .path, schema: .text(1...200, keeping: .party), text: "De deelnemer die ze deed.")
            ],
            body: .object([
                .may("register", .shortText, "Het register; als het ontbreekt: devices."),
                .must("overnemen", .truth, "Of ze alsnog een voor een worden behandeld; anders sluiten hun zaken."),
                .must("redenen", .text(1...4_000, keeping: .words), "Waarom."),
            ]),
            answer: .init(
                status: 201, text: "Vastgelegd.",
                schema: .object([
                    .must("deelnemer", .shortText, "De deelnemer."),
                    .must("aantal", .whole(0...JSON.largestInteger), "Over hoeveel meldingen het gaat."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
                ]))
        ) { call in
            let party = try PartyID(call.parameter("deelnemer"))
            let entered = try await core.sequencer.submit(
                Act("flood-judgement", key: call.key) { scope in
                    let register = try scope.register(RegisterName(rawValue: call.body["register"]?.string ?? "devices"))
                    let warrant = try scope.warrant(for: call)
                    let count = try scope.judgeFlood(
                        of: party, takesIn: call.body["overnemen"]?.bool ?? false, reasons: call.text("redenen"), in: register,
                        by: warrant)
                    return ["deelnemer": .string(party.description), "aantal": .integer(Int64(count))]
                })
            return .json(201, entered.answer)
        }
    }

    private static let shape = Schema.named(
        "Meldingsvloeden",
        .object([
            .must(
                "vloeden",
                .array(
                    .object([
                        .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
                        .must("wachtend", .whole(0...JSON.largestInteger), "Hoeveel meldingen op het oordeel wachten."),
                        .may("sinds", .moment, "Sinds wanneer."),
                        .must("onjuist", .whole(0...JSON.largestInteger), "Hoeveel meldingen van hem eerder onjuist bleken."),
                    ]), 0...10_000), "De vloeden, de oudste eerst.")
        ]))
}
