// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Objections")
struct ObjectionStoryTests {
    private func decide(
        _ number: Int = 1, upheld: Bool, in caseID: String, as actor: Actor = Cast.third, at hub: TrialHub
    ) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/zaken/\(caseID)/bezwaren/\(number)/beslissingen",
            ["gegrond": .bool(upheld), "redenen": "Het dossier is bekeken."], as: actor
        )
    }

    @Test("an objection that is upheld reverses the block in the same act")
    func upheld() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)
            let before = hub.size()

            let decided = try await decide(upheld: true, in: reported.caseID, at: hub)

            #expect(decided.status == 201, "\(decided.text)")
            #expect(decided.json["fase"] == "closed")
            #expect(try await hub.kinds(after: before) == ["objection-decision", "release", "closing"])
            #expect(try await hub.listings().last?.released == [TrialHub.subject(1)])
        }
    }

    @Test("an objection that is not upheld changes nothing on the list")
    func notUpheld() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)

            let decided = try await decide(upheld: false, in: reported.caseID, at: hub)

            #expect(decided.json["fase"] == "in-force")
            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("the reporter himself may object, with his secret and not without")
    func reporter() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            let path = "/v1/meldingen/\(reported.reference)/bezwaren"

            let without = try await hub.post(path, ["gronden": "Het is terug."])
            let wrong = try await hub.post(path, ["gronden": "Het is terug.", "geheim": "0000-0000-0000-0000"])
            let with = try await hub.post(path, ["gronden": "Het is terug.", "geheim": .string(reported.secret ?? "")])

            #expect([without.status, wrong.status, with.status] == [404, 404, 201])
            #expect(without.bytes == wrong.bytes)
        }
    }

    @Test("a party that reported may object to the decision on its report, another party may not")
    func reportingParty() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.claims)
            try await hub.block(reported.caseID)
            let path = "/v1/meldingen/\(reported.reference)/bezwaren"

            let other = try await hub.post(path, ["gronden": "Niet juist."], as: Cast.network)
            let own = try await hub.post(path, ["gronden": "Niet juist."], as: Cast.claims)

            #expect(other.code == "wrong-party")
            #expect(own.status == 201)
        }
    }

    @Test("neither who proposed nor who confirmed decides on the objection", arguments: [Cast.first, Cast.second])
    func otherPerson(_ actor: Actor) async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)
            let size = hub.size()

            let decided = try await decide(upheld: false, in: reported.caseID, as: actor, at: hub)

            #expect(decided.status == 403)
            #expect(decided.code == "same-person")
            #expect(decided.faultFields == ["persoon"])
            #expect(hub.size() == size)
        }
    }

    @Test("an objection that is not decided in time is noted once by the clock")
    func overdue() async throws {
        try await TrialHub.run { hub in
            let edges = [try TrialEdge(of: Cast.telecom), try TrialEdge(of: Cast.mobile)]
            for edge in edges { try await edge.register(at: hub) }
            let reported = try await hub.blocked(1)
            for edge in edges { try await edge.comply(with: 1, at: hub) }
            _ = try await hub.object(to: reported.caseID)
            let before = hub.size()

            try await hub.tick(after: .days(41))
            let early = try await hub.kinds(after: before)
            try await hub.tick(after: .days(3))
            try await hub.tick(after: .days(1))

            #expect(early == [])
            #expect(try await hub.kinds(after: before) == ["objection-overdue"])
            let shown = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            #expect(shown.json["bezwaren"]?[0]?["teLaat"] == true)
        }
    }

    @Test("an objection is decided on once")
    func once() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)
            _ = try await decide(upheld: false, in: reported.caseID, at: hub)

            let again = try await decide(upheld: true, in: reported.caseID, at: hub)
            let unknown = try await decide(9, upheld: true, in: reported.caseID, at: hub)

            #expect(again.status == 409)
            #expect(unknown.status == 404)
            #expect(unknown.faultFields == ["bezwaar"])
        }
    }
}
