// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import AccessTokens

@Suite("Verifying access tokens")
struct TokenVerifierTests {
    private let maker = TokenMaker()

    private func fault(
        _ token: String, rules: TokenRules = TokenMaker.rules, at now: Int64 = TokenMaker.now
    ) throws -> TokenFault.Code? {
        let verifier = TokenVerifier(rules: rules, keys: try TokenKeys(reading: Array(maker.keySet.canonical())))
        do {
            _ = try verifier.verify(token, at: now)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("a token by each algorithm is accepted, with and without the name of its key", arguments: TokenAlgorithm.allCases)
    func algorithms(algorithm: TokenAlgorithm) throws {
        let name =
            switch algorithm {
            case .es256: "P-256"
            case .es384: "P-384"
            case .es512: "P-521"
            case .edDSA: "Ed25519"
            default: "RSA"
            }

        let named = try maker.token(algorithm: algorithm.rawValue, header: ["kid": .string(name), "typ": "JWT"])
        let bare = try maker.token(algorithm: algorithm.rawValue)

        #expect(try fault(named) == nil && fault(bare) == nil)
    }

    @Test("what an accepted token says is handed on")
    func accepted() throws {
        let verifier = TokenVerifier(rules: TokenMaker.rules, keys: try TokenKeys(reading: Array(maker.pem.utf8)))

        let token = try verifier.verify(try maker.token(), at: TokenMaker.now)

        #expect(token.issuer == TokenMaker.issuer && token.subject.hasPrefix("5a1b9e02") && token.expires == TokenMaker.now + 300)
    }

    @Test(
        "a token without signature, or with a public key as a shared secret, is never accepted",
        arguments: ["none", "HS256", "None", "es256", ""])
    func neverAccepted(algorithm: String) throws {
        #expect(try fault(maker.token(algorithm: algorithm)) == .algorithm)
    }

    @Test("an algorithm that does not fit the key is no way round the signature")
    func confusion() throws {
        let parts = try maker.token(algorithm: "ES256").split(separator: ".")
        let header = TokenMaker.encode(Array(#"{"alg":"RS256","kid":"P-256"}"#.utf8))

        #expect(try fault("\(header).\(parts[1]).\(parts[2])") == .signature)
    }

    @Test("a key that the token brings along is not looked at")
    func ownKey() throws {
        let other = TokenMaker()
        let members = try #require(other.keySet["keys"]?[0])

        let token = try other.token(header: [
            "jwk": members, "jku": "https://voorbeeld.example/keys", "x5u": "https://voorbeeld.example",
        ])

        #expect(try fault(token) == .signature)
    }

    @Test("one changed character of signature, claims or header is noticed", arguments: [0, 1, 2])
    func changed(part: Int) throws {
        var parts = try maker.token().split(separator: ".").map { Array($0.utf8) }
        let place = parts[part].count / 2
        parts[part][place] = parts[part][place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")

        let token = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")

        #expect(try fault(token) != nil)
    }

    @Test("a key that is not known is told apart from a wrong signature")
    func unknownKey() throws {
        #expect(try fault(maker.token(header: ["kid": "another"])) == .unknownKey)
        #expect(try fault(maker.token(header: ["kid": "P-384"])) == .signature)
        #expect(try fault(maker.token(header: ["kid": 7])) == .malformed)
    }

    @Test("an extension that must be understood is refused")
    func critical() throws {
        #expect(try fault(maker.token(header: ["crit": ["b64"], "b64": false])) == .malformed)
    }

    @Test(
        "each claim is looked at",
        arguments: [
            ("iss", JSON.string("another"), TokenFault.Code.issuer), ("iss", 7, .claims), ("sub", .array([]), .claims),
            ("aud", "AMF", .audience), ("aud", JSON.array(["AMF", "UDM"]), .audience), ("aud", 1, .audience),
            ("scope", "n5g-eir-eic2 nudm-sdm", .scope), ("scope", 1, .scope),
            ("exp", .integer(TokenMaker.now - 30), .expired), ("exp", "1800000300", .claims),
            ("nbf", .integer(TokenMaker.now + 31), .notYet), ("iat", .integer(TokenMaker.now + 3600), .notYet),
            ("nbf", "x", .claims),
        ] as [(String, JSON, TokenFault.Code)])
    func claims(name: String, value: JSON, code: TokenFault.Code) throws {
        #expect(try fault(maker.token(changing: [(name, value)])) == code)
    }

    @Test(
        "a claim that must be there is missed",
        arguments: [("iss", TokenFault.Code.claims), ("sub", .claims), ("aud", .claims), ("exp", .claims), ("scope", .scope)])
    func missing(name: String, code: TokenFault.Code) throws {
        #expect(try fault(maker.token(changing: [(name, nil)])) == code)
    }

    @Test(
        "other spellings of right claims are accepted",
        arguments: [
            ("aud", JSON.array(["AMF", "5G_EIR"])), ("aud", JSON.array(["11111111-2222-4333-8444-555555555555"])),
            ("scope", "nudm-sdm n5g-eir-eic"),
            ("exp", .number(1_800_000_000.5)), ("exp", .integer(TokenMaker.now - 29)), ("nbf", .integer(TokenMaker.now + 30)),
            ("producerPlmnId", ["mcc": "204", "mnc": "08"] as JSON),
        ] as [(String, JSON)])
    func spellings(name: String, value: JSON) throws {
        #expect(try fault(maker.token(changing: [(name, value)])) == nil)
    }

    @Test("a token for another network is refused where the network is set")
    func network() throws {
        var rules = TokenMaker.rules
        rules.networks = [try #require(TokenRules.Network("204-08"))]

        #expect(try fault(maker.token(changing: [("producerPlmnId", ["mcc": "204", "mnc": "08"])]), rules: rules) == nil)
        #expect(try fault(maker.token(changing: [("producerPlmnId", ["mcc": "204", "mnc": "16"])]), rules: rules) == .audience)
        #expect(try fault(maker.token(), rules: rules) == nil)
    }

    @Test(
        "a network is three digits and two or three", arguments: ["20408", "204-", "2040-8", "204-0800", "20a-08", "", "204-08-1"])
    func networkText(text: String) {
        #expect(TokenRules.Network(text) == nil)
    }

    @Test(
        "what is no token is malformed",
        arguments: ["", ".", "..", "a.b", "a.b.c.d", "e30.e30.", "bm8.e30.AA", "e30.W10.AA", "é.é.é"])
    func malformed(token: String) throws {
        let code = try fault(token)
        #expect(code == .malformed || code == .algorithm || code == .claims)
    }

    @Test("a token that is too large is not looked at")
    func large() throws {
        let token = try maker.token(changing: [("sub", .string(String(repeating: "x", count: 9000)))])
        #expect(try fault(token) == .malformed)
    }

    @Test("times at the ends of the number range overflow nothing")
    func extremes() throws {
        #expect(try fault(maker.token(changing: [("exp", .integer(JSON.largestInteger))])) == nil)
        #expect(try fault(maker.token(), at: .max) == .expired)
        #expect(try fault(maker.token(changing: [("nbf", .integer(-JSON.largestInteger))]), at: .min) == .notYet)
    }

    @Test("random damage is refused and breaks nothing")
    func random() throws {
        let keys = try TokenKeys(reading: Array(maker.pem.utf8))
        let verifier = TokenVerifier(rules: TokenMaker.rules, keys: keys)
        let good = try Array(maker.token().utf8)
        var seed: UInt64 = 42
        func next(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        var accepted = 0
        for _ in 0..<2000 {
            var bytes = good
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
            if next(3) == 0 { bytes.removeLast(next(bytes.count)) }
            guard bytes != good else { continue }
            if (try? verifier.verify(String(decoding: bytes, as: UTF8.self), at: TokenMaker.now)) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }
}
