// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Parties, mandates, certificates, edges")
struct PartyDoorsTests {
    private func register(_ number: String, as actor: Actor = Cast.admin, roles: JSON = ["provider"], at hub: TrialHub) async throws
        -> TrialAnswer
    {
        try await hub.post("/v1/deelnemers", ["deelnemer": .string(number), "naam": "Voorbeeld Nieuw", "rollen": roles], as: actor)
    }

    private func grant(_ changes: JSONObject, at hub: TrialHub) async throws -> TrialAnswer {
        var body: JSONObject = [
            "deelnemer": .string(Cast.bystander.description), "register": "devices", "rechten": ["report"],
            "doel": .string(Cast.purpose),
            "grondslag": "Voorbeeldwet art. 1",
        ]
        for (key, value) in changes { body[key] = value }
        return try await hub.post("/v1/mandaten", .object(body), as: Cast.admin)
    }

    @Test(
        "a party is registered by the operator, under its own number however that was written",
        arguments: ["00000099", "kvk:00000099"])
    func registers(_ number: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await register(number, at: hub)

            #expect(answer.status == 201, "\(answer.text)")
            #expect(answer.json["deelnemer"] == "kvk:00000099")
            #expect(hub.core.board.registry.parties[Cast.stranger]?.roles == [.provider])
            let listed = try await hub.get("/v1/deelnemers", as: Cast.admin).json["deelnemers"]?.array
            #expect(listed?.count == Cast.all.count + 2)
        }
    }

    @Test("a party is registered once, with roles that exist, under a number that can be one")
    func wrongParty() async throws {
        try await TrialHub.run { hub in
            let size = hub.size(of: .parties)

            let twice = try await register("00000011", at: hub)
            let role = try await register("00000099", roles: ["provider", "wizard"], at: hub)
            let number = try await register("123", at: hub)

            #expect([twice.status, role.status, number.status] == [409, 400, 400])
            #expect([twice.faultFields, role.faultFields, number.faultFields] == [["deelnemer"], ["rollen"], ["deelnemer"]])
            #expect(hub.size(of: .parties) == size)
        }
    }

    @Test("a mandate can be used at once, and from when to when it says")
    func mandate() async throws {
        try await TrialHub.run { hub in
            let from = TrialHub.start + .hours(1)
            let until = TrialHub.start + .hours(2)
            let granted = try await grant(["van": .string(from.description), "tot": .string(until.description)], at: hub)
            #expect(granted.status == 201, "\(granted.text)")
            var statuses: [Int] = []

            for moment in [TrialHub.start, from, until - .milliseconds(1), until] {
                hub.clock.set(to: moment)
                statuses.append(try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), as: Cast.nobody).status)
            }

            #expect(statuses == [403, 201, 201, 403])
        }
    }

    @Test("everything that is wrong with a mandate is named at once")
    func wrongMandate() async throws {
        try await TrialHub.run { hub in
            let size = hub.size(of: .parties)

            let answer = try await grant(
                [
                    "deelnemer": "00000099", "rechten": ["report", "fly"], "doel": "curiosity", "van": "2026-03-02T10:00:00Z",
                    "tot": "2026-03-02T09:00:00Z",
                ],
                at: hub
            )
            let register = try await grant(["register": "content"], at: hub)

            #expect(answer.status == 400)
            #expect(Set(answer.faultFields) == ["deelnemer", "doel", "rechten", "tot"])
            #expect(register.faultFields == ["register"])
            #expect(hub.size(of: .parties) == size)
        }
    }

    @Test("a mandate is ended once")
    func ends() async throws {
        try await TrialHub.run { hub in
            let path = "/v1/mandaten/\(Cast.mandate(of: Cast.insurer))/beeindigingen"

            let first = try await hub.post(path, ["redenen": "Gestopt."], as: Cast.admin)
            let again = try await hub.post(path, ["redenen": "Gestopt."], as: Cast.admin)
            let unknown = try await hub.post("/v1/mandaten/999/beeindigingen", ["redenen": "x"], as: Cast.admin)

            #expect([first.status, again.status, unknown.status] == [201, 409, 404])
            let mandates = try await hub.get("/v1/mandaten", as: Cast.admin).json["mandaten"]?.array ?? []
            let ended = mandates.first { $0["nummer"] == .integer(Int64(Cast.mandate(of: Cast.insurer))) }
            #expect(ended?["tot"] == .string(TrialHub.start.description))
        }
    }

    @Test("a certificate is made for a registered party, names it, and lets it in until it is revoked")
    func certificate() async throws {
        try await TrialHub.run { hub in
            let body: JSON = [
                "deelnemer": .string(Cast.police.description), "aanvraag": .string(try CertificateRequest().csrPEM),
                "omschrijving": "meldkamer", "persoon": "p-9", "dagen": 30,
            ]
            let issued = try await hub.post("/v1/certificaten", body, as: Cast.admin)
            let fingerprint = try #require(issued.json["vingerafdruk"]?.string)

            let name = try CertifiedName(pem: issued.json["certificaat"]?.string ?? "")
            #expect(name.organisation == "Voorbeeld Politie")
            #expect(name.identifier == "00000001000000000002")
            #expect(name.commonName == "meldkamer")
            #expect(name.person == "p-9")
            #expect(name.fingerprint == fingerprint)
            #expect(hub.core.board.registry.credentials[fingerprint]?.person == "p-9")
            #expect(issued.json["autoriteit"]?.string?.isEmpty == false)

            let revoked = try await hub.post(
                "/v1/intrekkingen", ["vingerafdruk": .string(fingerprint), "redenen": "Verloren."], as: Cast.admin)
            let again = try await hub.post(
                "/v1/certificaten",
                .object(["deelnemer": body["deelnemer"] ?? "", "certificaat": issued.json["certificaat"] ?? ""]), as: Cast.admin)
            #expect(revoked.status == 201)
            #expect(hub.core.board.registry.credentials[fingerprint] == nil)
            #expect(again.code == "duplicate")
        }
    }

    @Test("a certificate of another authority is admitted for the party it names and for no other")
    func external() async throws {
        try await TrialHub.run { hub in
            let pem = try Trial.party(
                of: Trial.authority(), csrPEM: CertificateRequest().csrPEM, identifier: "00000001000000000002")

            let wrong = try await hub.post(
                "/v1/certificaten", ["deelnemer": .string(Cast.prosecutor.description), "certificaat": .string(pem)], as: Cast.admin
            )
            let right = try await hub.post(
                "/v1/certificaten", ["deelnemer": .string(Cast.police.description), "certificaat": .string(pem)], as: Cast.admin
            )

            #expect(wrong.code == "wrong-party")
            #expect(right.status == 201, "\(right.text)")
            #expect(right.json["autoriteit"] == "")
        }
    }

    @Test("a certificate needs a registered party and something to certify")
    func wrongCertificate() async throws {
        try await TrialHub.run { hub in
            let request = JSON.string(try CertificateRequest().csrPEM)
            let size = hub.size(of: .parties)

            let stranger = try await hub.post("/v1/certificaten", ["deelnemer": "00000099", "aanvraag": request], as: Cast.admin)
            let nothing = try await hub.post("/v1/certificaten", ["deelnemer": "00000011"], as: Cast.admin)
            let nonsense = try await hub.post("/v1/certificaten", ["deelnemer": "00000011", "aanvraag": "niets"], as: Cast.admin)
            let other = try await hub.post("/v1/certificaten", ["deelnemer": "00000011", "aanvraag": request], as: Cast.network)
            let unknown = try await hub.post(
                "/v1/intrekkingen", ["vingerafdruk": .string(String(repeating: "0", count: 64)), "redenen": "x"], as: Cast.admin
            )

            #expect([stranger.status, nothing.status, nonsense.status, other.status, unknown.status] == [404, 400, 400, 403, 404])
            #expect(nothing.faultFields == ["aanvraag"] && nonsense.faultFields == ["aanvraag"])
            #expect(unknown.faultFields == ["vingerafdruk"])
            #expect(hub.size(of: .parties) == size)
        }
    }

    @Test("a party sees itself: its roles, its valid mandates, its edges and its person")
    func myself() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let number = Int64(Cast.mandate(of: Cast.telecom))

            let json = try await hub.get("/v1/deelnemer", as: .party(Cast.telecom, person: "t-1")).json
            _ = try await hub.post("/v1/mandaten/\(number)/beeindigingen", ["redenen": "x"], as: Cast.admin)
            let after = try await hub.get("/v1/deelnemer", as: Cast.network).json

            #expect(json["naam"] == "Voorbeeld Telecom")
            #expect(json["persoon"] == "t-1")
            #expect(json["rollen"] == ["provider"])
            #expect(json["mandaten"]?.array?.compactMap { $0["nummer"]?.integer } == [number])
            #expect(json["randknopen"]?[0]?["sleutel"] == .string(edge.signer.vkey))
            #expect(after["persoon"] == nil)
            #expect(after["mandaten"] == [])
        }
    }

    @Test(
        "an edge has a simple name and a key that carries it", arguments: [("Rand 1", "naam"), ("rand-2", "sleutel"), ("", "naam")])
    func wrongEdge(_ name: String, _ field: String) async throws {
        try await TrialHub.run { hub in
            let key = try TrialEdge(of: Cast.telecom, named: "rand-1").signer.vkey

            let answer = try await hub.post("/v1/randknopen", ["naam": .string(name), "sleutel": .string(key)], as: Cast.network)

            #expect(answer.status == 400)
            #expect(answer.faultFields == [field])
        }
    }

    @Test("a key that is none is refused with what is wrong with it; the same key twice is entered once")
    func edgeKey() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            let nonsense = try await hub.post("/v1/randknopen", ["naam": "rand-1", "sleutel": "x"], as: Cast.network)
            try await edge.register(at: hub)
            let size = hub.size(of: .parties)
            try await edge.register(at: hub)

            #expect(nonsense.status == 400)
            #expect(nonsense.faultFields == ["sleutel"])
            #expect(hub.size(of: .parties) == size)
        }
    }
}
