// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import FoundationEssentials

/// One public key of an issuer.
struct TokenKey: Sendable {
    /// The key itself. Its kind decides which algorithms it can verify, whatever a token says.
    enum Material: Sendable {
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
        case p521(P521.Signing.PublicKey)
        case rsa(_RSA.Signing.PublicKey)
        case ed25519(Curve25519.Signing.PublicKey)
    }

    /// The sizes an RSA key may have, in bits: below is weak, above costs too much to verify.
    static let modulusBits = 2048...8192

    /// Its name among the issuer's keys, if it has one.
    let name: String?
    /// The one algorithm it may be used with, when the issuer says so.
    let algorithm: TokenAlgorithm?
    /// The key itself.
    let material: Material

    /// Whether `signature` over `message` was made with this key by `algorithm`.
    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>, by algorithm: TokenAlgorithm) -> Bool {
        if let only = self.algorithm, only != algorithm { return false }
        switch (algorithm, material) {
        case (.es256, .p256(let key)):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case (.es384, .p384(let key)):
            guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case (.es512, .p521(let key)):
            guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case (.rs256, .rsa(let key)): return TokenKey.verify(key, signature, SHA256.hash(data: message), .insecurePKCS1v1_5)
        case (.rs384, .rsa(let key)): return TokenKey.verify(key, signature, SHA384.hash(data: message), .insecurePKCS1v1_5)
        case (.rs512, .rsa(let key)): return TokenKey.verify(key, signature, SHA512.hash(data: message), .insecurePKCS1v1_5)
        case (.ps256, .rsa(let key)): return TokenKey.verify(key, signature, SHA256.hash(data: message), .PSS)
        case (.ps384, .rsa(let key)): return TokenKey.verify(key, signature, SHA384.hash(data: message), .PSS)
        case (.ps512, .rsa(let key)): return TokenKey.verify(key, signature, SHA512.hash(data: message), .PSS)
        case (.edDSA, .ed25519(let key)): return key.isValidSignature(signature, for: message)
        default: return false
        }
    }

    private static func verify(
        _ key: _RSA.Signing.PublicKey, _ signature: [UInt8], _ digest: some Crypto.Digest, _ padding: _RSA.Signing.Padding
    ) -> Bool {
        key.isValidSignature(_RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: padding)
    }
}
