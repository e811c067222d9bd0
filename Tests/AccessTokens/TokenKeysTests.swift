// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Foundation
import Ledger
import Testing

@testable import AccessTokens

@Suite("Reading issuers' keys")
struct TokenKeysTests {
    private let maker = TokenMaker()

    private func fault(_ text: String) -> TokenKeyFault? {
        do {
            _ = try TokenKeys(reading: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("a key set and PEM blocks are read, with blanks and other text around")
    func read() throws {
        #expect(try TokenKeys(reading: Array(("\n " + String(decoding: maker.keySet.canonical(), as: UTF8.self)).utf8)).count == 5)
        #expect(try TokenKeys(reading: Array(("# sleutels\n" + maker.pem).utf8)).count == 3)
    }

    @Test("the key of RFC 7517 appendix A.1 is read, and its companion for encryption passed over")
    func appendix() throws {
        let text = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"},
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
            "e":"AQAB","alg":"RS256","kid":"2011-04-29"}]}
            """

        let keys = try TokenKeys(reading: Array(text.utf8))

        #expect(keys.count == 1 && keys.keys[0].name == "2011-04-29" && keys.keys[0].algorithm == .rs256)
    }

    @Test("a key for one algorithm serves no other")
    func oneAlgorithm() throws {
        var member = try #require(maker.keySet["keys"]?[4]?.object)
        member["alg"] = "RS256"
        let keys = try TokenKeys(reading: Array((["keys": [.object(member)]] as JSON).canonical()))
        let verifier = TokenVerifier(rules: TokenMaker.rules, keys: keys)

        #expect((try? verifier.verify(try maker.token(algorithm: "RS256"), at: TokenMaker.now)) != nil)
        #expect((try? verifier.verify(try maker.token(algorithm: "PS256"), at: TokenMaker.now)) == nil)
    }

    @Test("private keys are refused, in either form")
    func privateKeys() {
        let jwk = #"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}]}"#

        #expect(fault(jwk) == .privateKey && fault(maker.p256.pemRepresentation) == .privateKey)
    }

    @Test(
        "what holds no key that can verify is refused with a sentence",
        arguments: [
            "", "{", "{}", #"{"keys":7}"#, #"{"keys":[]}"#, #"{"keys":[{"kty":"oct","k":"AA","d":"x"}]}"#,
            #"{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}"#, #"{"keys":[{"kty":"RSA","n":"AA","e":"AQAB"}]}"#,
            #"{"keys":[{"kty":"EC","crv":"secp256k1","x":"AA","y":"AA"}]}"#, "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
        ])
    func refused(text: String) {
        #expect(fault(text)?.description.hasSuffix(".") == true)
    }

    @Test("more keys than anybody has are refused")
    func many() {
        let member = JSON.array(Array(repeating: ["kty": "EC"], count: 65))
        #expect(fault(String(decoding: (["keys": member] as JSON).canonical(), as: UTF8.self)) == .tooMany)
    }
}
