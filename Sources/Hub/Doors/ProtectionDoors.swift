// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Identities that no decision lists: those of emergency services, of tests, of an organisation that asked for it.
struct ProtectionDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [show, act("beschermOnderwerpen", "", protects: true), act("hefBeschermingOp", "/opheffingen", protects: false)]
    }

    private var show: Endpoint {
        Endpoint(
            id: "telBeschermd", method: .get, path: "/v1/beschermingen", access: .overseers, tag: "Verspreiding",
            summary: "Hoeveel onderwerpen beschermd zijn; welke, staat nergens leesbaar",
            answer: .init(
                status: 200, text: "De aantallen.",
                schema: .object([
                    .must(
                        "registers",
                        .array(
                            .object([
                                .must("register", .shortText, "Het register."),
                                .must("aantal", .whole(0...JSON.largestInteger), "Hoeveel onderwerpen beschermd zijn."),
                            ]), 0...100), "Per register.")
                ]))
        ) { _ in
            let names = core.registers.names
            let counts = try await core.store.read { reader in
                try names.map { name -> JSON in
                    ["register": .string(name.rawValue), "aantal": .integer(Int64(try reader.protectedCount(in: name)))]
                }
            }
            return .json(200, ["registers": .array(counts)])
        }
    }

    private func act(_ id: String, _ suffix: String, protects: Bool) -> Endpoint {
        Endpoint(
            id: id, method: .post, path: "/v1/beschermingen\(suffix)", access: .stoppers, tag: "Verspreiding",
            summary: protects
                ? "Onderwerpen beschermen: geen besluit zet ze op een lijst" : "De bescherming van onderwerpen opheffen",
            body: .object([
                .may("register", .shortText, "Het register; als het ontbreekt: devices."),
                .must("onderwerpen", .array(.text(1...200, keeping: .imei), 1...1_000), "De onderwerpen."),
                .must("redenen", .text(1...4_000, keeping: .words), "Waarom."),
            ]),
            answer: .init(
                status: 201, text: "Vastgelegd.",
                schema: .object([
                    .must("uitkomsten", .array(.truth, 1...1_000), "Per onderwerp, op volgorde: of er iets veranderde.")
                ]))
        ) { call in
            let entered = try await core.sequencer.submit(
                Act(id, key: call.key) { scope in
                    let register = try scope.register(RegisterName(rawValue: call.body["register"]?.string ?? "devices"))
                    let warrant = try scope.warrant(for: call)
                    let (texts, ground) = (call.texts("onderwerpen"), call.text("redenen"))
                    let outcomes =
                        try protects
                        ? scope.protect(texts, ground: ground, in: register, by: warrant)
                        : scope.unprotect(texts, ground: ground, in: register, by: warrant)
                    return ["uitkomsten": .array(outcomes.map { .bool($0) })]
                })
            // A receipt would hold the codes, and who asks knows which belongs to which.
            var answer = entered.answer.object ?? JSONObject()
            answer["ontvangstbewijs"] = nil
            return .json(201, .object(answer))
        }
    }
}
