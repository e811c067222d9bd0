// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import Store
import Testing

@testable import Hub

@Suite("Pages of a case")
struct CaseFilePagesTests {
    private static let high = "urn:etoegang:core:assurance-class:loa4"

    /// A browser of a person of the police.
    private static func browser(
        _ hub: TrialHub, _ person: String = "p-1", level: String = high, rights: Set<Right> = [.decide, .confirm]
    ) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        try await browser.admit(person, subject: "sub-\(person)", rights: rights)
        try await browser.signIn(subject: "sub-\(person)", level: level)
        return browser
    }

    @Test("one proposes, another confirms, and the case shows who did what on which basis, with the proof of each act")
    func decides() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/nl/zaken/\(reported.caseID)"
            let first = try await Self.browser(hub)

            let form = try await first.call(.get, path + "/besluit")
            #expect(form.status == 200 && PageCheck(form.text).faults.isEmpty)
            #expect(form.text.contains("blokkeren (een tweede medewerker moet het bevestigen)"))
            let sent = try await first.send(path + "/besluit", [("soort", "block"), ("redenen", "Aangifte is gedaan.")])
            #expect(sent.status == 303 && sent.fields[.location] == path)
            let after = try await first.call(.get, path)
            #expect(after.text.contains("Uw voorstel is vastgelegd."))
            #expect(!(try await first.call(.get, path)).text.contains("Uw voorstel is vastgelegd."), "it is said once")

            let own = try await first.call(.get, path + "/besluiten/1")
            #expect(!own.text.contains("value=\"bevestigen\""), "who proposed is offered no confirmation")
            #expect(try await first.send(path + "/besluiten/1", [("oordeel", "bevestigen")]).status == 400)
            let second = try await Self.browser(hub, "p-2")
            let proposal = try await second.call(.get, path + "/besluiten/1")
            #expect(proposal.text.contains("value=\"bevestigen\"") && PageCheck(proposal.text).faults.isEmpty)
            #expect(try await second.send(path + "/besluiten/1", [("oordeel", "bevestigen")]).status == 303)

            let file = try await second.call(.get, path)
            #expect(PageCheck(file.text).faults.isEmpty)
            for text in [
                "Er is een besluit van kracht.", "Voorbeeld Politie (p-1)", "Voorbeeld Politie (p-2)", "Aangifte is gedaan.",
                "Besluit 1 genomen", "Voorbeeld Telecom",
            ] { #expect(file.text.contains(text), "\(text)") }
            let proofs = PageCheck(file.text)["a"].compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("/logboek/") }
            #expect(proofs.count == 3)
            for proof in proofs {
                let receipt = try await hub.get(proof)
                #expect(receipt.status == 200 && receipt.text.contains("c2sp.org/tlog-proof"))
            }
            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("what is wrong is said at the field, all at once, and what was typed stays")
    func faults() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let browser = try await Self.browser(hub)
            let path = "/en/cases/\(reported.caseID)/decision"
            let size = hub.core.board.head(of: .devices)?.size

            let none = try await browser.send(path, [("soort", "block"), ("redenen", "")])
            #expect(none.status == 400 && none.text.contains("Write down why.") && PageCheck(none.text).faults.isEmpty)
            #expect(none.text.contains("checked"))
            let kind = try await browser.send(path, [("soort", "nothing"), ("redenen", "Because.")])
            #expect(kind.status == 400 && kind.text.contains("Choose a decision.") && kind.text.contains("Because."))
            #expect(hub.core.board.head(of: .devices)?.size == size)
        }
    }

    @Test("an objection is decided on by somebody who did not decide")
    func objection() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            #expect(try await hub.object(to: reported.caseID).status == 201)
            let path = "/nl/zaken/\(reported.caseID)/bezwaren/1"
            let decider = try await Self.browser(hub, "p-2")
            #expect(try await decider.call(.get, path).text.contains("Wie het besluit nam, beslist niet op het bezwaar."))
            let third = try await Self.browser(hub, "p-3")

            let empty = try await third.send(path, [])
            #expect(empty.status == 400 && empty.text.contains("Kies of het bezwaar gegrond is."))
            #expect(empty.text.contains("Schrijf op waarom."))
            let refused = try await decider.send(path, [("gegrond", "ja"), ("redenen", "Het klopt.")])
            #expect(refused.status == 400 && refused.text.contains("Dit moet een andere medewerker doen"))
            let upheld = try await third.send(path, [("gegrond", "ja"), ("redenen", "Het klopt.")])
            #expect(upheld.status == 303)
            #expect(try await hub.listings().count == 2)
        }
    }

    @Test("without a session one is led to sign in and back; a form that comes too late is told so, and nothing is recorded")
    func session() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/nl/zaken/\(reported.caseID)/besluit"
            let size = hub.core.board.head(of: .devices)?.size
            let nobody = try TrialBrowsing(at: hub)
            let away = try await nobody.call(.get, path)
            #expect(away.status == 303)
            #expect(away.fields[.location]?.hasPrefix("/aanmelden?terug=%2Fnl%2Fzaken%2F") == true)

            let browser = try await Self.browser(hub)
            let token = browser.token()
            browser.cookies["__Host-schakel-session"] = nil
            let late = try await browser.call(
                .post, path, form: [("token", token), ("soort", "block"), ("redenen", "x")], fields: [.secFetchSite: "same-origin"])
            #expect(late.status == 401 && late.text.contains("Er is niets vastgelegd."))
            #expect(hub.core.board.head(of: .devices)?.size == size)
        }
    }

    @Test("a decision needs a higher level of assurance than reading, at the page and at the act")
    func level() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/nl/zaken/\(reported.caseID)"
            let browser = try await Self.browser(hub, level: "urn:etoegang:core:assurance-class:loa3")
            #expect(try await browser.call(.get, path).status == 200)
            let form = try await browser.call(.get, path + "/besluit")
            #expect(form.status == 303 && form.fields[.location]?.contains("voor=besluiten") == true)
            let sent = try await browser.send(path + "/besluit", [("soort", "dismiss"), ("redenen", "x")])
            #expect(sent.status == 403 && sent.text.contains("hoger betrouwbaarheidsniveau"))
            let phase = try await hub.get(String(path.dropFirst(3)).replacing("/zaken", with: "/v1/zaken"), as: Cast.first)
            #expect(phase.json["fase"] == "reported")
        }
    }

    @Test("a form without its token, or from another site, is refused and records nothing")
    func forged() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let path = "/nl/zaken/\(reported.caseID)/besluit"
            let browser = try await Self.browser(hub)
            let other = try await Self.browser(hub, "p-2")
            let values = [("soort", "dismiss"), ("redenen", "x")]
            for (token, site) in [("x", "same-origin"), (other.token(), "same-origin"), (browser.token(), "cross-site")] {
                let answer = try await browser.call(
                    .post, path, form: [("token", token)] + values, fields: [.secFetchSite: site])
                #expect(answer.status == 403 && answer.text.contains("Dit formulier is verlopen"))
            }
            #expect(try await browser.send(path, values).status == 303)
        }
    }

    @Test("a person without the right reads in words that he may not; an unknown case is not found")
    func rights() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let browser = try await Self.browser(hub, rights: [.report])
            let answer = try await browser.call(.get, "/nl/zaken/\(reported.caseID)")
            #expect(answer.status == 403 && answer.text.contains("U mag dit niet"))
            #expect(!answer.text.contains("/nl/zaken\""), "the navigation leads nowhere he may not go")
            let officer = try await Self.browser(hub, "p-2")
            for path in ["/nl/zaken/DV-0000-0000-0000", "/nl/zaken/x", "/nl/zaken/\(reported.caseID)/besluiten/0"] {
                #expect(try await officer.call(.get, path).status == 404, "\(path)")
            }
        }
    }
}
