// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Ledger
import Synchronization
import Testing

@testable import SignIn

@Suite("Logout tokens")
struct LogoutTokenTests {
    private let provider = TrialProvider()
    private let verifier = LogoutTokenVerifier(rules: IdentityRules(issuer: TrialProvider.issuer, client: TrialProvider.client))

    static func claims(changing changes: [(String, JSON?)] = []) -> [String: JSON] {
        var claims: [String: JSON] = [
            "iss": .string(TrialProvider.issuer), "aud": .string(TrialProvider.client), "iat": .integer(TrialProvider.now),
            "exp": .integer(TrialProvider.now + 120), "jti": "j-1", "sub": "p-1", "sid": "session-1",
            "events": ["http://schemas.openid.net/event/backchannel-logout": [:]],
        ]
        for (name, value) in changes { claims[name] = value }
        return claims
    }

    private func verify(_ token: String, used: inout OnceSet, at now: Int64 = TrialProvider.now) throws -> LogoutNotice {
        let (key, name) = provider.state.withLock { ($0.key, $0.keyName) }
        let keys = try TokenKeys(reading: TrialProvider.keySet(key.publicKey, name: name).canonical())
        return try verifier.verify(token, by: keys, used: &used, at: now)
    }

    @Test("a right token names the person and the session", arguments: [nil, "JWT", "logout+jwt"])
    func right(type: String?) throws {
        var used = OnceSet()

        let notice = try verify(try provider.sign(Self.claims(), type: type), used: &used)

        #expect(notice == LogoutNotice(issuer: TrialProvider.issuer, subject: "p-1", session: "session-1"))
    }

    @Test("each wrong claim is refused by its own word, and notes nothing")
    func wrongClaims() throws {
        let now = TrialProvider.now
        let cases: [([(String, JSON?)], String)] = [
            ([("iss", "https://evil.example")], "issuer"), ([("aud", "another")], "audience"),
            ([("nonce", "n")], "it has a nonce"), ([("events", nil)], "it names no logout"),
            ([("events", ["http://schemas.openid.net/event/other": [:]])], "it names no logout"),
            ([("events", ["http://schemas.openid.net/event/backchannel-logout": 1])], "it names no logout"),
            ([("iat", nil)], "iat"), ([("iat", .integer(now - 151))], "old"), ([("iat", .integer(now + 31))], "old"),
            ([("exp", .integer(now - 30))], "expired"), ([("sub", nil), ("sid", nil)], "it names nobody"), ([("jti", nil)], "jti"),
            ([("jti", "")], "jti"),
        ]
        for (changes, expected) in cases {
            var used = OnceSet()
            let token = try provider.sign(Self.claims(changing: changes))

            #expect(throws: SignInFault(.logout, expected), "\(changes)") { _ = try verify(token, used: &used) }
            #expect(used.count == 0)
        }
    }

    @Test("the same token is taken once for as long as its age lets it in at all")
    func once() throws {
        var used = OnceSet()
        let token = try provider.sign(Self.claims())
        _ = try verify(token, used: &used)

        #expect(throws: SignInFault(.logout, "it came before")) { _ = try verify(token, used: &used) }
        #expect(throws: SignInFault(.logout, "it came before")) {
            _ = try verify(token, used: &used, at: TrialProvider.now + 149)
        }
        #expect(throws: SignInFault.self) { _ = try verify(token, used: &used, at: TrialProvider.now + 300) }
    }

    @Test("an identity token ends no session, and a logout token signs nobody in")
    func notEachOther() throws {
        var used = OnceSet()
        let identity = try provider.sign(TrialProvider.claims(nonce: "n"))

        #expect(throws: SignInFault.self) { _ = try verify(identity, used: &used) }
    }

    @Test("a set that is full takes nothing more until something in it has ended")
    func bounded() {
        var used = OnceSet(most: 2)

        let taken = [
            used.add("a", until: 100, at: 0), used.add("b", until: 200, at: 0), used.add("c", until: 200, at: 1),
            used.add("c", until: 200, at: 101), used.add("b", until: 200, at: 102),
        ]

        #expect(taken == [true, true, false, true, false])
    }
}
