// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PageCheck
import SignIn
import Testing

@testable import Hub

@Suite("Pages for administration, and the rules for everybody")
struct AdministrationPagesTests {
    private static let high = "urn:etoegang:core:assurance-class:loa4"

    /// A browser of a person of the operator of the hub.
    private static func browser(_ hub: TrialHub, level: String = high) async throws -> TrialBrowsing {
        let browser = try TrialBrowsing(at: hub)
        let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-o")
        try await hub.perform("person") { scope in
            try scope.run(
                .admitPerson(
                    Member(
                        party: Cast.operatorID, person: "o-1", code: code, rights: [.administer], branch: nil, until: nil)),
                by: try scope.administrator(Cast.admin))
        }
        try await browser.signIn(number: String(Cast.operatorID.description.dropFirst(4)), subject: "sub-o", level: level)
        return browser
    }

    @Test("every page is there in both languages and well formed")
    func pages() async throws {
        try await TrialHub.run { hub in
            let browser = try await Self.browser(hub)
            for language in [
                "nl/beheer", "nl/beheer/toestand", "nl/beheer/deelnemers", "nl/beheer/deelnemer-toevoegen", "nl/beheer/mandaten",
                "nl/beheer/mandaat-geven", "nl/beheer/mandaten/2", "en/administration", "en/administration/state",
                "en/administration/parties", "en/administration/add-party", "en/administration/mandates",
                "en/administration/grant-mandate", "en/administration/mandates/2",
            ] {
                let page = try await browser.call(.get, "/" + language)
                #expect(page.status == 200 && PageCheck(page.text).faults.isEmpty, "\(language)")
                #expect(!page.text.contains("["), "\(language) shows a key")
            }
            let home = try await browser.call(.get, "/nl/beheer")
            #expect(home.text.contains("schakel party certificate") && home.text.contains("aria-current=\"page\">Beheer"))
        }
    }

    @Test("a party is added and gets a mandate, which starts its duties; ending the mandate ends them")
    func joining() async throws {
        try await TrialHub.run { hub in
            let browser = try await Self.browser(hub)
            let added = try await browser.send(
                "/nl/beheer/deelnemer-toevoegen",
                [("deelnemer", "kvk:00000021"), ("naam", "Voorbeeld Net"), ("rollen", "provider"), ("rollen", "insurer")])
            #expect(added.status == 303, "\(added.text)")
            let list = try await browser.call(.get, "/nl/beheer/deelnemers")
            #expect(
                list.text.contains("De deelnemer is toegevoegd.") && list.text.contains("verzekeraar, aanbieder")
                    || list.text.contains("aanbieder, verzekeraar"))

            let granted = try await browser.send(
                "/nl/beheer/mandaat-geven",
                [
                    ("deelnemer", "kvk:00000021"), ("register", "devices"), ("rechten", "comply"),
                    ("grondslag", "Voorbeeldwet art. 2"), ("van", "2026-03-02"), ("tot", "2026-03-31"),
                ])
            #expect(granted.status == 303, "\(granted.text)")
            let number = try #require(hub.core.board.registry.mandates.keys.max())
            let mandate = try #require(hub.core.board.registry.mandates[number])
            #expect(mandate.rights == [.comply] && mandate.purpose == Cast.purpose)
            #expect(mandate.until?.description.hasPrefix("2026-03-31T22:00:00") == true, "the last day counts as a whole")
            #expect(try await hub.measures().contains { $0["deelnemer"] == "kvk:00000021" && $0["opgeheven"] == nil })

            let path = "/nl/beheer/mandaten/\(number)"
            let empty = try await browser.send(path, [("redenen", "")])
            #expect(empty.status == 400 && empty.text.contains("Schrijf op waarom."))
            #expect(try await browser.send(path, [("redenen", "Gestopt.")]).status == 303)
            #expect(try await hub.measures().contains { $0["deelnemer"] == "kvk:00000021" && $0["opgeheven"] != nil })
            let ended = try await browser.call(.get, "/nl/beheer/mandaten")
            #expect(ended.text.contains("Mandaten die voorbij zijn") && ended.text.contains("Het mandaat is beëindigd."))
            #expect(try await browser.call(.get, path).text.contains("Dit mandaat is al voorbij."))
        }
    }

    @Test("what is wrong is said at its field, what was filled in and ticked stays, and nothing is entered")
    func wrong() async throws {
        try await TrialHub.run { hub in
            let browser = try await Self.browser(hub)
            let size = hub.size(of: .parties)

            let party = try await browser.send("/nl/beheer/deelnemer-toevoegen", [("deelnemer", "12"), ("naam", "Net")])
            #expect(party.status == 400 && PageCheck(party.text).faults.isEmpty)
            #expect(party.text.contains("Kies minstens een rol.") || party.text.contains("Vul een OIN"))
            let known = try await browser.send(
                "/nl/beheer/deelnemer-toevoegen",
                [("deelnemer", Cast.telecom.description), ("naam", "Net"), ("rollen", "provider")])
            #expect(known.status == 400 && known.text.contains("Deze organisatie is al deelnemer."))
            #expect(known.text.contains("value=\"provider\" checked"))
            let register = try await browser.send("/nl/beheer/mandaat-geven", [("register", "nergens"), ("van", "gisteren")])
            #expect(register.status == 400 && register.text.contains("Kies een register."))
            #expect(register.text.contains("Vul een dag in die bestaat.") && PageCheck(register.text).faults.isEmpty)
            let order = try await browser.send(
                "/nl/beheer/mandaat-geven",
                [
                    ("deelnemer", Cast.telecom.description), ("register", "devices"), ("rechten", "report"), ("rechten", "comply"),
                    ("grondslag", "Wet"), ("van", "2026-05-01"), ("tot", "2026-04-01"),
                ])
            #expect(order.status == 400 && order.text.contains("Het einde moet na het begin liggen."))
            #expect(order.text.contains("value=\"report\" checked") && order.text.contains("value=\"comply\" checked"))
            let last = try await browser.send("/nl/beheer/mandaten/1", [("redenen", "Weg ermee.")])
            #expect(last.status == 400 && last.text.contains("Dit is het laatste mandaat om te beheren"))
            #expect(hub.size(of: .parties) == size)
        }
    }

    @Test("changing who may do what asks for a higher level of assurance than reading")
    func level() async throws {
        try await TrialHub.run { hub in
            let browser = try await Self.browser(hub, level: "urn:etoegang:core:assurance-class:loa3")
            #expect(try await browser.call(.get, "/nl/beheer/mandaten").status == 200)
            for path in ["/nl/beheer/mandaat-geven", "/nl/beheer/deelnemer-toevoegen", "/nl/beheer/mandaten/2"] {
                #expect(try await browser.call(.get, path).fields[.location]?.contains("voor=besluiten") == true)
            }
            #expect(try await browser.send("/nl/beheer/mandaten/2", [("redenen", "x")]).status == 403)
        }
    }

    @Test("who does not administer reads in words that he may not, on every page")
    func rights() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            try await browser.signIn(level: Self.high)
            for path in ["", "/toestand", "/deelnemers", "/deelnemer-toevoegen", "/mandaten", "/mandaat-geven", "/mandaten/2"] {
                let answer = try await browser.call(.get, "/nl/beheer" + path)
                #expect(answer.status == 403 && answer.text.contains("U mag dit niet"), "\(path)")
            }
            let owner = try await Self.browser(hub)
            #expect(try await owner.call(.get, "/nl/beheer/mandaten/999").status == 404)
        }
    }

    @Test("everybody reads the rules, and the page about the service leads there")
    func rules() async throws {
        try await TrialHub.run { hub in
            let browser = TrialBrowser(hub)
            #expect(try await browser.get("/nl/over").answer.text.contains("href=\"/nl/over/regels\""))
            for (path, texts) in [
                ("/nl/over/regels", ["ja, binnen 2 werkdagen", "last onder dwangsom", "10 jaren", "politie, openbaar ministerie"]),
                ("/en/about/rules", ["yes, within 2 working days", "order under penalty", "6 weeks", "technical failure"]),
            ] {
                let page = try await browser.get(path)
                #expect(page.answer.status == 200 && page.check.faults == [], "\(path)")
                for text in texts { #expect(page.answer.text.contains(text), "\(text)") }
            }
        }
    }
}
