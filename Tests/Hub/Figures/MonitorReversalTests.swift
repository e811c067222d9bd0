// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Wrongly blocked: from objection to lifted everywhere, on the monitor")
struct MonitorReversalTests {
    private func objected(_ phone: Int, at hub: TrialHub) async throws -> String {
        let reported = try await hub.blocked(phone)
        _ = try await hub.object(to: reported.caseID)
        return reported.caseID
    }

    private func decide(upheld: Bool, in caseID: String, at hub: TrialHub) async throws {
        let answer = try await hub.post(
            "/v1/zaken/\(caseID)/bezwaren/1/beslissingen", ["gegrond": .bool(upheld), "redenen": "Het dossier is bekeken."],
            as: Cast.third)
        #expect(answer.status == 201, "\(answer.text)")
    }

    private func figures(at hub: TrialHub) async throws -> JSON {
        hub.clock.advance(by: .seconds(11))
        return try #require(try await hub.get("/v1/monitor").json["hersteld"])
    }

    @Test("the time runs from the objection to the decision, and on to the last edge of the last provider")
    func whole() async throws {
        try await TrialHub.run { hub in
            let edges = [try TrialEdge(of: Cast.telecom), try TrialEdge(of: Cast.mobile)]
            for edge in edges { try await edge.register(at: hub) }
            let caseID = try await objected(1, at: hub)
            for edge in edges { try await edge.comply(with: 1, at: hub) }
            #expect(try await figures(at: hub)["totBesluit"] == nil)

            hub.clock.advance(by: .seconds(7_200))
            try await decide(upheld: true, in: caseID, at: hub)
            hub.clock.advance(by: .seconds(2))
            try await edges[0].comply(with: 2, at: hub)
            let between = try await figures(at: hub)
            hub.clock.advance(by: .seconds(4))
            try await edges[1].comply(with: 2, at: hub)
            let after = try await figures(at: hub)

            #expect(between["nogUitTeVoeren"] == 1 && between["totOveral"] == nil)
            #expect(after["nogUitTeVoeren"] == 0)
            let decision = try #require(after["totBesluit"]?["langste"]?.integer)
            let effect = try #require(after["vanBesluitTotOveral"]?["langste"]?.integer)
            #expect(decision == 7_211_000)
            #expect(effect == 17_000)
            #expect(after["totOveral"]?["langste"] == .integer(decision + effect))
        }
    }

    @Test("an objection that is not upheld, and a phone that was found again, are no reversal")
    func others() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            try await decide(upheld: false, in: try await objected(1, at: hub), at: hub)
            let found = try await hub.blocked(2)
            let recovered = try await hub.post(
                "/v1/meldingen/\(found.reference)/vervolgmeldingen",
                ["geheim": .string(found.secret ?? ""), "soort": "recovery", "gegevens": [:]])
            #expect(recovered.status == 201, "\(recovered.text)")
            let lifted = try await hub.propose("unblock", in: found.caseID, as: Cast.first)
            #expect(lifted.json["fase"] == "closed")
            try await edge.comply(with: 3, at: hub)

            let figures = try await figures(at: hub)

            #expect(figures["totBesluit"] == nil && figures["nogUitTeVoeren"] == 0)
        }
    }

    @Test("a phone that another case still blocks is not free yet")
    func stillHeld() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            let caseID = try await objected(1, at: hub)
            try await edge.comply(with: 1, at: hub)

            try await decide(upheld: true, in: caseID, at: hub)

            #expect(try await figures(at: hub)["totBesluit"] == nil)
        }
    }
}
