// SPDX-License-Identifier: EUPL-1.2

import Crypto
import CryptoExtras
import FoundationEssentials
import Ledger

extension TokenKeys {
    /// The largest key set that is read, in bytes.
    private static let mostBytes = 256 << 10

    /// Reads a JSON Web Key Set. Keys for another use, of a kind not known here, or symmetric ones are passed over, as RFC 7517 §5
    /// wants; a private key is a mistake somebody must see.
    init(keySet bytes: [UInt8]) throws(TokenKeyFault) {
        let set: JSON
        do {
            set = try JSON(parsing: bytes, limits: JSONLimits(bytes: Self.mostBytes, depth: 8))
        } catch {
            throw .unreadable
        }
        guard let members = set["keys"]?.array else { throw .unreadable }
        guard members.count <= Self.most else { throw .tooMany }
        guard members.allSatisfy({ $0["kty"]?.string == "oct" || $0["d"] == nil }) else { throw .privateKey }
        let keys = members.compactMap(Self.key)
        guard !keys.isEmpty else { throw .noKey }
        self.init(keys)
    }

    private static func key(_ member: JSON) -> TokenKey? {
        guard let kind = member["kty"]?.string, member["use"].map({ $0.string == "sig" }) ?? true,
            member["key_ops"].map({ $0.array?.contains { $0.string == "verify" } ?? false }) ?? true,
            let material = material(kind, member)
        else { return nil }
        var algorithm: TokenAlgorithm?
        if let named = member["alg"] {
            guard let known = named.string.flatMap(TokenAlgorithm.init) else { return nil }
            algorithm = known
        }
        return TokenKey(name: member["kid"]?.string, algorithm: algorithm, material: material)
    }

    private static func material(_ kind: String, _ member: JSON) -> TokenKey.Material? {
        func bytes(_ name: String) -> [UInt8]? { member[name]?.string.flatMap { Base64URL.decode($0) } }
        switch (kind, member["crv"]?.string) {
        case ("EC", let curve?):
            guard let x = bytes("x"), let y = bytes("y"), x.count == y.count else { return nil }
            let point: [UInt8] = [4] + x + y
            switch curve {
            case "P-256": return (try? P256.Signing.PublicKey(x963Representation: point)).map { .p256($0) }
            case "P-384": return (try? P384.Signing.PublicKey(x963Representation: point)).map { .p384($0) }
            case "P-521": return (try? P521.Signing.PublicKey(x963Representation: point)).map { .p521($0) }
            default: return nil
            }
        case ("OKP", "Ed25519"?):
            guard let x = bytes("x") else { return nil }
            return (try? Curve25519.Signing.PublicKey(rawRepresentation: x)).map { .ed25519($0) }
        case ("RSA", _):
            guard let modulus = bytes("n"), modulus.count <= TokenKey.modulusBits.upperBound / 8 + 1, let exponent = bytes("e"),
                exponent.count <= 8, let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent),
                TokenKey.modulusBits.contains(key.keySizeInBits)
            else { return nil }
            return .rsa(key)
        default: return nil
        }
    }
}
