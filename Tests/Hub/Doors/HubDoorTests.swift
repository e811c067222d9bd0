// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Testing

@testable import Hub

@Suite("What everybody may know of the hub")
struct HubDoorTests {
    @Test("name, registers with their purpose, and each log with origin, key and size")
    func description() async throws {
        try await TrialHub.run { hub in
            let json = try await hub.get("/v1/knooppunt").json

            #expect(json["naam"] == "hub.example")
            #expect(json["registers"]?[0]?["naam"] == "devices")
            #expect(json["registers"]?[0]?["doel"] == .string(Cast.purpose))
            let logs = json["logboeken"]?.array ?? []
            #expect(logs.compactMap { $0["oorsprong"]?.string } == ["hub.example/parties", "hub.example/devices"])
            #expect(logs.compactMap { $0["omvang"]?.integer } == [Int64(hub.size(of: .parties)), Int64(hub.size())])
            for log in logs {
                let verifier = try NoteVerifier(vkey: log["sleutel"]?.string ?? "")
                #expect(verifier.name == log["oorsprong"]?.string)
            }
        }
    }

    @Test("answers fit the shapes that the document gives them")
    func shapes() async throws {
        try await TrialHub.run { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            let reported = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            _ = try await hub.object(to: reported.caseID)
            let answers: [String: TrialAnswer] = [
                "toonKnooppunt": try await hub.get("/v1/knooppunt"),
                "toonOpenAPI": try await hub.get("/v1/openapi.json"),
                "meld": try await hub.post("/v1/meldingen", TrialHub.theft(of: [2])),
                "volgMelding": try await hub.follow(reported),
                "toonZaken": try await hub.get("/v1/zaken", as: Cast.first),
                "telZaken": try await hub.get("/v1/zaken/_tel", as: Cast.supervisor),
                "zoekZaken": try await hub.post("/v1/zaken/_zoek", ["onderwerp": .string(TrialHub.imei(1))], as: Cast.second),
                "toonZaak": try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.supervisor),
                "toonMaatregelen": try await hub.get("/v1/maatregelen", as: Cast.supervisor),
                "toonMandaten": try await hub.get("/v1/mandaten", as: Cast.admin),
                "toonDeelnemers": try await hub.get("/v1/deelnemers", as: Cast.admin),
                "toonDeelnemer": try await hub.get("/v1/deelnemer", as: Cast.network),
            ]

            for (id, answer) in answers {
                let schema = try #require(hub.core.endpoints.first { $0.id == id }?.answer.schema)
                #expect(schema.faults(in: answer.json) == [], "\(id)")
                #expect(answer.status < 300, "\(id)")
            }
        }
    }

    @Test("problems fit their shape too")
    func problemShape() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let document = try await hub.get("/v1/openapi.json").json
            let required = document["components"]?["schemas"]?["Fout"]?["required"]?.array?.compactMap(\.string) ?? []
            let problems = [
                try await hub.get("/v1/x"), try await hub.post("/v1/meldingen", [:]), try await hub.call(.put, "/v1/meldingen"),
            ]

            for problem in problems {
                #expect(required.allSatisfy { problem.json[$0] != nil })
                #expect(problem.json["type"]?.string?.hasPrefix("urn:schakel:fout:") == true)
            }
        }
    }
}
