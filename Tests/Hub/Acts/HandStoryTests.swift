// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Measures that persons accept and carry out by hand")
struct HandStoryTests {
    static let measure = JSON.string("devices/stolen/\(Cast.telecom)")
    static let engineer = Actor.party(Cast.telecom, person: "t-1")

    private func accept(_ version: Int64, as actor: Actor = engineer, at hub: TrialHub) async throws -> TrialAnswer {
        try await hub.post("/v1/aanvaardingen", ["maatregel": Self.measure, "versie": .integer(version)], as: actor)
    }

    private func carryOut(_ version: Int64, as actor: Actor = engineer, at hub: TrialHub) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/uitvoeringen", ["maatregel": Self.measure, "versie": .integer(version), "hoe": "In de oude EIR gezet."], as: actor)
    }

    private func figures(at hub: TrialHub) async throws -> JSON {
        let answer = try await hub.get("/v1/nalevingstijden", as: Cast.supervisor)
        return try #require(answer.json["deelnemers"]?.array?.first { $0["deelnemer"]?.string == Cast.telecom.description })
    }

    @Test("without an edge it counts everywhere, and is marked everywhere")
    func counts() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            let size = hub.size()

            #expect(try await accept(1, at: hub).status == 201)
            hub.clock.advance(by: .seconds(30))
            let stated = try await carryOut(1, at: hub)

            #expect(stated.status == 201, "\(stated.text)")
            #expect(try await hub.kinds(after: size) == ["accepted-by-hand", "carried-out-by-hand"])
            let receipt = try Receipt(parsing: #require(stated.json["ontvangstbewijs"]?.string))
            #expect(receipt.opening?.payload["warrant"]?["person"] == "t-1")
            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["werkendeVersie"] == 1 && measure["uitgevoerd"]?["metDeHand"] == true)
            #expect(measure["uitgevoerd"]?["randknoop"] == nil && measure["afgeleverd"] == nil)
            #expect(measure["standen"] == ["bij"] && measure["metDeHand"]?["aanvaard"]?["versie"] == 1)
            let times = try await figures(at: hub)
            #expect(times["metDeHand"] == true && times["blokkeren"]?["langste"] == 30_000 && times["nogUitTeVoeren"] == 0)
            let parties = try await hub.get("/v1/monitor").json["deelnemers"]?.array
            #expect(parties?.first { $0["naam"] == "Voorbeeld Telecom" }?["metDeHand"] == true)
            #expect(parties?.first { $0["naam"] == "Voorbeeld Mobiel" }?["metDeHand"] == nil)
            let compliance = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json["uitvoering"]?.array
            #expect(compliance?.first?["uitgevoerd"]?["metDeHand"] == true)
        }
    }

    @Test("where an edge counts a person's word is shown beside it, and counts in no figure")
    func besideAnEdge() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            let reported = try await hub.blocked(2)

            #expect(try await accept(2, at: hub).status == 201)
            #expect(try await carryOut(2, at: hub).status == 201)
            #expect(try await carryOut(1, at: hub).status == 409)

            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["werkendeVersie"] == 1 && measure["uitgevoerd"]?["randknoop"] == "rand-1")
            #expect(measure["metDeHand"]?["uitgevoerd"]?["versie"] == 2 && measure["standen"] == ["achter"])
            let times = try await figures(at: hub)
            #expect(times["metDeHand"] == nil && times["nogUitTeVoeren"] == 1 && times["werkendeVersie"] == 1)
            let compliance = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json["uitvoering"]?.array
            #expect(compliance?.first?["uitgevoerd"] == nil)

            hub.clock.advance(by: .hours(2))
            try await hub.tick()
            #expect(try await hub.measure(of: Cast.telecom)["stappen"] == ["reminder"], "the ladder goes on")
        }
    }

    @Test("a system, another party and an unknown measure are refused, and nothing is entered")
    func refused() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let size = hub.size()

            let system = try await accept(1, as: Cast.network, at: hub)
            let other = try await accept(1, as: .party(Cast.mobile, person: "m-1"), at: hub)
            let police = try await accept(1, as: Cast.first, at: hub)
            let beyond = try await accept(2, at: hub)
            let early = try await carryOut(1, at: hub)
            let unknown = try await hub.post("/v1/aanvaardingen", ["maatregel": "x", "versie": 1], as: Self.engineer)
            let empty = try await hub.post("/v1/uitvoeringen", ["maatregel": Self.measure], as: Self.engineer)

            #expect([system.code, other.code, police.code] == ["person-needed", "wrong-party", "no-mandate"])
            #expect([beyond.status, early.status, unknown.status, empty.status] == [400, 409, 404, 400])
            #expect(empty.faultFields == ["versie", "hoe"])
            #expect(hub.size() == size)
        }
    }

    @Test("what persons stated is there after a restart")
    func restart() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        try await TrialHub.run(in: place, at: clock) { hub in
            _ = try await hub.blocked(1)
            _ = try await accept(1, at: hub)
            _ = try await carryOut(1, at: hub)
        }
        try await TrialHub.run(in: place, at: clock) { hub in
            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["uitgevoerd"]?["metDeHand"] == true)
            #expect(try await accept(1, at: hub).status == 201, "stated again it enters nothing")
            #expect(try await figures(at: hub)["nogUitTeVoeren"] == 0)
        }
    }
}
