// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Crypto
import CryptoExtras
import FoundationEssentials
import Ledger

/// Who this client is at its provider, and how it proves that at the token endpoint.
public struct ClientIdentity: Sendable {
    /// How a client proves who it is.
    public enum Proof: Sendable {
        /// By an assertion signed with a key of its own (`private_key_jwt`, OpenID Connect Core §9): nothing secret travels.
        case key(ClientKey)
        /// By a shared secret (`client_secret_basic`).
        case secret(String)
    }

    /// Its name there.
    public let name: String
    /// How it proves that.
    public let proof: Proof

    /// Describes a client.
    public init(name: String, proof: Proof) {
        self.name = name
        self.proof = proof
    }
}

/// The private key of a client: P-256 (ES256) or RSA of at least 2048 bits (RS256, which every provider knows).
public struct ClientKey: Sendable {
    private enum Material: Sendable {
        case p256(P256.Signing.PrivateKey)
        case rsa(_RSA.Signing.PrivateKey)
    }

    private let material: Material
    private let name: String?

    /// Reads a key.
    /// - Parameters:
    ///   - pem: one PEM block with a private key, without a passphrase.
    ///   - name: the `kid` under which the provider knows it; nil when it knows but one.
    /// - Returns: nil when it is none that can be used.
    public init?(pem: String, name: String?) {
        if let key = try? P256.Signing.PrivateKey(pemRepresentation: pem) {
            material = .p256(key)
        } else if let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem), key.keySizeInBits >= 2048 {
            material = .rsa(key)
        } else {
            return nil
        }
        self.name = name
    }

    /// A token with these claims, signed with this key.
    /// - Throws: `provider` when the key cannot sign.
    func token(_ claims: JSONObject) throws(SignInFault) -> String {
        let algorithm =
            switch material {
            case .p256: "ES256"
            case .rsa: "RS256"
            }
        let header = JSONObject([("alg", .string(algorithm)), ("kid", name.map { .string($0) }), ("typ", "JWT")])
        let signed = [header, claims].map { Base64URL.encode(JSON.object($0).canonical()) }.joined(separator: ".")
        let bytes = Array(signed.utf8)
        let signature: [UInt8]?
        switch material {
        case .p256(let key): signature = (try? key.signature(for: bytes)).map { Array($0.rawRepresentation) }
        case .rsa(let key):
            signature = (try? key.signature(for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)).map {
                Array($0.rawRepresentation)
            }
        }
        guard let signature else { throw SignInFault(.provider, "the client's key cannot sign") }
        return signed + "." + Base64URL.encode(signature)
    }
}
