// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Measures: refusal, escalation, end")
struct MeasureStoryTests {
    private static let measureID = "devices/stolen/\(Cast.telecom)"

    private func refuse(_ version: Int = 1, ground: String = "technical-failure", as actor: Actor = Cast.network, at hub: TrialHub)
        async throws -> TrialAnswer
    {
        try await hub.post(
            "/v1/weigeringen",
            [
                "maatregel": .string(MeasureStoryTests.measureID), "versie": .integer(Int64(version)), "grond": .string(ground),
                "toelichting": "De apparatuur is defect.",
            ],
            as: actor
        )
    }

    private func judge(justified: Bool, as actor: Actor = Cast.first, at hub: TrialHub) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/weigeringsoordelen",
            ["maatregel": .string(MeasureStoryTests.measureID), "terecht": .bool(justified), "redenen": "Gewogen."], as: actor
        )
    }

    private func steps(of party: PartyID, at hub: TrialHub) async throws -> [String] {
        try await hub.measure(of: party)["stappen"]?.array?.compactMap(\.string) ?? []
    }

    @Test("each provider with a mandate to comply has the standing measure, and nobody else has")
    func standing() async throws {
        try await TrialHub.run { hub in
            let measures = try await hub.measures()

            #expect(measures.compactMap { $0["deelnemer"]?.string } == [Cast.telecom.description, Cast.mobile.description])
            #expect(measures.allSatisfy { $0["nieuwsteVersie"] == 0 && $0["teLaat"] == false && $0["achterstandSinds"] == nil })
        }
    }

    @Test("a party sees its own measure, the supervisor and who decides see all, an insurer none")
    func views() async throws {
        try await TrialHub.run { hub in
            let own = try await hub.measures(as: Cast.network)
            let police = try await hub.measures(as: Cast.first)
            let insurer = try await hub.get("/v1/maatregelen", as: Cast.claims)

            #expect(own.compactMap { $0["deelnemer"]?.string } == [Cast.telecom.description])
            #expect(police.count == 2)
            #expect(insurer.status == 403)
        }
    }

    @Test("a version that is not carried out falls due after the hour, and the ladder is climbed step by step")
    func ladder() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let fresh = try await hub.measure(of: Cast.telecom)
            #expect(fresh["uiterlijk"] == .string((TrialHub.start + .hours(1)).description))
            #expect(fresh["teLaat"] == false)

            #expect(try await hub.tick(after: .hours(1)) == 0)
            #expect(try await hub.tick(after: .minutes(1)) == 0)
            #expect(try await hub.tick(after: .milliseconds(1)) == 2)
            #expect(try await steps(of: Cast.telecom, at: hub) == ["reminder"])
            let late = try await hub.measure(of: Cast.telecom)
            #expect(late["teLaat"] == true)
            #expect(try await hub.tick() == 0)
            #expect(try await hub.tick(after: .days(2)) == 2)
            #expect(try await hub.tick(after: .days(10)) == 0, "the clock orders nothing under penalty: a person does")
            #expect(try await steps(of: Cast.telecom, at: hub) == ["reminder", "warning"])
            #expect(try await hub.tick(after: .days(100)) == 0)
        }
    }

    @Test("who complies is not escalated, and complying late takes the steps back")
    func comply() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            try await hub.tick(after: .hours(3))
            #expect(try await steps(of: Cast.telecom, at: hub) == [])
            #expect(try await steps(of: Cast.mobile, at: hub) == ["reminder"])

            let late = try TrialEdge(of: Cast.mobile)
            try await late.register(at: hub)
            try await late.comply(with: 1, at: hub)

            #expect(try await steps(of: Cast.mobile, at: hub) == [])
            #expect(try await hub.tick(after: .days(30)) == 0)
        }
    }

    @Test("a refusal on a ground stops the ladder until it is judged")
    func refusal() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)

            let refused = try await refuse(at: hub)
            try await hub.tick(after: .hours(5))

            #expect(refused.status == 201, "\(refused.text)")
            #expect(try await steps(of: Cast.telecom, at: hub) == [])
            #expect(try await steps(of: Cast.mobile, at: hub) == ["reminder"])
            let shown = try await hub.measure(of: Cast.telecom)["weigering"]
            #expect(shown?["grond"] == "technical-failure")
            #expect(shown?["terecht"] == nil)
        }
    }

    @Test("a refusal that does not hold gives the full term again; one that holds ends the pressing", arguments: [true, false])
    func judgement(_ justified: Bool) async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await refuse(at: hub)
            hub.clock.advance(by: .hours(5))

            let judged = try await judge(justified: justified, at: hub)
            try await hub.tick(after: .minutes(59))
            let early = try await steps(of: Cast.telecom, at: hub)
            try await hub.tick(after: .minutes(3))

            #expect(judged.status == 201, "\(judged.text)")
            #expect(early == [])
            #expect(try await steps(of: Cast.telecom, at: hub) == (justified ? [] : ["reminder"]))
            #expect(try await hub.measure(of: Cast.telecom)["weigering"]?["terecht"] == .bool(justified))
        }
    }

    @Test("a refusal names a ground and a version that exist, and both faults come at once")
    func wrongRefusal() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let size = hub.size()

            let answer = try await refuse(9, ground: "too-much-work", at: hub)
            let second = try await refuse(as: Cast.otherNetwork, at: hub)

            #expect(answer.status == 400)
            #expect(answer.faultFields == ["grond", "versie"])
            #expect(second.code == "wrong-party")
            #expect(hub.size() == size)
        }
    }

    @Test("a refusal is judged by a person, once, and not by the party itself")
    func whoJudges() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let nothing = try await judge(justified: true, at: hub)
            _ = try await refuse(at: hub)

            let system = try await judge(justified: true, as: Cast.policeSystem, at: hub)
            let own = try await judge(justified: true, as: .party(Cast.telecom, person: "t-1"), at: hub)
            let good = try await judge(justified: true, at: hub)
            let again = try await judge(justified: false, at: hub)

            #expect([nothing.status, system.status, own.status, good.status, again.status] == [409, 403, 403, 201, 409])
            #expect(system.code == "person-needed")
            #expect(own.code == "no-mandate")
        }
    }

    @Test("the end of the mandate to comply lifts the measure, and nothing is owed any more")
    func mandateEnds() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            let before = hub.size()

            let ended = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.telecom))/beeindigingen", ["redenen": "Gestopt."], as: Cast.admin
            )
            try await hub.tick(after: .days(30))

            #expect(ended.status == 201, "\(ended.text)")
            #expect(try await hub.kinds(after: before).first == "lifting")
            #expect(try await hub.measure(of: Cast.telecom)["opgeheven"] != nil)
            #expect(try await steps(of: Cast.telecom, at: hub) == [])
            let late = try await edge.state([edge.note(.delivered, version: 1, at: hub)], at: hub)
            #expect(late.code == "no-mandate")
        }
    }

    @Test("while another mandate to comply is valid, the measure stays")
    func otherMandate() async throws {
        try await TrialHub.run { hub in
            let second: JSON = [
                "deelnemer": .string(Cast.telecom.description), "register": "devices", "rechten": ["comply"],
                "doel": .string(Cast.purpose),
                "grondslag": "Voorbeeldwet art. 2",
            ]
            let granted = try await hub.post("/v1/mandaten", second, as: Cast.admin)

            _ = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.telecom))/beeindigingen", ["redenen": "Dubbel."], as: Cast.admin)

            #expect(granted.status == 201)
            #expect(try await hub.measure(of: Cast.telecom)["opgeheven"] == nil)
            #expect(try await hub.measures().count == 2)
        }
    }

    @Test("who comes back owes the whole list again")
    func comesBack() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            _ = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.telecom))/beeindigingen", ["redenen": "Gestopt."], as: Cast.admin)

            _ = try await hub.post(
                "/v1/mandaten",
                [
                    "deelnemer": .string(Cast.telecom.description), "register": "devices", "rechten": ["comply"],
                    "doel": .string(Cast.purpose), "grondslag": "Voorbeeldwet art. 1",
                ],
                as: Cast.admin
            )

            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["opgeheven"] == nil)
            #expect(measure["uitgevoerd"] == nil)
            #expect(measure["achterstandSinds"] != nil)
            try await edge.comply(with: 1, at: hub)
            #expect(try await hub.measure(of: Cast.telecom)["uitgevoerd"]?["versie"] == 1)
        }
    }
}
