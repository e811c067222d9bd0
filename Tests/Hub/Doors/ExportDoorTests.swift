// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Testing

@testable import Hub

@Suite("Certificates of a party, and what it can take along")
struct ExportDoorTests {
    static let engineer = HandStoryTests.engineer

    private static func admit(_ fingerprint: Character, _ party: PartyID, _ person: String?, at hub: TrialHub) async throws {
        try await hub.perform("credential") { scope in
            try scope.run(
                .admit(
                    Credential(
                        fingerprint: String(repeating: fingerprint, count: 64), party: party, person: person,
                        until: scope.now + .days(90))),
                by: try scope.administrator(Cast.admin))
        }
    }

    @Test("a party sees its own certificates, those that ended and were revoked too, and who can revoke")
    func certificates() async throws {
        try await TrialHub.run { hub in
            try await Self.admit("a", Cast.telecom, "t-1", at: hub)
            try await Self.admit("b", Cast.telecom, nil, at: hub)
            try await Self.admit("c", Cast.mobile, nil, at: hub)
            let revoked = try await hub.post(
                "/v1/intrekkingen", ["vingerafdruk": .string(String(repeating: "b", count: 64)), "redenen": "Gestolen."],
                as: Cast.admin)
            #expect(revoked.status == 201)

            let own = try await hub.get("/v1/certificaten", as: Cast.network)

            let shown = try #require(own.json["certificaten"]?.array)
            #expect(shown.compactMap { $0["vingerafdruk"]?.string?.first } == ["a", "b"])
            #expect(shown[0]["persoon"] == "t-1" && shown[0]["geldig"] == true && shown[0]["ingetrokken"] == nil)
            #expect(shown[1]["geldig"] == false && shown[1]["redenen"] == "Gestolen." && shown[1]["persoon"] == nil)
            #expect(own.json["intrekken"] == false && own.json["intrekkenDoor"] == ["Voorbeeld Knooppunt"])
            #expect(try await hub.get("/v1/certificaten", as: Cast.admin).json["intrekken"] == true)
            hub.clock.advance(by: .days(91))
            let later = try await hub.get("/v1/certificaten", as: Cast.network)
            #expect(later.json["certificaten"]?.array?.first?["geldig"] == false)
        }
    }

    @Test("the export has what the party is and did, and what others laid on it, and nothing of other parties")
    func everything() async throws {
        try await TrialHub.run { hub in
            try await Self.admit("a", Cast.telecom, "t-1", at: hub)
            try await Self.admit("c", Cast.mobile, "m-9", at: hub)
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.report(7, as: Self.engineer)
            _ = try await hub.report(8, as: Cast.claims)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            let otherEdge = try TrialEdge(of: Cast.mobile)
            try await otherEdge.register(at: hub)
            try await otherEdge.comply(with: 1, at: hub)

            let answer = try await hub.get("/v1/uitvoer", as: Self.engineer)

            #expect(answer.status == 200 && answer.fields[.contentType] == "application/json")
            let json = answer.json
            #expect(json["naam"] == "Voorbeeld Telecom" && json["mandaten"]?.array?.count == 1)
            #expect(json["randknopen"]?.array?.count == 1 && json["certificaten"]?.array?.count == 1)
            #expect(json["maatregelen"]?.array?.compactMap { $0["party"]?.string } == [Cast.telecom.description])
            let acts = try #require(json["handelingen"]?.array)
            #expect(
                acts.compactMap { $0["soort"]?.string } == [
                    "party", "mandate", "credential", "edge", "measure", "report", "delivered", "accepted", "carried-out",
                ])
            #expect(acts[5]["persoon"] == "t-1" && acts[5]["inhoud"]?["subjects"] == [.string(TrialHub.subject(7))])
            for other in [Cast.mobile.description, "Voorbeeld Mobiel", TrialHub.subject(8), "m-9", "p-1"] {
                #expect(!answer.text.contains(other), "\(other)")
            }
        }
    }

    @Test("of an act upon another party the export tells that it was, not what it says; persons of others are left out")
    func others() async throws {
        try await TrialHub.run { hub in
            let operatorPerson = Actor.party(Cast.operatorID, person: "h-1")
            let granted = try await hub.post(
                "/v1/mandaten",
                [
                    "deelnemer": .string(Cast.telecom.description), "register": "devices", "rechten": ["comply"],
                    "doel": .string(Cast.purpose), "grondslag": "Voorbeeldwet art. 7",
                ], as: operatorPerson)
            #expect(granted.status == 201)

            let own = try await hub.get("/v1/uitvoer", as: Self.engineer)
            let operators = try await hub.get("/v1/uitvoer", as: operatorPerson)

            let received = own.json["handelingen"]?.array?.first { $0["inhoud"]?["basis"] == "Voorbeeldwet art. 7" }
            #expect(received?["persoon"] == nil && received?["inhoud"]?["warrant"]?["role"] == "hub")
            #expect(!own.text.contains("h-1"))
            let given = try #require(operators.json["handelingen"]?.array?.last { $0["soort"] == "mandate" })
            #expect(given["persoon"] == "h-1" && given["inhoud"] == nil)
            #expect(!operators.text.contains("Voorbeeld Telecom"))
        }
    }

    @Test("the acts come as CSV too, one a line")
    func table() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.report(7, as: Self.engineer)

            let answer = try await hub.get("/v1/uitvoer/handelingen", as: Self.engineer)

            #expect(answer.fields[.contentType]?.hasPrefix("text/csv") == true)
            let lines = answer.text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            #expect(lines.first?.map { String($0) } == PartyExport.Act.columns)
            #expect(lines.dropFirst().map { String($0[2]) } == ["party", "mandate", "measure", "report"])
            #expect(lines.last?[5] == "t-1" && lines.allSatisfy { $0.count == 8 })
        }
    }

    @Test("the export is for who manages persons of the party or carries out for it; others are refused")
    func who() async throws {
        try await TrialHub.run { hub in
            try await hub.perform("person") { scope in
                let admin = try scope.administrator(Cast.admin)
                for (person, rights, letter) in [("p-8", [Right.administer], "a"), ("p-9", [.decide], "b")] {
                    try scope.run(
                        .admitPerson(
                            Member(
                                party: Cast.police, person: person, code: String(repeating: letter, count: 32),
                                rights: Set(rights), branch: nil, until: nil)), by: admin)
                }
            }
            for path in ["/v1/uitvoer", "/v1/uitvoer/handelingen"] {
                let system = try await hub.get(path, as: Cast.network)
                let manager = try await hub.get(path, as: .party(Cast.police, person: "p-8"))
                let officer = try await hub.get(path, as: .party(Cast.police, person: "p-9"))
                let insurer = try await hub.get(path, as: .party(Cast.insurer, person: "i-1"))
                #expect([officer.code, insurer.code] == ["no-mandate", "no-mandate"])
                #expect([system.status, manager.status] == [200, 200])
            }
        }
    }
}
