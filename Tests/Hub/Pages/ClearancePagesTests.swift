// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import SignIn
import Testing

@testable import Hub

@Suite("The page on which something over a limit is judged")
struct ClearancePagesTests {
    /// A case in which a block of more phones of one type than one decision may list waits.
    private func waiting(_ hub: TrialHub, from first: Int) async throws -> String {
        let phones = Array(first...first + 1_000)
        let reported = try await hub.report(TrialHub.theft(of: phones, kind: "consignment"), as: Cast.policeSystem)
        try await hub.block(reported.caseID)
        return reported.caseID
    }

    @Test("who supervises finds it on the worklist, reads which limit it is, and lets it go out; then there is nothing to judge")
    func clears() async throws {
        try await TrialHub.run { hub in
            let caseID = try await waiting(hub, from: 1)
            let path = "/nl/zaken/\(caseID)/wachtend/1"
            let watcher = try await TrialBrowsing.of(Cast.regulator, "r-1", [.supervise], at: hub)

            let list = try await watcher.call(.get, "/nl/zaken?wachtOp=clearance")
            #expect(list.status == 200 && list.text.contains(caseID) && PageCheck(list.text).faults.isEmpty)
            #expect(list.text.contains("vrijgave boven een grens"))
            let file = try await watcher.call(.get, "/nl/zaken/\(caseID)")
            #expect(file.text.contains("href=\"\(path)\"") && PageCheck(file.text).faults.isEmpty)
            let form = try await watcher.call(.get, path)
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty)
            #expect(form.text.contains("het besluit gaat over te veel toestellen van een type"))
            let english = try await watcher.call(.get, "/en/cases/\(caseID)/waiting/1")
            #expect(english.text.contains("too many devices of one type") && PageCheck(english.text).faults.isEmpty)

            let empty = try await watcher.send(path, [("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Kies een oordeel.") && empty.text.contains("Schrijf op waarom."))
            #expect(try await hub.listings().isEmpty)
            let sent = try await watcher.send(path, [("oordeel", "vrijgeven"), ("redenen", "Nagegaan bij de aangever.")])
            #expect(sent.status == 303 && sent.fields[.location] == "/nl/zaken/\(caseID)")
            let after = try await watcher.call(.get, "/nl/zaken/\(caseID)")
            #expect(after.text.contains("is vrijgegeven") && after.text.contains("Nagegaan bij de aangever."))
            #expect(try await hub.listings().map { $0.listed[.prohibited]?.count } == [1_001])

            let late = try await watcher.send(path, [("oordeel", "vrijgeven"), ("redenen", "Nog eens.")])
            #expect(late.status == 400 && late.text.contains("Dit kan nu niet meer"))
            #expect(!(try await watcher.call(.get, path)).text.contains("value=\"vrijgeven\""))
            #expect(try await watcher.call(.get, "/nl/zaken/\(caseID)/wachtend/x").status == 404)
        }
    }

    @Test("who decided is offered nothing, a person of another party sets it aside, and the report waits for a decision again")
    func setsAside() async throws {
        try await TrialHub.run { hub in
            let caseID = try await waiting(hub, from: 1)
            let path = "/nl/zaken/\(caseID)/wachtend/1"
            let decider = try await TrialBrowsing.of(Cast.police, "p-2", [.decide, .confirm], at: hub)
            #expect(!(try await decider.call(.get, "/nl/zaken/\(caseID)")).text.contains(path))
            #expect((try await decider.call(.get, path)).text.contains("Dit kunt u niet beoordelen."))
            let own = try await decider.send(path, [("oordeel", "vrijgeven"), ("redenen", "Ik wil het.")])
            #expect(own.status == 400 && own.text.contains("een andere medewerker"))

            let magistrate = try await TrialBrowsing.of(Cast.prosecutor, "m-1", [.confirm], at: hub)
            let sent = try await magistrate.send(path, [("oordeel", "terzijde"), ("redenen", "Het bestand klopt niet.")])
            #expect(sent.status == 303)
            let file = try await decider.call(.get, "/nl/zaken/\(caseID)")
            #expect(file.text.contains("is terzijde gelegd") && PageCheck(file.text).faults.isEmpty)
            #expect(file.text.contains("/nl/zaken/\(caseID)/besluit\""), "it can be decided anew")
            #expect(try await hub.listings().isEmpty)
        }
    }
}

extension TrialBrowsing {
    /// A browser in which a person of a party has signed in.
    static func of(_ party: PartyID, _ person: String, _ rights: Set<Right>, at hub: TrialHub) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-\(person)")
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(Member(party: party, person: person, code: code, rights: rights, branch: nil, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
        try await browser.signIn(
            number: String(party.description.dropFirst(4)), subject: "sub-\(person)",
            level: "urn:etoegang:core:assurance-class:loa4")
        return browser
    }
}
