// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Case")
struct CaseDoorTests {
    @Test("a case shows its whole course: reports, decisions with both persons, objections")
    func full() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.object(to: reported.caseID)

            let json = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json

            #expect(json["fase"] == "in-force")
            #expect(json["onderwerpen"] == [.string(TrialHub.subject(1))])
            #expect(json["meldingen"]?[0]?["door"] == "citizen")
            #expect(json["meldingen"]?[0]?["gegevens"]?["datum"] == "2026-03-01")
            let decision = json["besluiten"]?[0]
            #expect(decision?["stand"] == "genomen")
            #expect(decision?["door"] == "Voorbeeld Politie (p-1)")
            #expect(decision?["bevestigdDoor"] == "Voorbeeld Politie (p-2)")
            #expect(decision?["grondslag"] == "Voorbeeldwet art. 1")
            #expect(decision?["bezwaarTot"] == .string(Term.weeks(6).end(from: TrialHub.start).description))
            #expect(decision?["geldigTot"] == .string(Term.years(10).end(from: TrialHub.start).description))
            #expect(json["bezwaren"]?[0]?["door"] == "Voorbeeld Telecom")
            #expect(json["bezwaren"]?[0]?["gegrond"] == nil)
        }
    }

    @Test("the stages of a decision have their own words")
    func stages() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)
            let path = "/v1/zaken/\(reported.caseID)"
            let proposed = try await hub.get(path, as: Cast.first).json["besluiten"]?[0]?["stand"]
            _ = try await hub.post("\(path)/besluiten/1/afwijzingen", ["redenen": "Nee."], as: Cast.second)
            try await hub.propose(in: reported.caseID)
            try await hub.tick(after: .days(5))
            let stands = try await hub.get(path, as: Cast.first).json["besluiten"]?.array?.compactMap { $0["stand"]?.string }

            #expect(proposed == "voorgesteld")
            #expect(stands == ["afgewezen", "vervallen"])
        }
    }

    @Test("a closed case says when it closed and when its content is due to go")
    func closed() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose("dismiss", in: reported.caseID)

            let json = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json

            #expect(json["gesloten"] == .string(TrialHub.start.description))
            #expect(json["wissenNa"] == .string(Term.months(3).end(from: TrialHub.start).description))
        }
    }

    @Test("after its retention term nothing can be done in a case any more")
    func erased() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose("dismiss", in: reported.caseID)
            try await hub.tick(after: .days(100))
            let size = hub.size()

            let answer = try await hub.propose(in: reported.caseID)

            #expect(answer.status == 409)
            #expect(answer.code == "after-term")
            #expect(hub.size() == size)
            let erased = try await hub.get("/v1/zaken?fase=erased", as: Cast.first).json["zaken"]
            #expect(erased?.array?.compactMap { $0["zaak"]?.string } == [reported.caseID])
            #expect(erased?[0]?["wachtOp"] == [])
        }
    }

    @Test("a decision of a kind that does not exist names those that do; empty reasons are no reasons")
    func wrongDecision() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/v1/zaken/\(reported.caseID)/besluiten"

            let kind = try await hub.propose("blocken", in: reported.caseID)
            let reasons = try await hub.post(path, ["soort": "block", "redenen": "  "], as: Cast.first)
            let addressee = try await hub.post(
                path, ["soort": "block", "redenen": "x", "geadresseerden": ["00000011", "niemand"]], as: Cast.first
            )

            #expect([kind.status, reasons.status, addressee.status] == [400, 400, 400])
            #expect(kind.faultReasons.first?.contains("block, dismiss, track, unblock") == true)
            #expect(reasons.faultFields == ["redenen"])
            #expect(addressee.faultFields == ["geadresseerden[1]"])
        }
    }

    @Test("a block that is in force is not taken again, and an unblock needs one")
    func twice() async throws {
        try await TrialHub.run { hub in
            let blocked = try await hub.blocked(1)
            let fresh = try await hub.report(2)

            #expect(try await hub.propose(in: blocked.caseID).code == "not-now")
            #expect(try await hub.propose("unblock", in: fresh.caseID).code == "not-now")
            #expect(try await hub.propose("dismiss", in: blocked.caseID).code == "not-now")
        }
    }
}
