// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// The public side of the key of an epoch. Everybody is shown the same one, so that nobody is recognised by it.
public struct CheckPublicKey: Hashable, Sendable {
    /// The compressed point, ``PrivateCheck/elementBytes`` long.
    public let bytes: [UInt8]

    /// Reads a key.
    /// - Throws: `unusableKey` when it is no element of the group.
    public init(bytes: [UInt8]) throws(PrivateCheckError) {
        self.bytes = bytes
        _ = try value()
    }

    /// The key, for one calculation.
    func value() throws(PrivateCheckError) -> P384._VOPRF.PublicKey {
        guard (try? BlindedElement(bytes: bytes)) != nil,
            let value = try? P384._VOPRF.PublicKey(compressedRepresentation: bytes)
        else {
            throw PrivateCheckError(.unusableKey, "The key of the register is no point of P-384: ask the operator of the hub.")
        }
        return value
    }
}
