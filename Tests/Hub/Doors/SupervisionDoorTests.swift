// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Supervision: files, steps by hand, milestones, trend")
struct SupervisionDoorTests {
    private static let overseer = Actor.party(Cast.regulator, person: "r-1")
    private static let telecomMeasure = "devices/stolen/\(Cast.telecom)"

    private static func step(
        _ name: String = "reminder", reasons: String = "Het duurt te lang.", as actor: Actor = overseer, at hub: TrialHub
    ) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/escalaties",
            ["maatregel": .string(telecomMeasure), "stap": .string(name), "redenen": .string(reasons)], as: actor)
    }

    private static func file(of party: PartyID = Cast.telecom, as actor: Actor = overseer, at hub: TrialHub) async throws -> JSON {
        let answer = try await hub.get("/v1/nalevingsdossiers/\(party)", as: actor)
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json
    }

    @Test("a step by hand is entered with who, why and on which basis, and the clock does not take it again")
    func step() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            #expect(try await Self.step(at: hub).code == "not-now", "nothing is overdue yet")
            hub.clock.advance(by: .hours(1) + .milliseconds(1))
            let before = try await Self.file(at: hub)["maatregelen"]?.array?.first
            #expect(before?["teLaat"] == true && before?["volgendeStap"]?["stap"] == "reminder")
            #expect(before?["volgendeStap"]?["vanzelf"]?.string == (TrialHub.start + .hours(1) + .minutes(1)).description)

            let taken = try await Self.step(at: hub)
            #expect(taken.status == 201, "\(taken.text)")
            #expect(taken.json["ontvangstbewijs"] != nil)
            #expect(try await Self.step(at: hub).code == "not-now")
            #expect(try await hub.tick(after: .minutes(5)) == 1, "only the other provider is reminded by the clock")

            let measure = try #require(try await Self.file(at: hub)["maatregelen"]?.array?.first)
            #expect(measure["ladder"]?.array?.map { $0["gezet"] == true } == [true, false, false])
            let event = try #require(measure["gebeurtenissen"]?.array?.last)
            #expect(event["soort"] == "escalation" && event["stap"] == "reminder" && event["versie"] == 1)
            #expect(event["door"] == "Voorbeeld Toezicht" && event["persoon"] == "r-1" && event["redenen"] == "Het duurt te lang.")
            #expect(event["grondslag"] == "policy of the register" && event["titel"]?["nl"] == "herinnering")
        }
    }

    @Test("only a named person of who supervises takes a step: no system, no party, nobody from outside")
    func rights() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .hours(2))
            for (actor, status) in [
                (Cast.supervisor, 403), (Cast.first, 403), (Actor.party(Cast.telecom, person: "t-1"), 403), (Cast.nobody, 403),
            ] {
                #expect(try await Self.step(as: actor, at: hub).status == status, "\(actor)")
            }
            #expect(try await Self.step("warning", at: hub).status == 409)
            #expect(try await Self.step("prison", at: hub).faultFields == ["stap"])
            #expect(try await Self.step(reasons: "", at: hub).faultFields == ["redenen"])
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == [])
        }
    }

    @Test("a hub that starts again knows the steps that were taken by hand")
    func restart() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        try await TrialHub.run(in: place, at: clock) { hub in
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .hours(2))
            #expect(try await Self.step(at: hub).status == 201)
            #expect(
                try await hub.post(
                    "/v1/mijlpalen", ["deelnemer": .string(Cast.mobile.description), "mijlpaal": "edge", "dag": "2026-04-01"],
                    as: Self.overseer
                ).status == 201)
        }
        try await TrialHub.run(in: place, at: clock) { hub in
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == ["reminder"])
            let events = try await Self.file(at: hub)["maatregelen"]?.array?.first?["gebeurtenissen"]?.array
            #expect(events?.compactMap { $0["soort"]?.string } == ["measure", "escalation"])
            let steps = try await Self.file(of: Cast.mobile, at: hub)["mijlpalen"]?.array
            #expect(steps?.first { $0["mijlpaal"] == "edge" }?["gepland"] == "2026-04-01")
        }
    }

    @Test("a file tells each missed version per edge, with when it was due and when it was in force")
    func missed() async throws {
        try await TrialHub.run { hub in
            let (quick, slow) = (try TrialEdge(of: Cast.telecom), try TrialEdge(of: Cast.telecom, named: "rand-2"))
            try await quick.register(at: hub)
            try await slow.register(at: hub)
            _ = try await hub.blocked(1)
            try await quick.comply(with: 1, at: hub)
            hub.clock.advance(by: .hours(3))
            try await slow.comply(with: 1, at: hub)
            _ = try await hub.blocked(2)
            try await quick.comply(with: 2, at: hub)
            hub.clock.advance(by: .hours(2))

            let measure = try #require(try await Self.file(at: hub)["maatregelen"]?.array?.first)

            let missed = measure["gemist"]?.array ?? []
            #expect(missed.map { $0["versie"]?.integer } == [2, 1] && missed.allSatisfy { $0["randknoop"] == "rand-2" })
            #expect(missed[0]["uitgevoerd"] == nil)
            #expect(missed[1]["uitgevoerd"] == .string((TrialHub.start + .hours(3)).description))
            #expect(missed[1]["uiterlijk"] == .string((TrialHub.start + .hours(1)).description))
            #expect(measure["naleving"]?["gemist"] == 2 && measure["verschuldigd"] == 2)
        }
    }

    @Test("refusals and judgements are in the file with their words; the party itself does not see which person judged")
    func story() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let refusal: JSON = [
                "maatregel": .string(Self.telecomMeasure), "versie": 1, "grond": "technical-failure", "toelichting": "Defect.",
            ]
            #expect(try await hub.post("/v1/weigeringen", refusal, as: Cast.network).status == 201)
            let judgement: JSON = ["maatregel": .string(Self.telecomMeasure), "terecht": false, "redenen": "Gewogen."]
            #expect(try await hub.post("/v1/weigeringsoordelen", judgement, as: Cast.first).status == 201)

            let seen = try await Self.file(at: hub)["maatregelen"]?.array?.first?["gebeurtenissen"]?.array ?? []
            let own = try await Self.file(as: Cast.network, at: hub)["maatregelen"]?.array?.first?["gebeurtenissen"]?.array ?? []

            #expect(seen.compactMap { $0["soort"]?.string } == ["measure", "refusal", "refusal-judgement"])
            #expect(seen[1]["toelichting"] == "Defect." && seen[1]["titel"]?["nl"] == "technische storing")
            #expect(seen[2]["terecht"] == false && seen[2]["persoon"] == "p-1")
            #expect(own[2]["persoon"] == nil && own[2]["door"] == "Voorbeeld Politie" && own.count == 3)
        }
    }

    @Test("a file is for who supervises or decides and for the party itself, and an unknown party has none")
    func visibility() async throws {
        try await TrialHub.run { hub in
            let expected: [(actor: Actor, status: Int)] = [
                (Self.overseer, 200), (Cast.supervisor, 200), (Cast.first, 200), (Cast.network, 200), (Cast.otherNetwork, 403),
                (Cast.claims, 403), (Cast.nobody, 403), (Cast.admin, 403),
            ]
            for (actor, status) in expected {
                let answer = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: actor)
                #expect(answer.status == status, "\(actor)")
            }
            let unknown = try await hub.get("/v1/nalevingsdossiers/kvk:00000099", as: Self.overseer)
            let nobody = try await hub.get("/v1/nalevingsdossiers/nobody", as: Self.overseer)
            let police = try await hub.get("/v1/nalevingsdossiers/\(Cast.police)", as: Self.overseer)
            #expect(unknown.status == 404)
            #expect(nobody.status == 400)
            #expect(police.json["maatregelen"] == .array([]))
        }
    }

    @Test("the trend tells per day and per week how fast versions were carried out, per party and together")
    func trend() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .seconds(2))
            try await edge.comply(with: 1, at: hub)
            hub.clock.advance(by: .days(1))
            _ = try await hub.blocked(2)
            hub.clock.advance(by: .hours(2))
            try await edge.comply(with: 2, at: hub)

            let told = try await hub.get("/v1/nalevingstijden", as: Self.overseer).json

            let own = try #require(told["deelnemers"]?.array?.first { $0["deelnemer"] == .string(Cast.telecom.description) })
            #expect(own["dagen"]?.array?.map { $0["dag"]?.string } == ["2026-03-02", "2026-03-03"])
            #expect(own["dagen"]?.array?.map { $0["p95"]?.integer } == [2_000, 7_200_000])
            #expect(own["dagen"]?.array?.map { $0["gemist"]?.integer } == [0, 1])
            #expect(own["weken"]?.array?.map { $0["dag"]?.string } == ["2026-03-02"])
            #expect(told["dagen"]?.array?.map { $0["nogUitTeVoeren"]?.integer } == [1, 1], "the other provider has neither")
            #expect(told["dagen"]?.array?.map { $0["gemist"]?.integer } == [1, 2])
        }
    }

    @Test("milestones are dates out of the log, planned by who supervises or administers, and late when their day is over")
    func milestones() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            hub.clock.advance(by: .days(1))
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            let body: JSON = ["deelnemer": .string(Cast.mobile.description), "mijlpaal": "edge", "dag": "2026-03-04"]
            for (actor, status) in [(Cast.supervisor, 201), (Cast.admin, 201), (Cast.first, 403), (Cast.otherNetwork, 403)] {
                #expect(try await hub.post("/v1/mijlpalen", body, as: actor).status == status, "\(actor)")
            }
            hub.clock.advance(by: .days(3))

            let parties = try await hub.get("/v1/mijlpalen", as: Cast.supervisor).json["deelnemers"]?.array ?? []

            #expect(
                parties.compactMap { $0["deelnemer"]?.string } == [Cast.telecom, Cast.mobile, Cast.bystander].map(\.description))
            let steps = parties[0]["stappen"]?.array ?? []
            let next = (TrialHub.start + .days(1)).description
            #expect(
                steps.map { $0["bereikt"]?.string } == [TrialHub.start.description, TrialHub.start.description, nil]
                    + Array(repeating: next, count: 4))
            #expect(steps.allSatisfy { $0["teLaat"] == false })
            let late = parties[1]["stappen"]?.array?.first { $0["mijlpaal"] == "edge" }
            #expect(late?["teLaat"] == true && late?["bereikt"] == nil)
            #expect(try await hub.get("/v1/mijlpalen", as: Cast.network).status == 403)
        }
    }

    @Test("what is planned wrongly is refused at its field", arguments: [("dag", "2026-02-30"), ("mijlpaal", "lunch")])
    func refusedPlans(field: String, value: String) async throws {
        try await TrialHub.run { hub in
            var body: JSONObject = ["deelnemer": .string(Cast.mobile.description), "mijlpaal": "edge", "dag": "2026-03-04"]
            body[field] = .string(value)
            let answer = try await hub.post("/v1/mijlpalen", .object(body), as: Cast.supervisor)
            #expect(answer.status == 400 && answer.faultFields == [field])
        }
    }

    @Test("the open monitor tells milestones by day, without numbers of parties")
    func open() async throws {
        try await TrialHub.run { hub in
            let told = try await hub.get("/v1/monitor").json["mijlpalen"]?.array ?? []
            #expect(told.compactMap { $0["naam"]?.string } == ["Voorbeeld Telecom", "Voorbeeld Mobiel", "Voorbeeld Winkel"])
            #expect(told.allSatisfy { $0.object?.keys.sorted() == ["naam", "stappen"] })
            #expect(told[0]["stappen"]?.array?.first?["bereikt"] == "2026-03-02")
        }
    }
}
