// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import FoundationEssentials

extension TokenKeys {
    private static let begin = "-----BEGIN PUBLIC KEY-----"
    private static let end = "-----END PUBLIC KEY-----"

    /// Reads PEM blocks `PUBLIC KEY` (RFC 7468 §13). They have no name, so each is tried for every token.
    init(pem bytes: [UInt8]) throws(TokenKeyFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .unreadable }
        guard !text.contains("PRIVATE KEY-----") else { throw .privateKey }
        var keys: [TokenKey] = []
        var rest = text[...]
        while let start = rest.firstRange(of: Self.begin) {
            guard let stop = rest[start.upperBound...].firstRange(of: Self.end) else { throw .unreadable }
            guard keys.count < Self.most else { throw .tooMany }
            let block = String(rest[start.lowerBound..<stop.upperBound])
            guard let material = Self.material(pem: block) else { throw .noKey }
            keys.append(TokenKey(name: nil, algorithm: nil, material: material))
            rest = rest[stop.upperBound...]
        }
        guard !keys.isEmpty else { throw .unreadable }
        self.init(keys)
    }

    private static func material(pem: String) -> TokenKey.Material? {
        if let key = try? P256.Signing.PublicKey(pemRepresentation: pem) { return .p256(key) }
        if let key = try? P384.Signing.PublicKey(pemRepresentation: pem) { return .p384(key) }
        if let key = try? P521.Signing.PublicKey(pemRepresentation: pem) { return .p521(key) }
        guard let key = try? _RSA.Signing.PublicKey(pemRepresentation: pem) else { return nil }
        return TokenKey.modulusBits.contains(key.keySizeInBits) ? .rsa(key) : nil
    }
}
