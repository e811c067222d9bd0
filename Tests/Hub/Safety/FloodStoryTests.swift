// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("A flood of reports of one party")
struct FloodStoryTests {
    /// Reports of an insurer's system: as many as its limit of an hour, and some more.
    static func flood(_ hub: TrialHub, beyond: Int) async throws {
        let limit = try #require(hub.core.registers[.devices]?.policy.flood?.mostPerHour)
        for phone in 1...limit + beyond {
            try await hub.perform("report") { scope in
                let draft = ReportDraft(
                    register: .devices, kind: .theft, subjects: [TrialHub.imei(phone)], details: ["datum": "2026-03-01"],
                    random: UInt64(phone))
                _ = try scope.report(draft, by: Cast.claims)
            }
        }
    }

    private func count(_ hub: TrialHub, _ task: String = "decide") async throws -> Int64? {
        try await hub.get("/v1/zaken/_tel", as: Cast.first).json[task]?.integer
    }

    private func floods(_ hub: TrialHub) async throws -> [JSON] {
        try await hub.get("/v1/meldingsvloeden", as: Cast.first).json["vloeden"]?.array ?? []
    }

    private func judge(_ takesIn: Bool, as actor: Actor = Cast.first, at hub: TrialHub) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/meldingsvloeden/\(Cast.insurer)/oordelen", ["overnemen": .bool(takesIn), "redenen": "Nagegaan."], as: actor)
    }

    @Test("reports beyond the limit are entered and wait as one task; others are not held up; taken in they come one by one")
    func takenIn() async throws {
        try await TrialHub.run { hub in
            try await Self.flood(hub, beyond: 230)
            let citizen = try await hub.report(900_000)
            let police = try await hub.report(TrialHub.theft(of: [900_001]), as: Cast.policeSystem)
            #expect(try await hub.get("/v1/zaken?wachtOp=decide&aantal=500", as: Cast.first).json["zaken"]?.array?.count == 500)
            let query = WorklistQuery(.waiting(.decide), order: .due, most: 1_000)
            let waiting = try await hub.core.store.read { try $0.count(query, in: .devices) }
            #expect(waiting == 502, "the limit, a citizen's and the police's")
            let shown = try await floods(hub)
            #expect(shown.count == 1 && shown[0]["wachtend"] == 230 && shown[0]["naam"] == "Voorbeeld Verzekeraar")
            #expect(try await hub.kinds(after: 0).filter { $0 == "quarantine" }.count == 230, "nothing is lost")
            for id in [citizen.caseID, police.caseID] {
                #expect(try await hub.get("/v1/zaken/\(id)", as: Cast.first).json["vloed"] == nil)
            }

            #expect(try await judge(true, as: Cast.claims, at: hub).status == 403)
            #expect(try await judge(true, at: hub).json["aantal"] == 230)
            #expect(try await judge(true, at: hub).status == 409)
            try await hub.tick()
            #expect(try await floods(hub).isEmpty)
            #expect(try await hub.core.store.read { try $0.count(query, in: .devices) } == 732)
        }
    }

    @Test("set aside their cases close, and the next reports within the limit are dealt with as ever")
    func setAside() async throws {
        try await TrialHub.run { hub in
            try await Self.flood(hub, beyond: 3)
            #expect(try await judge(false, at: hub).json["aantal"] == 3)
            #expect(try await hub.kinds(after: 0).filter { $0 == "closing" }.count == 3)
            hub.clock.advance(by: .hours(2))
            let later = try await hub.report(TrialHub.theft(of: [800_000]), as: Cast.claims)
            let file = try await hub.get("/v1/zaken/\(later.caseID)", as: Cast.first).json
            #expect(file["vloed"] == nil)
            try await hub.block(later.caseID)
        }
    }

    @Test("a flood survives a restart, and a report in it is not decided on by itself")
    func restart() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in try await Self.flood(hub, beyond: 2) }
        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start + .minutes(5))) { hub in
            #expect(try await floods(hub).first?["wachtend"] == 2)
            let more = try await hub.report(TrialHub.theft(of: [800_001]), as: Cast.claims)
            #expect(try await floods(hub).first?["wachtend"] == 3, "the count of the hour goes on")
            #expect(try await hub.propose(in: more.caseID).status == 409)
        }
    }

    @Test("a report judged to be false counts on the file of its party")
    func falseReports() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.otherReporter)
            let path = "/v1/zaken/\(reported.caseID)/meldingen/1/onjuistverklaringen"
            #expect(try await hub.post(path, ["redenen": "Verzonnen."], as: Cast.policeSystem).code == "person-needed")
            #expect(try await hub.post(path, ["redenen": "Verzonnen."], as: Cast.first).status == 201)
            #expect(try await hub.post(path, ["redenen": "Verzonnen."], as: Cast.first).status == 409)
            let file = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json
            #expect(file["meldingen"]?[0]?["onjuist"] == true)
            let party = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: Cast.supervisor).json
            #expect(party["onjuisteMeldingen"] == 1)
        }
    }
}

extension Cast {
    /// A provider that also reports.
    fileprivate static let otherReporter = Actor.party(telecom, person: nil)
}
