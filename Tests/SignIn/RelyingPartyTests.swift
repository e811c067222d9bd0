// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Foundation
import Ledger
import Synchronization
import Testing

@testable import SignIn

@Suite("Signing in by a provider")
struct RelyingPartyTests {
    @Test("somebody who comes back with a code is known by party, person, level and session")
    func signsIn() async throws {
        let browser = TrialBrowser()

        let arrival = try await browser.signIn(SignInWish(level: .substantial, back: "/nl/werk?x=1"))

        #expect(arrival.back == "/nl/werk?x=1")
        #expect(arrival.signedIn.party == "kvk:12345678")
        #expect(arrival.signedIn.subject == "p-1")
        #expect(arrival.signedIn.level == .substantial)
        #expect(arrival.signedIn.providerSession == "session-1")
        #expect(arrival.signedIn.at == TrialProvider.now - 5)
    }

    @Test("the request asks for a code with PKCE S256, state, nonce and the levels that will do, and never twice with the same")
    func asks() async throws {
        let browser = TrialBrowser()

        let first = try await browser.leave(SignInWish(level: .high, age: 60, back: "/nl"))
        let second = try await browser.leave()

        #expect(first.query["response_type"] == "code")
        #expect(first.query["code_challenge_method"] == "S256")
        #expect(first.query["redirect_uri"] == "https://schakel.example/aanmelden/antwoord")
        #expect(first.query["max_age"] == "60")
        #expect(first.query["acr_values"] == "http://eidas.europa.eu/LoA/high urn:etoegang:core:assurance-class:loa4")
        #expect(second.query["max_age"] == nil)
        for name in ["state", "nonce", "code_challenge"] {
            #expect(first.query[name]?.utf8.count == 43)
            #expect(first.query[name] != second.query[name])
        }
    }

    @Test("the exchange carries the verifier whose hash went ahead, and the secret only in its header")
    func exchanges() async throws {
        let browser = TrialBrowser()
        let away = try await browser.leave()
        try browser.provider.answer(with: TrialProvider.claims(nonce: away.nonce))

        _ = try await browser.comeBack(away)

        let request = try #require(browser.provider.state.withLock { $0.requests.first })
        let form = try #require(FormText.decode(request.form))
        let verifier = try #require(form["code_verifier"])
        #expect(Base64URL.encode(Array(SHA256.hash(data: Array(verifier.utf8)))) == away.query["code_challenge"])
        #expect(form["client_secret"] == nil)
        #expect(request.authorization == "Basic " + Data("schakel:a%20secret%20of%20some%20length".utf8).base64EncodedString())
    }

    @Test("a client with a key proves itself by an assertion that names the token endpoint and is never the same twice")
    func assertion() async throws {
        let key = P256.Signing.PrivateKey()
        let clientKey = try #require(ClientKey(pem: key.pemRepresentation, name: "k1"))
        let browser = TrialBrowser { $0.client = ClientIdentity(name: "schakel", proof: .key(clientKey)) }

        _ = try await browser.signIn()
        _ = try await browser.signIn()

        let requests = browser.provider.state.withLock { $0.requests }
        let assertions = try requests.map { try SignedToken(try #require(FormText.decode($0.form)?["client_assertion"])) }
        let keys = try TokenKeys(reading: TrialProvider.keySet(key.publicKey, name: "k1").canonical())
        for assertion in assertions {
            try assertion.verify(by: keys)
            #expect(assertion.claims["aud"]?.string == TrialProvider.issuer + "/token")
            #expect(assertion.claims["sub"]?.string == "schakel")
        }
        #expect(requests.allSatisfy { $0.authorization == nil })
        #expect(Set(assertions.compactMap { $0.claims["jti"]?.string }).count == 2)
    }

    @Test("a provider that takes no assertions is not sent one, nor anything else in its place")
    func noDowngrade() async throws {
        let key = try #require(ClientKey(pem: P256.Signing.PrivateKey().pemRepresentation, name: nil))
        let browser = TrialBrowser { $0.client = ClientIdentity(name: "schakel", proof: .key(key)) }
        browser.provider.state.withLock { $0.document["token_endpoint_auth_methods_supported"] = ["client_secret_basic"] }

        let found = await fault { _ = try await browser.signIn() }

        #expect(found?.code == .provider)
        #expect(browser.provider.state.withLock { $0.requests.isEmpty })
    }

    @Test("an answer is taken once: the same again is refused, though browser and state are right")
    func replay() async throws {
        let browser = TrialBrowser()
        let away = try await browser.leave()
        try browser.provider.answer(with: TrialProvider.claims(nonce: away.nonce))
        _ = try await browser.comeBack(away)

        let again = await fault { _ = try await browser.comeBack(away) }

        #expect(again?.code == .replay)
        #expect(browser.provider.state.withLock { $0.requests.count } == 1)
    }

    @Test("a forged state, another browser's sign-in, and a browser that began none are refused before the code is used")
    func forgedState() async throws {
        let browser = TrialBrowser()
        let (mine, others) = (try await browser.leave(), try await browser.leave())

        let forged = await fault { _ = try await browser.comeBack(mine, state: others.state) }
        let stolen = await fault { _ = try await browser.comeBack(others, keepsake: mine.keepsake) }
        let nothing = await fault { _ = try await browser.comeBack(mine, keepsake: .some(nil)) }
        let tampered = await fault { _ = try await browser.comeBack(mine, keepsake: String(mine.keepsake.dropLast()) + "A") }

        #expect([forged, stolen, nothing, tampered].map { $0?.code } == Array(repeating: .state, count: 4))
        #expect(browser.provider.state.withLock { $0.requests.isEmpty })
    }

    @Test("what a browser keeps is opened only by the hub that sealed it")
    func otherHub() async throws {
        let away = try await TrialBrowser().leave()
        let other = RelyingParty(
            RelyingPartyConfiguration(
                issuer: TrialProvider.issuer, client: ClientIdentity(name: "schakel", proof: .secret("x")),
                address: "https://schakel.example"),
            transport: TrialProvider(), secret: Array(repeating: 8, count: 32))

        let found = await fault {
            _ = try await other.finish(
                query: "code=1&state=\(away.state)&iss=\(FormText.escape(TrialProvider.issuer))", keepsake: away.keepsake,
                at: TrialProvider.now)
        }

        #expect(found?.code == .state)
    }

    @Test("an answer of another provider, and one that does not say whose it is, are refused (RFC 9207)")
    func mixUp() async throws {
        let browser = TrialBrowser()

        let other = await fault { _ = try await browser.comeBack(try await browser.leave(), issuer: "https://evil.example") }
        let silent = await fault { _ = try await browser.comeBack(try await browser.leave(), issuer: nil) }

        #expect(other?.code == .mixUp)
        #expect(silent?.code == .mixUp)
    }

    @Test("an answer after a quarter of an hour is too late")
    func late() async throws {
        let browser = TrialBrowser()
        let away = try await browser.leave()

        let found = await fault { _ = try await browser.comeBack(away, at: TrialProvider.now + PendingSignIn.life) }

        #expect(found?.code == .late)
    }

    @Test("an error of the provider is told by its name only when it is one of the known")
    func providerError() async throws {
        let browser = TrialBrowser()
        func come(_ error: String) async throws -> SignInFault? {
            let away = try await browser.leave()
            let query = FormText.encode([("error", error), ("state", away.state), ("iss", TrialProvider.issuer)])
            return await fault { _ = try await browser.party.finish(query: query, keepsake: away.keepsake, at: TrialProvider.now) }
        }

        #expect(try await come("access_denied") == SignInFault(.refused, "access_denied"))
        #expect(try await come("secret leak") == SignInFault(.refused, "another error"))
    }

    @Test("a level below what was asked is refused, whatever else is right")
    func lowLevel() async throws {
        let browser = TrialBrowser()

        let low = await fault {
            _ = try await browser.signIn(changing: [("acr", "urn:etoegang:core:assurance-class:loa2plus")])
        }
        let stepUp = await fault { _ = try await browser.signIn(SignInWish(level: .high, back: "/nl")) }
        let unknown = await fault { _ = try await browser.signIn(changing: [("acr", "very-high")]) }
        let missing = await fault { _ = try await browser.signIn(changing: [("acr", nil)]) }

        #expect([low, stepUp, unknown, missing].map { $0?.code } == Array(repeating: .level, count: 4))
    }

    @Test("a step up wants an authentication of late, and one that is told")
    func stepUpAge() async throws {
        let browser = TrialBrowser()
        let wish = SignInWish(level: .substantial, age: 60, back: "/nl")

        let old = await fault {
            _ = try await browser.signIn(wish, changing: [("auth_time", .integer(TrialProvider.now - 91))])
        }
        let silent = await fault { _ = try await browser.signIn(wish, changing: [("auth_time", nil)]) }
        let fresh = try await browser.signIn(wish, changing: [("auth_time", .integer(TrialProvider.now - 89))])

        #expect(old?.code == .age)
        #expect(silent?.code == .age)
        #expect(fresh.signedIn.at == TrialProvider.now - 89)
    }

    @Test("a new key of the provider is fetched when a token comes with it, but once a minute at most")
    func rotation() async throws {
        let browser = TrialBrowser()
        _ = try await browser.signIn()
        let before = browser.provider.state.withLock { $0.keyFetches }

        browser.provider.rotate(name: "second")
        _ = try await browser.signIn()
        browser.provider.rotate(name: "third")
        let tooSoon = await fault { _ = try await browser.signIn() }
        let later = TrialProvider.now + 61
        let away = try await browser.leave(at: later)
        try browser.provider.answer(
            with: TrialProvider.claims(nonce: away.nonce, changing: [("iat", .integer(later)), ("exp", .integer(later + 60))]))
        let arrival = try await browser.comeBack(away, at: later)

        #expect(before == 1)
        #expect(tooSoon == SignInFault(.token, "unknown-key"))
        #expect(arrival.signedIn.subject == "p-1")
        #expect(browser.provider.state.withLock { $0.keyFetches } == 3)
    }

    @Test("a key that was taken away is no longer trusted after an hour")
    func retiredKey() async throws {
        let browser = TrialBrowser()
        _ = try await browser.signIn()
        let retired = browser.provider.state.withLock { $0.key }
        browser.provider.rotate(name: "second")
        let later = TrialProvider.now + KeyShelf.life + 1
        let away = try await browser.leave(at: later)
        let token = try TrialProvider.sign(
            TrialProvider.claims(nonce: away.nonce, changing: [("iat", .integer(later)), ("exp", .integer(later + 60))]),
            by: retired, name: "first")
        browser.provider.state.withLock { $0.tokenAnswer = ["id_token": .string(token), "token_type": "Bearer"] }

        let found = await fault { _ = try await browser.comeBack(away, at: later) }

        #expect(found == SignInFault(.token, "unknown-key"))
    }

    @Test("a hundred invented key names bring about one request to the provider within a minute")
    func inventedNames() async throws {
        let browser = TrialBrowser()
        _ = try await browser.signIn()

        for number in 0..<100 {
            let away = try await browser.leave()
            let token = try browser.provider.sign(TrialProvider.claims(nonce: away.nonce), name: "invented-\(number)")
            browser.provider.state.withLock { $0.tokenAnswer = ["id_token": .string(token), "token_type": "Bearer"] }
            #expect(await fault { _ = try await browser.comeBack(away) } == SignInFault(.token, "unknown-key"))
        }

        #expect(browser.provider.state.withLock { $0.keyFetches } == 2)
    }

    @Test("a document of another issuer, without an endpoint, with plain http or without S256 is refused")
    func badDocuments() async throws {
        let changes: [(String, JSON?)] = [
            ("issuer", "https://evil.example"), ("issuer", .string(TrialProvider.issuer + "/")), ("token_endpoint", nil),
            ("jwks_uri", "http://provider.example/keys"), ("authorization_endpoint", "javascript:alert(1)"),
            ("authorization_endpoint", "https://user@provider.example/"), ("code_challenge_methods_supported", ["plain"]),
            ("response_types_supported", ["token"]), ("end_session_endpoint", 7),
        ]
        for (name, value) in changes {
            let browser = TrialBrowser()
            browser.provider.state.withLock { $0.document[name] = value }

            let found = await fault { _ = try await browser.leave() }

            #expect(found?.code == .provider, "\(name)")
        }
    }

    @Test("a provider that is away keeps nobody from coming back whose keys are known")
    func awayForAMoment() async throws {
        let browser = TrialBrowser()
        _ = try await browser.signIn()
        let away = try await browser.leave()
        try browser.provider.answer(with: TrialProvider.claims(nonce: away.nonce))
        browser.provider.state.withLock { $0.isAway = true }

        #expect(try await browser.comeBack(away).signedIn.subject == "p-1")
        #expect(await fault { _ = try await TrialBrowser.absent().leave() }?.code == .provider)
    }

    @Test("whoever signs out is sent on with the token and the way back")
    func farewell() async throws {
        let browser = TrialBrowser()
        let arrival = try await browser.signIn()

        let address = try #require(await browser.party.farewell(arrival.signedIn, at: TrialProvider.now))

        let fields = try #require(address.split(separator: "?").last.flatMap { FormText.decode($0) })
        #expect(address.hasPrefix("https://provider.example/end?"))
        #expect(fields["id_token_hint"] == arrival.signedIn.hint)
        #expect(fields["post_logout_redirect_uri"] == "https://schakel.example/afmelden/klaar")
    }

    @Test("a logout token is taken once, also under a key that is new")
    func logout() async throws {
        let browser = TrialBrowser()
        browser.provider.rotate(name: "second")
        let token = try browser.provider.sign(LogoutTokenTests.claims())

        let notice = try await browser.party.takeLogout(token, at: TrialProvider.now)
        let again = await fault { _ = try await browser.party.takeLogout(token, at: TrialProvider.now) }

        #expect(notice == LogoutNotice(issuer: TrialProvider.issuer, subject: "p-1", session: "session-1"))
        #expect(again == SignInFault(.logout, "it came before"))
    }
}

extension TrialBrowser {
    /// One whose provider was never there.
    static func absent() -> TrialBrowser {
        let browser = TrialBrowser()
        browser.provider.state.withLock { $0.isAway = true }
        return browser
    }
}
