// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Pages
import SignIn
import Testing

@testable import Hub

@Suite("Signing in at the hub")
struct SignInRoutesTests {
    private static let session = "__Host-schakel-session"

    @Test("whoever was not admitted is shown a code and gets no session; admitted by it, he acts for his party as his staff number")
    func admission() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)

            let refused = try await browser.signIn()
            let code = hub.core.secrets.personCode(issuer: TrialIssuer.issuer, subject: "sub-1")
            #expect(refused.status == 403)
            #expect(refused.text.contains("<code>\(code)</code>"))
            #expect(browser.cookies[Self.session] == nil)
            #expect(browser.visitor.actor == .citizen)

            let admitted = try await hub.post(
                "/v1/personen",
                [
                    "deelnemer": .string(Cast.police.description), "persoon": "p-1", "code": .string(code), "rechten": ["decide"],
                ], as: Cast.admin)
            #expect(admitted.status == 201, "\(admitted.text)")
            let entered = try await browser.signIn()
            #expect(entered.status == 303)
            #expect(browser.visitor.actor == Cast.first)
            #expect(browser.visitor.level == .substantial)
        }
    }

    @Test("an organisation that takes no part gets nobody in, nor do claims that name none")
    func noParty() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()

            let stranger = try await browser.signIn(party: "kvk", number: "00000099")
            let nobody = try await browser.signIn(party: "kvk", number: "x")

            #expect([stranger.status, nobody.status] == [403, 403])
            #expect(browser.cookies[Self.session] == nil)
        }
    }

    @Test("who is restricted to a branch gets in only where the party admitted him for that branch")
    func branch() async throws {
        try await TrialHub.run { hub in
            let name = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            #expect(try await browser.signIn(with: [name: "000012345678"]).status == 403)

            try await browser.admit(branch: "000012345678")
            #expect(try await browser.signIn(with: [name: "000000000001"]).status == 403)
            #expect(try await browser.signIn(with: [name: "000012345678"]).status == 303)
            #expect(browser.visitor.branch == "000012345678")
        }
    }

    @Test("a person whose admission ends can do nothing from the next request on, nor by his certificate")
    func ended() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            try await browser.signIn()
            #expect(browser.visitor.actor == Cast.first)

            let body: JSON = ["deelnemer": .string(Cast.police.description), "persoon": "p-1", "redenen": "Uit dienst."]
            #expect(try await hub.post("/v1/uitschrijvingen", body, as: Cast.admin).status == 201)

            #expect(browser.visitor.actor == .citizen)
            #expect(browser.desk.sessions.count == 0)
            let reported = try await hub.report(1)
            #expect(try await hub.propose(in: reported.caseID, as: Cast.first).code == "no-mandate")
            #expect(try await hub.propose(in: reported.caseID, as: Cast.second).status == 201)
        }
    }

    @Test("a person has the rights that his party gave him, and no more than the party")
    func rights() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit(rights: [.confirm, .supervise])
            let reported = try await hub.report(1)

            #expect(try await hub.propose(in: reported.caseID, as: Cast.first).code == "no-mandate")
            try await hub.propose(in: reported.caseID, as: Cast.second)
            #expect(try await hub.confirm(in: reported.caseID, as: Cast.first).status == 201)
            #expect(try await hub.get("/v1/nalevingstijden", as: Cast.first).status == 403)
        }
    }

    @Test("reading is open at a substantial level, deciding asks for a high one, and the step up changes the session's id")
    func stepUp() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            let before = browser.desk.demand(for: .reading, by: browser.visitor, at: "/nl/werk")
            try await browser.signIn()
            let first = browser.cookies[Self.session]

            let reading = browser.desk.demand(for: .reading, by: browser.visitor, at: "/nl/werk")
            let deciding = browser.desk.demand(for: .deciding, by: browser.visitor, at: "/nl/werk")
            guard case .stepUp(let path) = deciding else {
                Issue.record("no step up is asked: \(deciding)")
                return
            }
            let low = try await browser.signIn(start: path)
            let high = try await browser.signIn(level: "urn:etoegang:core:assurance-class:loa4", start: path)

            #expect(before == .signIn("/aanmelden?terug=%2Fnl%2Fwerk&voor=lezen"))
            #expect(reading == .nothing)
            #expect(low.status == 403)
            #expect(high.fields[.location] == "/nl/werk")
            #expect(browser.cookies[Self.session] != first)
            #expect(browser.desk.demand(for: .deciding, by: browser.visitor, at: "/nl/werk") == .nothing)
            #expect(browser.desk.sessions.session(first, at: browser.desk.now) == nil)
        }
    }

    @Test("a session ends when it is idle, however valid its cookie")
    func idle() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            try await browser.signIn()

            hub.clock.advance(by: .minutes(14))
            #expect(browser.visitor.session != nil)
            hub.clock.advance(by: .minutes(15))
            #expect(browser.visitor.session == nil)
        }
    }

    @Test("an answer that comes twice, and one with a forged state, sign nobody in")
    func replay() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            let departure = try await browser.call(.get, "/aanmelden")
            let query = try #require(departure.fields[.location]?.split(separator: "?").last.flatMap { FormText.decode($0) })
            let keepsake = browser.cookies
            let forged = try await browser.call(.get, "/aanmelden/antwoord?code=c&state=forged")
            browser.cookies = keepsake
            let answer = "/aanmelden/antwoord?code=c&state=\(query["state"] ?? "")"
            _ = try await browser.call(.get, answer)
            browser.cookies = keepsake

            let again = try await browser.call(.get, answer)

            #expect([forged.status, again.status] == [400, 400])
            #expect(browser.cookies[Self.session] == nil)
        }
    }

    @Test("signing out needs the form's own token, ends the session and goes on to the provider")
    func signOut() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            try await browser.signIn()
            let visitor = browser.visitor
            let token = browser.desk.gate.token(for: visitor)

            let forged = try await browser.call(.post, "/afmelden", form: [("token", "x")])
            let foreign = try await browser.call(
                .post, "/afmelden", form: [("token", token)], fields: [.secFetchSite: "cross-site"])
            #expect([forged.status, foreign.status] == [403, 403])
            #expect(browser.visitor.session != nil)
            let left = try await browser.call(
                .post, "/afmelden", form: [("token", token)], fields: [.secFetchSite: "same-origin", .origin: "null"])

            #expect(left.status == 200)
            #expect(left.fields[.refresh]?.hasPrefix("0; url=https://provider.example/end?id_token_hint=") == true)
            #expect(browser.visitor.session == nil)
            #expect(browser.cookies[Self.session] == nil)
        }
    }

    @Test("the provider ends sessions in the background, by a token that is taken once")
    func backChannel() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)
            try await browser.admit()
            try await browser.signIn()
            let token = browser.issuer.sign([
                "iss": .string(TrialIssuer.issuer), "aud": "schakel", "iat": .integer(browser.desk.now), "jti": "j", "sid": "s-1",
                "events": ["http://schemas.openid.net/event/backchannel-logout": [:]],
            ])

            let taken = try await browser.call(.post, "/afmelden/achtergrond", form: [("logout_token", token)])
            let again = try await browser.call(.post, "/afmelden/achtergrond", form: [("logout_token", token)])
            let none = try await browser.call(.post, "/afmelden/achtergrond", form: [])

            #expect([taken.status, again.status, none.status] == [200, 400, 400])
            #expect(browser.visitor.session == nil)
        }
    }

    @Test("pages about signing in are kept nowhere, run no script, and are in both languages")
    func headers() async throws {
        try await TrialHub.run { hub in
            let browser = try TrialBrowsing(at: hub)

            let dutch = try await browser.call(.get, "/nl/aanmelden")
            let english = try await browser.call(.get, "/en/sign-in")

            #expect([dutch.status, english.status] == [200, 200])
            #expect(dutch.text.contains("<html lang=\"nl\">") && english.text.contains("<html lang=\"en\">"))
            #expect(dutch.fields[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(dutch.fields[.contentSecurityPolicy]?.contains("unsafe") == false)
            #expect(dutch.fields[.cacheControl] == "no-store")
            #expect(dutch.fields[.referrerPolicy] == "no-referrer")
        }
    }

    @Test("whatever stands in a name, a page has no markup of it")
    func escaped() throws {
        let pages = SignInPages(renderer: try PageRenderer(), isDemonstration: true)
        let person = DemonstrationSignIn.Person(party: "\"'><script>", partyName: "<b>&", reference: "<i>")

        for page in [SignInPage.cast([person], token: "\"<x>", back: "/\"<x>"), .notAdmitted(code: "<x>"), .again(start: "\"<x>")] {
            let html = String(decoding: pages.html(page, in: .dutch), as: UTF8.self)
            #expect(!html.contains("<script>") && !html.contains("<x>") && !html.contains("<b>") && !html.contains("<i>"))
        }
    }

    @Test("every operation that decides is one of the API's, and every other POST only acts")
    func weights() async throws {
        try await TrialHub.run { hub in
            let endpoints = hub.core.endpoints

            #expect(Endpoint.decisions.isSubset(of: Set(endpoints.map(\.id))))
            for endpoint in endpoints {
                switch endpoint.method {
                case .get: #expect(endpoint.weight == .reading, "\(endpoint.id)")
                case .post where endpoint.path.contains("besl") || endpoint.path.contains("bevestig"):
                    #expect(endpoint.weight == .deciding, "\(endpoint.id)")
                case .post:
                    let isQuestion = ["/_volg", "/_zoek", "/_verwerkingen", "/_inzage"].contains { endpoint.path.hasSuffix($0) }
                    #expect((endpoint.weight == .reading) == isQuestion, "\(endpoint.id)")
                }
            }
        }
    }
}
