// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Foundation
import Ledger
import Synchronization
import Testing

@testable import SignIn

@Suite("Identity tokens")
struct IdentityTokenTests {
    private let provider = TrialProvider()
    private let rules = IdentityRules(issuer: TrialProvider.issuer, client: TrialProvider.client)

    private var keys: TokenKeys {
        get throws {
            let (key, name) = provider.state.withLock { ($0.key, $0.keyName) }
            return try TokenKeys(reading: TrialProvider.keySet(key.publicKey, name: name).canonical())
        }
    }

    private func verify(
        _ token: String, access: String? = nil, age: Int64? = nil, rules: IdentityRules? = nil, at now: Int64 = TrialProvider.now
    ) throws -> IdentityToken {
        try IdentityTokenVerifier(rules: rules ?? self.rules).verify(
            token, by: try keys, nonce: "n", access: access, age: age, at: now)
    }

    private func word(of changes: [(String, JSON?)], access: String? = nil, at now: Int64 = TrialProvider.now) throws -> String? {
        let token = try provider.sign(TrialProvider.claims(nonce: "n", changing: changes))
        do {
            _ = try verify(token, access: access, at: now)
            return nil
        } catch let fault as SignInFault {
            return fault.detail
        }
    }

    @Test("a right token is accepted and says what it says")
    func right() throws {
        let token = try verify(try provider.sign(TrialProvider.claims(nonce: "n"), type: "JWT"))

        #expect(token.subject == "p-1")
        #expect(token.session == "session-1")
    }

    @Test("each wrong claim is refused by its own word")
    func wrongClaims() throws {
        let now = TrialProvider.now
        let cases: [([(String, JSON?)], String)] = [
            ([("iss", "https://evil.example")], "issuer"), ([("iss", nil)], "issuer"), ([("aud", "another")], "audience"),
            ([("aud", ["schakel", "another"])], "audience"), ([("aud", [])], "audience"), ([("aud", nil)], "audience"),
            ([("azp", "another")], "azp"), ([("azp", 3)], "azp"), ([("sub", "")], "sub"), ([("sub", nil)], "sub"),
            ([("exp", .integer(now - 30))], "expired"), ([("exp", nil)], "claims"), ([("exp", "soon")], "claims"),
            ([("iat", .integer(now + 31))], "not-yet"), ([("iat", .integer(now - 631))], "old"), ([("iat", nil)], "claims"),
            ([("nbf", .integer(now + 31))], "not-yet"), ([("nonce", "m")], "nonce"), ([("nonce", nil)], "nonce"),
            ([("nonce", ["n"])], "nonce"), ([("auth_time", "x")], "auth_time"), ([("auth_time", .integer(now + 31))], "auth_time"),
            ([("events", [:])], "it is another kind of token"),
        ]
        for (changes, expected) in cases { #expect(try word(of: changes) == expected, "\(changes)") }
    }

    @Test("clocks may differ by the skew and no more, at both ends")
    func skew() throws {
        let now = TrialProvider.now

        #expect(try word(of: [("exp", .integer(now - 29))]) == nil)
        #expect(try word(of: [("iat", .integer(now + 30))]) == nil)
        #expect(try word(of: [("nbf", .integer(now + 30))]) == nil)
        #expect(try word(of: [("exp", .integer(.max / 1_024))]) == nil)
    }

    @Test("the audience may be a list of this client alone, and azp this client")
    func audienceList() throws {
        #expect(try word(of: [("aud", ["schakel"]), ("azp", "schakel")]) == nil)
    }

    @Test("the hash of the access token must be right when it is there")
    func accessHash() throws {
        let half = Base64URL.encode(Array(SHA256.hash(data: Array("access".utf8)).prefix(16)))

        #expect(try word(of: [("at_hash", .string(half))], access: "access") == nil)
        #expect(try word(of: [("at_hash", .string(half))], access: "other") == "at_hash")
        #expect(try word(of: [("at_hash", 5)], access: "access") == "at_hash")
    }

    @Test("the example of OpenID Connect Core appendix A.3 gives its at_hash")
    func publishedHash() {
        let access = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"

        #expect(IdentityTokenVerifier.half(of: access, by: .rs256) == "77QmUPtjPfzWtF2AnpK9RQ")
    }

    @Test("no signature, a symmetric one made with the public key, and a good one of another kind of key are refused")
    func algorithms() throws {
        let claims = TrialProvider.claims(nonce: "n")
        let body = Base64URL.encode(TrialProvider.object(claims).canonical())
        let key = provider.state.withLock { $0.key }
        func header(_ algorithm: String) -> String { Base64URL.encode(Array("{\"alg\":\"\(algorithm)\",\"kid\":\"first\"}".utf8)) }
        let symmetric = HMAC<SHA256>.authenticationCode(
            for: Data("\(header("HS256")).\(body)".utf8),
            using: SymmetricKey(data: Data(key.publicKey.pemRepresentation.utf8)))
        let tokens = [
            "\(header("none")).\(body).", "\(header("None")).\(body).",
            "\(header("HS256")).\(body).\(Base64URL.encode(Array(symmetric)))",
            try TrialProvider.sign(claims, by: key, name: "first", algorithm: "ES384"),
        ]
        let words = tokens.map { token -> String? in
            do {
                _ = try verify(token)
                return nil
            } catch {
                return (error as? SignInFault)?.detail
            }
        }

        #expect(words == ["algorithm", "algorithm", "algorithm", "algorithm"])
    }

    @Test("an algorithm that is known but not among the accepted is refused")
    func allowList() throws {
        var narrow = rules
        narrow.algorithms = [.ps256]

        #expect(throws: SignInFault(.token, "algorithm")) {
            _ = try verify(try provider.sign(TrialProvider.claims(nonce: "n")), rules: narrow)
        }
    }

    @Test("a key name that stands for another key, one that is no text, and a key in the token itself help nobody")
    func keyConfusion() throws {
        let claims = TrialProvider.claims(nonce: "n")
        let other = P256.Signing.PrivateKey()
        let underName = try TrialProvider.sign(claims, by: other, name: "first")
        let nameless = try TrialProvider.sign(claims, by: other, name: nil)
        let ownKey = Base64URL.encode(
            TrialProvider.object([
                "alg": "ES256", "jwk": TrialProvider.keySet(other.publicKey, name: "x")["keys"]?[0] ?? .null,
                "jku": "https://evil.example",
            ]).canonical())
        let signed = ownKey + "." + Base64URL.encode(TrialProvider.object(claims).canonical())
        let withKey = signed + "." + Base64URL.encode(Array(try other.signature(for: Data(signed.utf8)).rawRepresentation))

        for token in [underName, nameless, withKey] {
            #expect(throws: SignInFault(.token, "signature")) { _ = try verify(token) }
        }
    }

    @Test("a token that says it is of another type is refused")
    func otherType() throws {
        let token = try provider.sign(TrialProvider.claims(nonce: "n"), type: "at+jwt")

        #expect(throws: SignInFault(.token, "it is another kind of token")) { _ = try verify(token) }
    }

    @Test("a changed byte anywhere is noticed, and no text makes the verifier fail otherwise", arguments: 0..<8)
    func robust(seed: UInt64) throws {
        var generator = SeededBytes(seed: seed)
        let token = Array(try provider.sign(TrialProvider.claims(nonce: "n")).utf8)
        for _ in 0..<200 {
            var changed = token
            let place = Int(generator.next() % UInt64(token.count))
            changed[place] = UInt8(truncatingIfNeeded: generator.next() & 0x7F)
            let text = String(decoding: changed, as: UTF8.self)
            guard text != String(decoding: token, as: UTF8.self) else { continue }

            #expect(throws: SignInFault.self) { _ = try verify(text) }
        }
    }
}

/// Numbers that are the same in every run.
struct SeededBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
