// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Persons of parties")
struct PersonDoorsTests {
    private static let code = String(repeating: "a", count: 32)

    private func admit(_ changes: JSONObject = [:], as actor: Actor = Cast.admin, at hub: TrialHub) async throws -> TrialAnswer {
        var body: JSONObject = [
            "deelnemer": .string(Cast.police.description), "persoon": "p-1", "code": .string(Self.code), "rechten": ["decide"],
        ]
        for (key, value) in changes { body[key] = value.isNull ? nil : value }
        return try await hub.post("/v1/personen", .object(body), as: actor)
    }

    @Test("everything that is wrong is named at once, and nothing is entered")
    func wrong() async throws {
        try await TrialHub.run { hub in
            let size = hub.size(of: .parties)

            let several = try await admit(
                [
                    "persoon": "P 1", "code": .string(String(repeating: "0", count: 32)), "rechten": ["fly"],
                    "vestiging": "00000000000x",
                ], at: hub)
            let stranger = try await admit(["deelnemer": .string(Cast.stranger.description)], at: hub)
            let neither = try await admit(["code": .null], at: hub)
            let both = try await admit(["uitgever": "https://x", "onderwerp": "y"], at: hub)

            #expect(several.faultFields == ["persoon", "code", "rechten", "vestiging"])
            #expect([several, stranger, neither, both].map(\.status) == [400, 400, 400, 400])
            #expect(hub.size(of: .parties) == size)
        }
    }

    @Test("issuer and subject stand for the same code each time, and another subject for another")
    func bySubject() async throws {
        try await TrialHub.run { hub in
            let named: JSONObject = ["code": .null, "uitgever": "https://provider.example", "onderwerp": "sub-1"]
            let admitted = try await admit(named, at: hub)

            #expect(admitted.status == 201, "\(admitted.text)")
            let secrets = hub.core.secrets
            let code = secrets.personCode(issuer: "https://provider.example", subject: "sub-1")
            let member = hub.core.board.registry.member(of: Cast.police, code: code, at: TrialHub.start)
            #expect(member?.person == "p-1")
            #expect(Member.isCode(code))
            #expect(code != secrets.personCode(issuer: "https://provider.example", subject: "sub-2"))
            #expect(code != secrets.personCode(issuer: "https://provider.examples", subject: "ub-1"))
        }
    }

    @Test("one code is one person of a party")
    func twice() async throws {
        try await TrialHub.run { hub in
            _ = try await admit(at: hub)

            #expect(try await admit(["persoon": "p-2"], at: hub).faultFields == ["code"])
            #expect(try await admit(["rechten": ["confirm"]], at: hub).status == 201)
            #expect(hub.core.board.registry.members[Cast.police]?["p-1"]?.rights == [.confirm])
        }
    }

    @Test("a person with the right to administer manages his own party's persons, never himself and never another party's")
    func manager() async throws {
        try await TrialHub.run { hub in
            #expect(try await admit(as: Cast.second, at: hub).status == 403)
            let second: JSONObject = [
                "persoon": "p-2", "code": .string(String(repeating: "b", count: 32)), "rechten": ["administer"],
            ]
            _ = try await admit(second, at: hub)

            #expect(try await admit(as: Cast.second, at: hub).status == 201)
            #expect(try await admit(second, as: Cast.second, at: hub).code == "same-person")
            let others: JSONObject = ["deelnemer": .string(Cast.prosecutor.description)]
            #expect(try await admit(others, as: Cast.second, at: hub).status == 403)
            #expect(try await hub.get("/v1/deelnemers", as: Cast.second).status == 403)
        }
    }

    @Test("a party sees its own persons, the operator everybody, and neither sees a code")
    func list() async throws {
        try await TrialHub.run { hub in
            _ = try await admit(at: hub)
            _ = try await admit(["deelnemer": .string(Cast.telecom.description)], at: hub)

            let own = try await hub.get("/v1/personen", as: Cast.network)
            let all = try await hub.get("/v1/personen", as: Cast.admin)

            #expect(own.json["personen"]?.array?.count == 1)
            #expect(all.json["personen"]?.array?.count == 2)
            #expect(!all.text.contains(Self.code))
            #expect(try await hub.get("/v1/personen", as: .party(Cast.stranger, person: nil)).status == 401)
        }
    }

    @Test("who was admitted and ended is so after a restart too")
    func restart() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            _ = try await admit(["vestiging": "000012345678", "tot": "2027-01-01T00:00:00Z"], at: hub)
            _ = try await admit(["persoon": "p-2", "code": .string(String(repeating: "b", count: 32))], at: hub)
            let body: JSON = ["deelnemer": .string(Cast.police.description), "persoon": "p-2", "redenen": "Uit dienst."]
            _ = try await hub.post("/v1/uitschrijvingen", body, as: Cast.admin)
            #expect(try await hub.post("/v1/uitschrijvingen", body, as: Cast.admin).status == 404)
        }
        try await TrialHub.run(in: place) { hub in
            let members = hub.core.board.registry.members[Cast.police]
            #expect(members?["p-1"]?.branch == "000012345678")
            #expect(members?["p-1"]?.until == Instant(rfc3339: "2027-01-01T00:00:00Z"))
            #expect(members?["p-2"]?.rights == [])
        }
    }
}
