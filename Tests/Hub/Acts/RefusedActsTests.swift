// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Acts that are refused, by rule")
struct RefusedActsTests {
    /// That an act answers 4xx with this code, field and a reason, and that both logs are as long as before.
    private func expectRefused(
        _ status: Int, _ code: String, _ field: String, at hub: TrialHub, sourceLocation: SourceLocation = #_sourceLocation,
        _ act: () async throws -> TrialAnswer
    ) async throws {
        let before = [hub.size(), hub.size(of: .parties)]
        let rows = try hub.place.rowCounts()
        let answer = try await act()
        #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
        #expect(answer.code == code, sourceLocation: sourceLocation)
        #expect(answer.faultFields == [field], sourceLocation: sourceLocation)
        #expect(answer.faultReasons.allSatisfy { !$0.isEmpty }, sourceLocation: sourceLocation)
        #expect([hub.size(), hub.size(of: .parties)] == before, sourceLocation: sourceLocation)
        #expect(try hub.place.rowCounts() == rows, sourceLocation: sourceLocation)
    }

    @Test("without a mandate: whoever has none is told which one is needed")
    func withoutMandate() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.propose(in: reported.caseID, as: Cast.nobody)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.propose(in: reported.caseID, as: Cast.claims)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) { try await hub.get("/v1/zaken", as: Cast.network) }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.claims)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) { try await hub.get("/v1/mandaten", as: Cast.first) }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.get("/v1/deelnemers", as: Cast.supervisor)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.post("/v1/meldingen", TrialHub.theft(of: [2]), as: Cast.supervisor)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.post(
                    "/v1/deelnemers", ["deelnemer": "00000099", "naam": "x", "rollen": ["provider"]], as: Cast.first)
            }
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                try await hub.post(
                    "/v1/randknopen", ["naam": "r", "sleutel": .string(try TrialEdge(of: Cast.police).signer.vkey)], as: Cast.first)
            }
        }
    }

    @Test("a right alone is not enough where the role decides")
    func wrongRole() async throws {
        try await TrialHub.run { hub in
            let grant: JSON = [
                "deelnemer": .string(Cast.insurer.description), "register": "devices", "rechten": ["decide", "confirm"],
                "doel": .string(Cast.purpose), "grondslag": "Voorbeeldwet art. 1",
            ]
            let granted = try await hub.post("/v1/mandaten", grant, as: Cast.admin)
            #expect(granted.status == 201)
            let reported = try await hub.report(1)

            try await expectRefused(403, "no-mandate", "rol", at: hub) {
                try await hub.propose(in: reported.caseID, as: Cast.claims)
            }
            try await expectRefused(403, "no-mandate", "soort", at: hub) {
                try await hub.post("/v1/meldingen", TrialHub.theft(of: Array(1...20), kind: "consignment"))
            }
        }
    }

    @Test("by the wrong party: another's report, another's measure, another's edge")
    func wrongParty() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.claims)
            let followUp = "/v1/meldingen/\(reported.reference)/vervolgmeldingen"
            try await expectRefused(403, "wrong-party", "melding", at: hub) {
                try await hub.post(followUp, ["soort": "recovery"], as: Cast.network)
            }
            try await hub.block(reported.caseID)
            try await expectRefused(403, "wrong-party", "maatregel", at: hub) {
                try await hub.post(
                    "/v1/weigeringen",
                    [
                        "maatregel": .string("devices/stolen/\(Cast.telecom)"), "versie": 1, "grond": "technical-failure",
                        "toelichting": "x",
                    ],
                    as: Cast.otherNetwork
                )
            }
            try await expectRefused(400, "invalid", "sleutel", at: hub) {
                try await hub.post(
                    "/v1/randknopen", ["naam": "rand-1", "sleutel": .string(try TrialEdge(of: Cast.telecom).signer.vkey)],
                    as: Cast.otherNetwork
                )
            }
        }
    }

    @Test("the same person twice: who proposed does not confirm, not even for another party's namesake")
    func samePerson() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID, as: Cast.first)

            try await expectRefused(403, "same-person", "persoon", at: hub) {
                try await hub.confirm(in: reported.caseID, as: Cast.first)
            }
            try await expectRefused(403, "person-needed", "persoon", at: hub) {
                try await hub.confirm(in: reported.caseID, as: Cast.policeSystem)
            }
            let namesake = try await hub.confirm(in: reported.caseID, as: .party(Cast.prosecutor, person: "p-1"))
            #expect(namesake.status == 201)
        }
    }

    @Test("a system does not propose what needs two persons")
    func system() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)

            try await expectRefused(403, "person-needed", "persoon", at: hub) {
                try await hub.propose(in: reported.caseID, as: Cast.policeSystem)
            }
        }
    }

    @Test("after the term: confirming too late, before and after the clock came by")
    func confirmLate() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)
            hub.clock.advance(by: .days(3))

            try await expectRefused(409, "after-term", "besluit", at: hub) { try await hub.confirm(in: reported.caseID) }
            try await hub.tick()
            try await expectRefused(409, "after-term", "besluit", at: hub) { try await hub.confirm(in: reported.caseID) }
            #expect(try await hub.listings() == [])
        }
    }

    @Test("after the term: a proposal is in time at the last millisecond of its term, and not one later")
    func lastMoment() async throws {
        try await TrialHub.run { hub in
            let end = Term.workingDays(2).end(from: TrialHub.start)
            let reported = try await hub.report(1)
            try await hub.propose(in: reported.caseID)

            hub.clock.set(to: end + .milliseconds(1))
            try await expectRefused(409, "after-term", "besluit", at: hub) { try await hub.confirm(in: reported.caseID) }
            hub.clock.set(to: end)
            let confirmed = try await hub.confirm(in: reported.caseID)

            #expect(confirmed.status == 201)
        }
    }

    @Test("after the term: objecting later than six weeks")
    func objectLate() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            hub.clock.set(to: Term.weeks(6).end(from: TrialHub.start) + .milliseconds(1))

            try await expectRefused(409, "after-term", "besluit", at: hub) { try await hub.object(to: reported.caseID) }
            try await expectRefused(409, "after-term", "besluit", at: hub) {
                try await hub.post(
                    "/v1/meldingen/\(reported.reference)/bezwaren", ["gronden": "x", "geheim": .string(reported.secret ?? "")]
                )
            }
        }
    }

    @Test("after the term: a mandate that ended, by its own date or by an act, says when")
    func mandateEnded() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let end = TrialHub.start + .hours(1)
            let grant: JSON = [
                "deelnemer": .string(Cast.bystander.description), "register": "devices", "rechten": ["report"],
                "doel": .string(Cast.purpose),
                "grondslag": "Voorbeeldwet art. 1", "tot": .string(end.description),
            ]
            let granted = try await hub.post("/v1/mandaten", grant, as: Cast.admin)
            let inTime = try await hub.post("/v1/meldingen", TrialHub.theft(of: [2]), as: Cast.nobody)
            #expect([granted.status, inTime.status] == [201, 201])
            hub.clock.set(to: end)

            try await expectRefused(403, "no-mandate", "mandaat", at: hub) {
                let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [3]), as: Cast.nobody)
                #expect(answer.faultReasons.first?.contains(end.description) == true)
                return answer
            }
            _ = try await hub.post("/v1/mandaten/\(Cast.mandate(of: Cast.police))/beeindigingen", ["redenen": "x"], as: Cast.admin)
            try await expectRefused(403, "no-mandate", "mandaat", at: hub) { try await hub.propose(in: reported.caseID) }
        }
    }

    @Test(
        "a malformed IMEI: the place in the report and what is wrong with it, and never the number itself",
        arguments: [
            "35209900176148", "352099001761482", "35209900176148A", "3520990017614", "", "490154203237517", "35-209900-176148-23-4",
        ]
    )
    func malformed(_ imei: String) async throws {
        try await TrialHub.run { hub in
            let isGood = imei == "35209900176148"
            let body: JSON = [
                "soort": "theft", "onderwerpen": [.string(TrialHub.imei(1)), .string(imei)], "gegevens": ["datum": "2026-03-01"],
            ]
            guard !isGood else {
                let answer = try await hub.post("/v1/meldingen", body)
                #expect(answer.status == 201)
                return
            }

            try await expectRefused(400, "invalid", "onderwerpen[1]", at: hub) {
                let answer = try await hub.post("/v1/meldingen", body)
                #expect(imei.isEmpty || !answer.text.contains(imei))
                return answer
            }
        }
    }

    @Test("every malformed IMEI of a report is named, with every other field that is wrong")
    func allMalformed() async throws {
        try await TrialHub.run { hub in
            let size = hub.size()
            let answer = try await hub.post(
                "/v1/meldingen",
                [
                    "soort": "theft", "onderwerpen": ["1", .string(TrialHub.imei(1)), "x"],
                    "gegevens": ["datum": "2027-01-01", "telefoonnummer": "nul", "kleur": "rood"],
                ]
            )

            #expect(answer.status == 400)
            #expect(
                Set(answer.faultFields) == [
                    "onderwerpen[0]", "onderwerpen[2]", "gegevens.datum", "gegevens.telefoonnummer", "gegevens.kleur",
                ]
            )
            #expect(hub.size() == size)
        }
    }
}
