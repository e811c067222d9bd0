// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import Foundation
import Ledger

@testable import AccessTokens

/// An issuer that signs whatever a test wants.
struct TokenMaker {
    static let now: Int64 = 1_800_000_000
    static let issuer = "4947a69a-f61b-4bc1-b9da-47c9c5d14b64"
    static let claims: [String: JSON] = [
        "iss": .string(issuer), "sub": "5a1b9e02-74b6-4a41-9b5a-4a6b9c5d1111", "aud": "5G_EIR", "scope": "n5g-eir-eic",
        "exp": .integer(now + 300),
    ]
    static let rules = TokenRules(
        issuers: [issuer], audiences: ["5G_EIR", "11111111-2222-4333-8444-555555555555"], scope: "n5g-eir-eic")

    let p256 = P256.Signing.PrivateKey()
    let p384 = P384.Signing.PrivateKey()
    let p521 = P521.Signing.PrivateKey()
    let ed25519 = Curve25519.Signing.PrivateKey()
    /// One for all tests: making it takes long.
    private static let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048)
    var rsa: _RSA.Signing.PrivateKey? { Self.rsa }

    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// A token with these claims.
    func token(
        _ claims: [String: JSON] = TokenMaker.claims, algorithm: String = "ES256", header: [String: JSON] = [:],
        changing changes: [(String, JSON?)] = []
    ) throws -> String {
        var (claims, header) = (claims, header)
        header["alg"] = .string(algorithm)
        for (name, value) in changes { claims[name] = value }
        let signed = Self.encode(Self.canonical(header)) + "." + Self.encode(Self.canonical(claims))
        return try signed + "." + Self.encode(signature(of: Data(signed.utf8), by: algorithm))
    }

    private static func canonical(_ members: [String: JSON]) -> [UInt8] {
        JSON.object(JSONObject(members.map { ($0.key, $0.value) })).canonical()
    }

    private func signature(of data: Data, by algorithm: String) throws -> Data {
        switch algorithm {
        case "ES256": try p256.signature(for: data).rawRepresentation
        case "ES384": try p384.signature(for: data).rawRepresentation
        case "ES512": try p521.signature(for: data).rawRepresentation
        case "EdDSA": try ed25519.signature(for: data)
        case "RS256": try rsa?.signature(for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation ?? Data()
        case "RS384": try rsa?.signature(for: SHA384.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation ?? Data()
        case "RS512": try rsa?.signature(for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5).rawRepresentation ?? Data()
        case "PS256": try rsa?.signature(for: SHA256.hash(data: data), padding: .PSS).rawRepresentation ?? Data()
        case "PS384": try rsa?.signature(for: SHA384.hash(data: data), padding: .PSS).rawRepresentation ?? Data()
        case "PS512": try rsa?.signature(for: SHA512.hash(data: data), padding: .PSS).rawRepresentation ?? Data()
        // What an attacker has who takes a public key for a shared secret.
        case "HS256":
            Data(HMAC<SHA256>.authenticationCode(for: data, using: SymmetricKey(data: Data(p256.publicKey.pemRepresentation.utf8))))
        default: Data()
        }
    }

    /// The public keys as a key set, named by algorithm family.
    var keySet: JSON {
        let p256 = p256.publicKey.rawRepresentation
        let p384 = p384.publicKey.rawRepresentation
        let p521 = p521.publicKey.rawRepresentation
        let rsa = try? rsa?.publicKey.getKeyPrimitives()
        return [
            "keys": [
                Self.curve("P-256", p256), Self.curve("P-384", p384), Self.curve("P-521", p521),
                ["kty": "OKP", "crv": "Ed25519", "kid": "Ed25519", "x": .string(Self.encode(ed25519.publicKey.rawRepresentation))],
                [
                    "kty": "RSA", "kid": "RSA", "use": "sig", "n": .string(Self.encode(rsa?.modulus ?? Data())),
                    "e": .string(Self.encode(rsa?.publicExponent ?? Data())),
                ],
            ]
        ]
    }

    private static func curve(_ name: String, _ raw: Data) -> JSON {
        let half = raw.count / 2
        return [
            "kty": "EC", "crv": .string(name), "kid": .string(name), "x": .string(encode(raw.prefix(half))),
            "y": .string(encode(raw.suffix(half))),
        ]
    }

    var pem: String {
        p256.publicKey.pemRepresentation + "\n" + p384.publicKey.pemRepresentation + "\n"
            + (rsa?.publicKey.pemRepresentation ?? "") + "\n"
    }
}
