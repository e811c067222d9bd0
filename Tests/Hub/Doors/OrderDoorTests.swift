// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Orders under penalty at the doors")
struct OrderDoorTests {
    static let first = Actor.party(Cast.regulator, person: "r-1")
    static let second = Actor.party(Cast.regulator, person: "r-2")
    static let third = Actor.party(Cast.regulator, person: "r-3")
    static let engineer = Actor.party(Cast.telecom, person: "t-1")
    static let measure = "devices/stolen/\(Cast.telecom)"

    static func act(_ path: String, _ more: JSONObject = [:], as actor: Actor = first, at hub: TrialHub) async throws -> TrialAnswer
    {
        var body = more
        body["maatregel"] = .string(measure)
        if path != "lasten" { body["last"] = body["last"] ?? 1 }
        return try await hub.post("/v1/\(path)", .object(body), as: actor)
    }

    /// The file of the measure, as somebody sees it.
    static func file(as actor: Actor = first, at hub: TrialHub) async throws -> JSON {
        let answer = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["maatregelen"]?.array?.first)
    }

    static func order(as actor: Actor = first, at hub: TrialHub) async throws -> JSON {
        try #require(try await file(as: actor, at: hub)["lasten"]?.array?.last)
    }

    /// A listing that nobody carried out for ten days, with the steps of the clock taken.
    static func late(at hub: TrialHub) async throws {
        _ = try await hub.blocked(1)
        try await hub.tick(after: .days(10))
    }

    /// An order that two persons decided on; the first amount is forfeited after `begins`.
    /// - Returns: when it begins.
    static func ordered(at hub: TrialHub) async throws -> Instant {
        try await late(at: hub)
        try #require(try await act("lasten", ["redenen": "Het duurt te lang."], at: hub).status == 201)
        try #require(try await act("lastbevestigingen", as: second, at: hub).status == 201)
        return try #require(Instant(rfc3339: try await order(at: hub)["begint"]?.string ?? ""))
    }

    @Test(
        "the clock asks for a decision; one person proposes, another confirms, and it counts from the end of the term to avoid it")
    func decided() async throws {
        try await TrialHub.run { hub in
            try await Self.late(at: hub)
            let before = try await Self.file(at: hub)
            #expect(before["taken"]?.array?.compactMap { $0["taak"]?.string } == ["decide"])
            #expect(before["volgendeStap"]?["dwangsom"]?["bedrag"] == 1_000_000 && before["volgendeStap"]?["vanzelf"] == nil)
            let step = try await hub.post(
                "/v1/escalaties", ["maatregel": .string(Self.measure), "stap": "penalty-order", "redenen": "x"], as: Self.first)
            #expect(step.faultFields == ["stap"], "an order is no step like others")

            let proposed = try await Self.act("lasten", ["redenen": "Het duurt te lang."], at: hub)
            #expect(
                proposed.status == 201 && proposed.json["last"] == 1 && proposed.json["ontvangstbewijs"] != nil, "\(proposed.text)")
            #expect(try await Self.order(at: hub)["stand"] == "proposed")
            #expect(try await Self.file(at: hub)["taken"]?.array?.compactMap { $0["taak"]?.string } == ["confirm"])
            #expect(try await Self.act("lastbevestigingen", at: hub).code == "same-person")
            #expect(try await Self.act("lastbevestigingen", as: Cast.supervisor, at: hub).code == "person-needed")
            #expect(try await Self.act("lastbevestigingen", as: Self.second, at: hub).status == 201)

            let order = try await Self.order(as: Self.engineer, at: hub)
            #expect(order["stand"] == "avoidable" && order["verbeurd"] == 0 && order["plafond"] == 50_000_000)
            #expect(order["begint"] == "2026-03-16T22:59:59.999Z", "two working days after Thursday the 12th")
            #expect(order["volgende"] == order["begint"])
            #expect(order["mogelijk"] == [["doen": "bezwaar"]])
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == ["reminder", "warning", "penalty-order"])
            let begins = try #require(Instant(rfc3339: order["begint"]?.string ?? ""))
            hub.clock.advance(by: begins - hub.clock.now() + .days(2) + .milliseconds(1))
            let shown = try await hub.get("/v1/maatregel?naam=\(Self.measure)", as: Self.engineer).json["lasten"]?.array?.last
            #expect(shown?["verbeurd"] == 3_000_000 && shown?["stand"] == "accruing")
            #expect(shown?["verbeuringen"]?.array?.map { $0["samen"]?.integer } == [1_000_000, 2_000_000, 3_000_000])
        }
    }

    @Test("acts are for named persons of who supervises, objecting for a named person of the addressee, and nobody else")
    func rights() async throws {
        try await TrialHub.run { hub in
            try await Self.late(at: hub)
            for (actor, status) in [(Cast.supervisor, 403), (Cast.first, 403), (Self.engineer, 403), (Cast.nobody, 403)] {
                #expect(try await Self.act("lasten", ["redenen": "x"], as: actor, at: hub).status == status, "\(actor)")
            }
            let reasons: JSONObject = ["redenen": "x"]
            #expect(try await Self.act("lasten", reasons, at: hub).status == 201)
            #expect(try await Self.act("lasten", reasons, at: hub).code == "not-now")
            #expect(try await Self.act("lastbevestigingen", ["last": 2], as: Self.second, at: hub).status == 404)
            #expect(try await Self.act("lastbevestigingen", as: Self.second, at: hub).status == 201)
            let objection: JSONObject = ["gronden": "Het kon niet."]
            for (actor, status) in [
                (Self.first, 403), (Cast.network, 403), (Actor.party(Cast.mobile, person: "m-1"), 403), (Self.engineer, 201),
            ] {
                #expect(try await Self.act("lastbezwaren", objection, as: actor, at: hub).status == status, "\(actor)")
            }
        }
    }

    @Test("in force everywhere it stops; what was forfeited is collected by decision, paid, and then it is closed")
    func settled() async throws {
        try await TrialHub.run { hub in
            let begins = try await Self.ordered(at: hub)
            hub.clock.advance(by: begins - hub.clock.now() + .hours(30))
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            try await edge.comply(with: 1, at: hub)
            hub.clock.advance(by: .days(20))
            let ended = try await Self.order(at: hub)
            #expect(ended["stand"] == "due" && ended["oorzaak"] == "fulfilled" && ended["verbeurd"] == 2_000_000)
            #expect(try await Self.file(at: hub)["taken"]?.array?.compactMap { $0["taak"]?.string } == ["collect"])

            let collected = try await Self.act("invorderingen", ["soort": "invorderen", "redenen": "Verbeurd."], at: hub)
            #expect(collected.status == 201, "\(collected.text)")
            #expect(try await Self.order(at: hub)["teBetalen"] == 2_000_000)
            #expect(try await Self.act("invorderingen", ["soort": "afzien", "redenen": "x"], at: hub).code == "not-now")
            #expect(try await Self.act("betalingen", ["invordering": 1], at: hub).status == 201)
            let closed = try await Self.order(at: hub)
            #expect(closed["stand"] == "closed" && closed["betaald"] == 2_000_000 && closed["teBetalen"] == 0)
        }
    }

    @Test("an objection is decided on by somebody else; a suspension and a withdrawal stop it; wrong input is told at its field")
    func objection() async throws {
        try await TrialHub.run { hub in
            let begins = try await Self.ordered(at: hub)
            let objection: JSONObject = ["gronden": "Het kon niet.", "vraagtOpschorting": true]
            #expect(try await Self.act("lastbezwaren", objection, as: Self.engineer, at: hub).status == 201)
            #expect(try await Self.act("lastopschortingen", ["redenen": "Gevraagd."], at: hub).status == 201)
            hub.clock.advance(by: begins - hub.clock.now() + .days(5))
            #expect(try await Self.order(at: hub)["verbeurd"] == 0)
            let dismissal: JSONObject = ["bezwaar": 1, "gegrond": false, "redenen": "Gewogen."]
            for actor in [Self.first, Self.second] {
                #expect(try await Self.act("lastbezwaarbesluiten", dismissal, as: actor, at: hub).code == "same-person")
            }
            #expect(try await Self.act("lastbezwaarbesluiten", dismissal, as: Self.third, at: hub).status == 201)
            #expect(try await Self.order(at: hub)["bezwaren"]?.array?.first?["gegrond"] == false)
            hub.clock.advance(by: .hours(25))
            #expect(try await Self.order(at: hub)["verbeurd"] == 2_000_000)

            let wrong = try await Self.act("lastopschortingen", ["tot": "2026-03-01T00:00:00Z", "redenen": "x"], at: hub)
            #expect(wrong.faultFields == ["tot"])
            #expect(try await Self.act("lastintrekkingen", ["redenen": "Vergissing."], at: hub).status == 201)
            hub.clock.advance(by: .days(9))
            let order = try await Self.order(at: hub)
            #expect(order["verbeurd"] == 2_000_000 && order["oorzaak"] == "withdrawn")
        }
    }

    @Test("a hub that starts again, and the log alone, give the same orders and amounts")
    func replayed() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        let before = try await TrialHub.run(in: place, at: clock) { hub in
            let begins = try await Self.ordered(at: hub)
            hub.clock.advance(by: begins - hub.clock.now() + .days(3))
            let refusal: JSON = [
                "maatregel": .string(Self.measure), "versie": 1, "grond": "technical-failure", "toelichting": "Defect.",
            ]
            try #require(try await hub.post("/v1/weigeringen", refusal, as: Cast.network).status == 201)
            hub.clock.advance(by: .days(3))
            return try await Self.order(at: hub)
        }
        #expect(before["stand"] == "held" && before["verbeurd"] == 3_000_000)
        try await TrialHub.run(in: place, at: clock) { hub in
            #expect(try await Self.order(at: hub) == before)
            let (payloads, stored) = try await hub.core.store.read { reader in
                (
                    try reader.payloads(of: .devices, stream: "measure:\(Self.measure)").map {
                        try JSON(parsing: $0.bytes, limits: .payload)
                    }, try reader.measure(MeasureID(stored: Self.measure))
                )
            }
            let told = try PenaltyOrder.replayed(from: payloads, of: MeasureID(stored: Self.measure))
            #expect(told == stored?.orders && told.first?.forfeited(at: clock.now()) == .euros(30_000))
        }
    }

    @Test("each step has a letter for who may see the measure; a step that is no decision says nothing of objecting")
    func letters() async throws {
        try await TrialHub.run { hub in
            _ = try await Self.ordered(at: hub)
            let events = try await Self.file(at: hub)["gebeurtenissen"]?.array?.filter { $0["brief"] == true } ?? []
            #expect(events.compactMap { $0["soort"]?.string } == ["escalation", "escalation", "penalty-order"])
            let lines = events.compactMap { $0["regel"]?.integer }
            func letter(_ line: Int64, as actor: Actor = Self.engineer) async throws -> TrialAnswer {
                try await hub.get("/v1/brief?naam=\(Self.measure)&regel=\(line)", as: actor)
            }
            let reminder = try await letter(lines[0])
            #expect(reminder.status == 200 && reminder.json["stap"]?["nl"] == "herinnering" && reminder.json["versie"] == 1)
            #expect(reminder.json["bezwaarTot"] == nil && reminder.json["afzender"] == "Voorbeeld Toezicht")
            let order = try await letter(lines[2])
            #expect(order.json["bedrag"] == 1_000_000 && order.json["redenen"] == "Het duurt te lang.")
            #expect(order.json["naam"] == "Voorbeeld Telecom" && order.json["grondslag"] == "Algemene wet bestuursrecht art. 5:32")
            #expect(order.json["bezwaarTot"] == "2026-04-23T21:59:59.999Z", "six weeks after Thursday the 12th")
            for actor in [Cast.supervisor, Cast.first] { #expect(try await letter(lines[2], as: actor).status == 200) }
            #expect(try await letter(lines[2], as: Cast.otherNetwork).status == 404)
            #expect(try await letter(lines[2], as: Cast.claims).status == 403)
            #expect(try await letter(0).status == 404)
            #expect(try await letter(999_999).status == 404)
        }
    }

    @Test("when the mandate ends and another begins, what was forfeited is still there to collect")
    func mandates() async throws {
        try await TrialHub.run { hub in
            let begins = try await Self.ordered(at: hub)
            hub.clock.advance(by: begins - hub.clock.now() + .hours(1))
            let ended = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.telecom))/beeindigingen", ["redenen": "Gestopt."], as: Cast.admin)
            #expect(ended.status == 201)
            let lifted = try await Self.order(at: hub)
            #expect(lifted["oorzaak"] == "lifted" && lifted["verbeurd"] == 1_000_000)
            let granted = try await hub.post(
                "/v1/mandaten",
                [
                    "deelnemer": .string(Cast.telecom.description), "register": "devices", "rechten": ["comply"],
                    "doel": .string(Cast.purpose), "grondslag": "Voorbeeldwet art. 1",
                ], as: Cast.admin)
            #expect(granted.status == 201)
            let waived = try await Self.act("invorderingen", ["soort": "afzien", "redenen": "Gering."], at: hub)
            #expect(waived.status == 201, "\(waived.text)")
            #expect(try await Self.order(at: hub)["stand"] == "closed")
        }
    }
}
