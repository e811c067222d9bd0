// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import Exchange
import Foundation
import Ledger

@testable import Edge

/// An issuer of access tokens for tests, with one key on P-256.
struct TrialIssuer {
    static let name = "4947a69a-f61b-4bc1-b9da-47c9c5d14b64"
    static let moment = Instant(milliseconds: 1_800_000_000_000)
    static let rules = TokenRules(issuers: [name], audiences: ["5G_EIR"], scope: "n5g-eir-eic")

    private let key = P256.Signing.PrivateKey()
    /// The name of its key.
    var keyName = "sleutel-1"

    /// The key set, as the issuer would serve it.
    var keySet: [UInt8] {
        let raw = Array(key.publicKey.rawRepresentation)
        let member: [(String, JSON)] = [
            ("kty", "EC"), ("crv", "P-256"), ("kid", .string(keyName)), ("x", .string(Self.encode(raw.prefix(32)))),
            ("y", .string(Self.encode(raw.suffix(32)))),
        ]
        return Array((["keys": [.object(JSONObject(member))]] as JSON).canonical())
    }

    var keys: TokenKeys { get throws { try TokenKeys(reading: keySet) } }

    /// A token, as the field `authorization` carries it.
    func field(
        scope: String = "n5g-eir-eic", audience: String = "5G_EIR", seconds: Int64 = 300, at now: Instant = moment, id: Int = 0
    ) throws -> String {
        let header: JSON = ["alg": "ES256", "kid": .string(keyName)]
        let claims: [(String, JSON)] = [
            ("iss", .string(Self.name)), ("sub", .string("amf-\(id)")), ("aud", .string(audience)), ("scope", .string(scope)),
            ("exp", .integer(now.milliseconds / 1000 + seconds)),
        ]
        let signed = Self.encode(header.canonical()) + "." + Self.encode(JSON.object(JSONObject(claims)).canonical())
        return "Bearer " + signed + "." + Self.encode(try key.signature(for: Data(signed.utf8)).rawRepresentation)
    }

    private static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
