// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import SignIn
import Testing

@testable import Hub

@Suite("The page of the emergency stop")
struct DistributionPagesTests {
    private static let path = "/nl/beheer/verspreiding"

    /// A browser of a person of the regulator.
    private func browser(_ hub: TrialHub, person: String) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-\(person)")
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(
                    Member(party: Cast.regulator, person: person, code: code, rights: [.supervise], branch: nil, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
        try await browser.signIn(
            number: String(Cast.regulator.description.dropFirst(4)), subject: "sub-\(person)",
            level: "urn:etoegang:core:assurance-class:loa4")
        return browser
    }

    @Test("one person stops, sees what waits and cannot end it himself; another ends it")
    func twoPersons() async throws {
        try await TrialHub.run { hub in
            let (first, second) = (try await browser(hub, person: "r-1"), try await browser(hub, person: "r-2"))
            let before = try await first.call(.get, Self.path)
            #expect(before.status == 200 && PageCheck(before.text).faults.isEmpty && before.text.contains("loopt"))
            #expect(try await first.call(.get, "/nl/toezicht").text.contains("href=\"\(Self.path)\""))
            let empty = try await first.send(Self.path, [("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Schrijf op waarom."))

            #expect(try await first.send(Self.path, [("redenen", "Foute lijst.")]).status == 303)
            let reported = try await hub.blocked(1)
            let stopped = try await first.call(.get, Self.path)
            #expect(
                stopped.text.contains("ligt stil") && stopped.text.contains("Foute lijst.") && stopped.text.contains("opheffen"))
            let english = try await second.call(.get, "/en/administration/distribution")
            #expect(english.text.contains("is stopped") && PageCheck(english.text).faults.isEmpty)
            let file = try await second.call(.get, "/nl/zaken/\(reported.caseID)")
            #expect(file.text.contains("de noodstop is getrokken") && PageCheck(file.text).faults.isEmpty)

            let own = try await first.send(Self.path, [("redenen", "Klaar."), ("noodstop", "1")])
            #expect(own.status == 400 && own.text.contains("U trok deze noodstop zelf."))
            #expect(try await second.send(Self.path, [("redenen", "Klaar."), ("noodstop", "1")]).status == 303)
            #expect(try await second.call(.get, Self.path).text.contains("Eerder stil"))
            let late = try await second.send(Self.path, [("redenen", "Klaar."), ("noodstop", "1")])
            #expect(late.status == 400 && late.text.contains("ondertussen veranderd"))
            #expect(try await hub.listings().count == 1)
        }
    }
}
