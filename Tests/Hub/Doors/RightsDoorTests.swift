// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import Testing

@testable import Hub

@Suite("What somebody can do about his own data")
struct RightsDoorTests {
    private func insight(_ hub: TrialHub, _ reported: Reported) async throws -> TrialAnswer {
        try await hub.post("/v1/meldingen/\(reported.reference)/_inzage", ["geheim": .string(reported.secret ?? "")])
    }

    private func rectify(
        _ hub: TrialHub, _ reported: Reported, part: String = "description", secret: String? = nil, key: String? = nil
    ) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/meldingen/\(reported.reference)/rectificaties",
            [
                "geheim": .string(secret ?? reported.secret ?? ""), "onderdeel": .string(part), "fout": "Het was niet rood.",
                "moetZijn": "Het was blauw.",
            ], key: key)
    }

    private func answer(
        _ hub: TrialHub, _ reported: Reported, number: Int = 1, granted: Bool = true, as actor: Actor = Cast.first
    ) async throws -> TrialAnswer {
        try await hub.post(
            "/v1/zaken/\(reported.caseID)/rectificaties/\(number)/beslissingen",
            ["toegewezen": .bool(granted), "redenen": "De foto laat het zien."], as: actor)
    }

    @Test("he gets his report as entered, what was decided and why, who received and read it, and how long it is kept")
    func everything() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(
                [
                    "soort": "theft", "onderwerpen": [.string(TrialHub.imei(1))],
                    "gegevens": ["datum": "2026-03-01", "omschrijving": "uit mijn tas"],
                ])
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            try await hub.tick()
            try await hub.block(reported.caseID)
            try await edge.comply(with: 1, at: hub)
            _ = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            _ = try await hub.post(
                "/v1/meldingen/\(reported.reference)/bezwaren",
                ["geheim": .string(reported.secret ?? ""), "gronden": "Ik bedacht me."])

            let answer = try await insight(hub, reported)

            #expect(answer.status == 200, "\(answer.text)")
            let json = answer.json
            #expect(json["melding"] == .string(reported.reference) && json["zaak"] == .string(reported.caseID))
            #expect(json["doel"] == .string(Cast.purpose) && json["fase"] == "in-force")
            let report = json["meldingen"]?[0]
            #expect(report?["onderwerpen"] == [.string(TrialHub.subject(1))])
            #expect(report?["gegevens"]?["omschrijving"] == "uit mijn tas")
            #expect(report?["grondslag"] == "Wetboek van Strafvordering art. 161")
            let decision = json["besluiten"]?[0]
            #expect(decision?["redenen"] == "Aangifte is gedaan." && decision?["door"] == "Voorbeeld Politie")
            #expect(decision?["grondslag"] == "Voorbeeldwet art. 1")
            #expect(json["bezwaren"]?[0]?["gronden"] == "Ik bedacht me.")
            let recipients = try #require(json["ontvangers"]?.array)
            #expect(recipients.first { $0["deelnemer"] == .string(Cast.telecom.description) }?["uitgevoerd"] != nil)
            #expect(json["inzage"]?[0]?["deelnemer"] == "Voorbeeld Politie" && json["inzageVolledig"] == true)
            #expect(json["bewaring"]?["logregels"] == "P3Y" && json["bewaring"]?["wissenNa"] == nil)
            #expect(json["nietVerstrekt"]?.array?.isEmpty == false)
        }
    }

    @Test("it names no employee, and nothing of what others reported or where the device was seen")
    func othersData() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await hub.report(
                [
                    "soort": "theft", "onderwerpen": [.string(TrialHub.imei(1))],
                    "gegevens": ["datum": "2026-03-01", "politiedossier": "PL-GEHEIM"],
                ], as: Cast.first)
            try await hub.block(reported.caseID)
            try await TrialEdge(of: Cast.telecom).register(at: hub)
            let seen = try await hub.post(
                "/v1/treffers",
                [
                    "treffers": [
                        [
                            "onderwerp": .string(TrialHub.imei(1)), "gezien": .string(hub.clock.now().description),
                            "gebied": "204-08-1A2B", "randknoop": "rand-1",
                        ]
                    ]
                ], as: Cast.network)
            try #require(seen.json["vastgelegd"] == 1, "\(seen.text)")

            let answer = try await insight(hub, reported)

            #expect(answer.json["meldingen"]?.array?.count == 2)
            #expect(answer.json["meldingen"]?[1]?["door"] == "Voorbeeld Politie")
            for text in ["PL-GEHEIM", "204-08-1A2B", "p-1", "p-2"] { #expect(!answer.text.contains(text), "\(text)") }
        }
    }

    @Test("a closed case says when it goes; an erased one is no longer there")
    func closing() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose("dismiss", in: reported.caseID)
            let closed = try await insight(hub, reported).json["bewaring"]

            try await hub.tick(after: .days(200))

            #expect(closed?["wissenNa"] == .string(Term.months(3).end(from: TrialHub.start).description))
            #expect(try await insight(hub, reported).code == "after-term")
        }
    }

    @Test("without the secret nobody gets it, whoever he is, and number and secret are not told apart")
    func secret() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/v1/meldingen/\(reported.reference)/_inzage"
            let wrong = try await hub.post(path, ["geheim": "0000-0000-0000-0000"])
            let unknown = try await hub.post("/v1/meldingen/DV-0000-0000-0000-1/_inzage", ["geheim": "0000-0000-0000-0000"])

            #expect(wrong.status == 404 && wrong.bytes == unknown.bytes)
            #expect(try await rectify(hub, reported, secret: "0000-0000-0000-0000").status == 404)
            #expect(try await hub.call(.post, path, as: Cast.first, through: .parties).status == 404)
        }
    }

    @Test("a request to put it right goes into the log once, and stands with the reporter and with who decides")
    func requests() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let size = hub.size()
            let key = "6b3e8f8e-4a46-4f6c-9b68-0d3c3f9a2b11"

            let first = try await rectify(hub, reported, key: key)
            let again = try await rectify(hub, reported, key: key)

            #expect(first.status == 201 && first.json["nummer"] == 1)
            #expect(first.json["ontvangstbewijs"]?.string?.isEmpty == false)
            #expect(again.bytes == first.bytes)
            #expect(try await hub.kinds(after: size) == ["rectification"])
            let due = JSON.string(Term.months(1).end(from: TrialHub.start).description)
            let own = try await hub.follow(reported).json["rectificaties"]?[0]
            #expect(own?["moetZijn"] == "Het was blauw." && own?["antwoordVoor"] == due)
            #expect(own?["toegewezen"] == nil && own?["teLaat"] == false)
            let full = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first).json["rectificaties"]?[0]
            #expect(full?["fout"] == "Het was niet rood." && full?["melding"] == 1)
            let waiting = try await hub.get("/v1/zaken?wachtOp=rectification", as: Cast.first).json["zaken"]?.array
            #expect(waiting?.map { $0["zaak"]?.string } == [reported.caseID])
        }
    }

    @Test("the desk grants or refuses it with grounds; the reporter reads the answer, and not by whom", arguments: [true, false])
    func answers(_ granted: Bool) async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await rectify(hub, reported)

            let decided = try await answer(hub, reported, granted: granted)

            #expect(decided.status == 201, "\(decided.text)")
            let follow = try await hub.follow(reported)
            let own = follow.json["rectificaties"]?[0]
            #expect(own?["toegewezen"] == .bool(granted) && own?["redenen"] == "De foto laat het zien.")
            #expect(own?["door"] == nil && !follow.text.contains("p-1"))
            let full = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.second).json["rectificaties"]?[0]
            #expect(full?["door"] == "Voorbeeld Politie (p-1)")
            #expect(try await insight(hub, reported).json["rectificaties"]?[0]?["toegewezen"] == .bool(granted))
            #expect(try await answer(hub, reported, granted: granted).code == "not-now")
        }
    }

    @Test(
        "only a person of a party with a mandate to decide answers",
        arguments: [
            (Cast.policeSystem, "person-needed"), (Cast.network, "no-mandate"), (Cast.supervisor, "no-mandate"),
            (Cast.claims, "no-mandate"),
        ])
    func who(_ actor: Actor, _ code: String) async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await rectify(hub, reported)

            #expect(try await answer(hub, reported, as: actor).code == code)
        }
    }

    @Test("the IMEI is not put right: the answer says what to do; nor is a part that a report does not have")
    func parts() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            let subject = try await rectify(hub, reported, part: "subject")
            #expect(subject.status == 409 && subject.json["detail"]?.string?.contains("new report") == true)
            #expect(try await rectify(hub, reported, part: "kleur").faultFields == ["onderdeel"])
        }
    }

    @Test("after a month without an answer the log says so, and the reporter sees it")
    func overdue() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            _ = try await rectify(hub, reported)
            let size = hub.size()

            try await hub.tick(after: .days(40))

            #expect(try await hub.kinds(after: size) == ["rectification-overdue"])
            #expect(try await hub.follow(reported).json["rectificaties"]?[0]?["teLaat"] == true)
            #expect(try await answer(hub, reported).status == 201)
        }
    }
}
