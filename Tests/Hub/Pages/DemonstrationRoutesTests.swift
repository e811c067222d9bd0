// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Ledger
import SignIn
import Testing

@testable import Hub

@Suite("Signing in to a demonstration")
struct DemonstrationRoutesTests {
    private static let here = "localhost:8080"

    private func admitCast(_ hub: TrialHub) async throws {
        for person in ["p-1", "p-2"] {
            let answer = try await hub.post(
                "/v1/personen",
                [
                    "deelnemer": .string(Cast.police.description), "persoon": .string(person),
                    "uitgever": .string(DemonstrationSignIn.issuer), "onderwerp": .string("\(Cast.police)/\(person)"),
                    "rechten": ["decide"],
                ], as: Cast.admin)
            try #require(answer.status == 201, "\(answer.text)")
        }
    }

    @Test("the cast is shown with buttons; the chosen one is signed in, and the page says that it is a demonstration")
    func chooses() async throws {
        try await TrialHub.run { hub in
            try await admitCast(hub)
            let browser = try TrialBrowsing(at: hub, demonstration: true)

            let shown = try await browser.call(.get, "/nl/aanmelden", authority: Self.here)
            let token = browser.token(at: Self.here)
            let chosen = try await browser.call(
                .post, "/aanmelden/demonstratie",
                form: [("token", token), ("persoon", "\(Cast.police)/p-2"), ("terug", "/nl/werk")], authority: Self.here)

            #expect(shown.text.contains("Demonstratie") && shown.text.contains("Voorbeeld Politie: p-1"))
            #expect(shown.text.contains("value=\"\(token)\""))
            #expect(chosen.status == 303)
            #expect(chosen.fields[.location] == "/nl/werk")
            let visitor = browser.desk.visitor(of: browser.request(.get, "/nl", authority: Self.here))
            #expect(visitor.actor == Cast.second)
            #expect(visitor.isDemonstration)
            // The same cookie, asked for under another name or through a proxy, is worth nothing.
            #expect(browser.desk.visitor(of: browser.request(.get, "/nl", authority: "rebound.example")).actor == .citizen)
            let passed = browser.request(.get, "/nl", fields: [.xForwardedFor: "192.0.2.1"], authority: Self.here)
            #expect(browser.desk.visitor(of: passed).actor == .citizen)
        }
    }

    @Test("every page leads to signing in and says that it is a demonstration; to who signed in it says that he did")
    func everyPage() async throws {
        try await TrialHub.run { hub in
            try await admitCast(hub)
            let browser = try TrialBrowsing(at: hub, demonstration: true)
            let before = try await browser.call(.get, "/nl/monitor", authority: Self.here)
            _ = try await browser.call(.get, "/nl/aanmelden", authority: Self.here)
            let token = browser.token(at: Self.here)
            _ = try await browser.call(
                .post, "/aanmelden/demonstratie",
                form: [("token", token), ("persoon", "\(Cast.police)/p-2"), ("terug", "/nl")], authority: Self.here)

            let after = try await browser.call(.get, "/en/monitor", authority: Self.here)
            let own = try await browser.call(.get, "/en/sign-in", authority: Self.here)

            #expect(before.text.contains("<a href=\"/nl/aanmelden\">Aanmelden</a>") && before.text.contains("Demonstratie"))
            #expect(after.text.contains("<a href=\"/en/sign-in\">You are signed in</a>") && after.text.contains("Demonstration"))
            #expect(own.text.contains("For Voorbeeld Politie, as p-2") && own.text.contains("href=\"/nl/aanmelden\""))
        }
    }

    @Test("without the form's token, from another host, or for somebody who is not in the cast nobody is signed in")
    func refuses() async throws {
        try await TrialHub.run { hub in
            try await admitCast(hub)
            let browser = try TrialBrowsing(at: hub, demonstration: true)
            try await browser.call(.get, "/nl/aanmelden", authority: Self.here)
            let token = browser.token(at: Self.here)
            func choose(_ token: String, _ person: String, at authority: String) async throws -> Int {
                try await browser.call(
                    .post, "/aanmelden/demonstratie", form: [("token", token), ("persoon", person)], authority: authority
                ).status
            }
            let officer = "\(Cast.police)/p-1"

            #expect(try await choose("x", officer, at: Self.here) == 403)
            #expect(try await choose(token, officer, at: "hub.example") == 403)
            #expect(try await choose(token, "\(Cast.police)/p-9", at: Self.here) == 400)
            #expect(browser.cookies["__Host-schakel-session"] == nil)
            #expect(try await browser.call(.get, "/aanmelden/antwoord?code=1&state=2", authority: Self.here).status == 404)
        }
    }

    @Test("the cast is who was admitted for a demonstration, not whoever a provider signs in")
    func cast() async throws {
        try await TrialHub.run { hub in
            try await admitCast(hub)
            let browser = try TrialBrowsing(at: hub, demonstration: true)
            try await browser.admit("p-3", subject: "sub-3")

            #expect(browser.desk.cast.map(\.reference) == ["p-1", "p-2"])
        }
    }
}
