// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Orders under penalty: deciding on them, objecting, suspending, withdrawing, collecting.
struct OrderDoors {
    let core: HubCore

    private static let supervise = Access.rights(.supervise, in: .measure, needsPerson: true)
    private static let comply = Access.rights(.comply, in: .measure, needsPerson: true)
    private static let reasons = Schema.Member.must("redenen", .text(1...4_000, keeping: .words), "Waarom.")
    private static let number = Schema.whole(1...JSON.largestInteger)
    private static let last = Schema.Member.must("last", number, "Het nummer van de last binnen de maatregel.")

    var endpoints: [Endpoint] { deciding + objecting + settling }

    private var deciding: [Endpoint] {
        let impose = act(
            "legLastOp", "/v1/lasten",
            "Besluiten tot een last onder dwangsom, of die voorstellen als een tweede persoon nodig is",
            [OrderDoors.reasons]
        ) { call, owed in .impose(owed, reasons: call.text("redenen")) }
        let confirm = act(
            "bevestigLast", "/v1/lastbevestigingen", "Als tweede persoon een voorgestelde last bevestigen", [OrderDoors.last]
        ) {
            .confirm(OrderDoors.order($0), $1)
        }
        let reject = act(
            "verwerpLast", "/v1/lastverwerpingen", "Een voorgestelde last verwerpen of terugnemen",
            [OrderDoors.last, OrderDoors.reasons]
        ) { call, _ in .reject(OrderDoors.order(call), reasons: call.text("redenen")) }
        let suspend = act(
            "schortLastOp", "/v1/lastopschortingen", "Een last opschorten: tot een moment, of tot iemand dat beëindigt",
            [
                OrderDoors.last, OrderDoors.reasons,
                .may("tot", .moment, "Tot wanneer; als het ontbreekt: tot iemand het beëindigt."),
            ]
        ) { call, _ in
            .suspend(
                OrderDoors.order(call), until: try OrderDoors.moment(call.body["tot"]?.string), reasons: call.text("redenen"))
        }
        let resume = act("hervatLast", "/v1/lasthervattingen", "Een opschorting beëindigen", [OrderDoors.last, OrderDoors.reasons])
        {
            call, _ in .resume(OrderDoors.order(call), reasons: call.text("redenen"))
        }
        let withdraw = act(
            "trekLastIn", "/v1/lastintrekkingen", "Een last intrekken; wat verbeurd is blijft verschuldigd",
            [OrderDoors.last, OrderDoors.reasons]
        ) { call, _ in .withdraw(OrderDoors.order(call), reasons: call.text("redenen")) }
        return [impose, confirm, reject, suspend, resume, withdraw]
    }

    private var objecting: [Endpoint] {
        let object = act(
            "maakBezwaarTegenLast", "/v1/lastbezwaren",
            "Als persoon van de deelnemer bezwaar maken tegen een last, of tegen een besluit tot invordering",
            access: OrderDoors.comply,
            [
                OrderDoors.last,
                .may("invordering", OrderDoors.number, "Tegen welke invordering; als het ontbreekt: tegen de last."),
                .must("gronden", .text(1...4_000, keeping: .words), "Waarom."),
                .may("vraagtOpschorting", .truth, "Of u vraagt de last op te schorten."),
            ]
        ) { call, _ in
            .object(
                OrderDoors.order(call), collection: call.body["invordering"]?.integer.map { Int($0) },
                grounds: call.text("gronden"), asksSuspension: call.body["vraagtOpschorting"]?.bool ?? false)
        }
        let answer = act(
            "beslisOpLastbezwaar", "/v1/lastbezwaarbesluiten",
            "Op een bezwaar beslissen; niet door wie het besluit nam",
            [
                OrderDoors.last, .must("bezwaar", OrderDoors.number, "Het nummer van het bezwaar."),
                .must("gegrond", .truth, "Of het bezwaar gegrond is."), OrderDoors.reasons,
            ]
        ) { call, _ in
            .decideObjection(
                OrderDoors.order(call), objection: Int(call.body["bezwaar"]?.integer ?? 0),
                isUpheld: call.body["gegrond"]?.bool ?? false, reasons: call.text("redenen"))
        }
        return [object, answer]
    }

    private var settling: [Endpoint] {
        let collect = act(
            "beslisOverInvordering", "/v1/invorderingen", "Besluiten wat verbeurd is in te vorderen, of daarvan af te zien",
            [
                OrderDoors.last,
                .must("soort", .text(1...20, choices: ["invorderen", "afzien"]), "Invorderen of daarvan afzien."),
                OrderDoors.reasons,
            ]
        ) { call, _ in
            .collect(OrderDoors.order(call), isWaived: call.text("soort") == "afzien", reasons: call.text("redenen"))
        }
        let pay = act(
            "meldBetaling", "/v1/betalingen", "Vastleggen dat een ingevorderd bedrag betaald is",
            [OrderDoors.last, .must("invordering", OrderDoors.number, "Het nummer van de invordering.")]
        ) { call, _ in
            .pay(OrderDoors.order(call), collection: Int(call.body["invordering"]?.integer ?? 0))
        }
        return [collect, pay]
    }

    private static func order(_ call: Call) -> Int { Int(call.body["last"]?.integer ?? 0) }

    private static func moment(_ text: String?) throws(Refusal) -> Instant? {
        guard let text else { return nil }
        guard let moment = Instant(rfc3339: text) else {
            throw .field("tot", "Write a moment by RFC 3339, such as 2026-11-21T12:00:00Z.")
        }
        return moment
    }

    /// An act about the orders of a measure.
    private func act(
        _ id: String, _ path: String, _ summary: String, access: Access = supervise, _ members: [Schema.Member],
        _ command: @escaping @Sendable (Call, OutstandingVersion?) throws -> OrderCommand
    ) -> Endpoint {
        Endpoint(
            id: id, method: .post, path: path, access: access, tag: "Toezicht", summary: summary,
            body: .object([.must("maatregel", .shortText, "De naam van de maatregel.")] + members),
            answer: .init(
                status: 201, text: "Het is vastgelegd.",
                schema: .object([
                    .must("maatregel", .shortText, "De naam van de maatregel."),
                    .must("last", OrderDoors.number, "Het nummer van de last."),
                    .may("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof)."),
                ]))
        ) { call in
            let entered = try await core.sequencer.submit(
                Act("penalty", key: call.key) { scope in
                    let measure = try scope.existingMeasure(MeasureID(stored: call.text("maatregel")))
                    let warrant = try scope.warrant(for: call)
                    let asked = try command(call, try scope.outstanding(measure))
                    try scope.run(.order(asked), on: measure, by: warrant)
                    let named = OrderDoors.order(call)
                    let newest = scope.state.measures[measure.id]?.orders.count ?? 0
                    return [
                        "maatregel": .string(measure.id.description), "last": .integer(Int64(named == 0 ? newest : named)),
                    ]
                })
            return .json(201, entered.answer)
        }
    }
}
