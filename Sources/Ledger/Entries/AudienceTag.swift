// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// Sixteen bytes in a leaf that tell its audience, and nobody else, for whom it is.
///
/// The hub derives the tag from a secret and the name of the audience and tells each party its own tags. A party can then see
/// all leaves, recognise those for it, and prove from their sequence numbers that none is missing; others cannot link a tag
/// to a name.
public struct AudienceTag: Hashable, Sendable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// The tag of an audience: the first 16 bytes of HMAC-SHA256 over the name, under the hub's secret.
    public init(secret: some Collection<UInt8>, name: String) {
        var authentication = HMAC<SHA256>(key: SymmetricKey(data: Array(secret)))
        authentication.update(data: Array(name.utf8))
        (high, low) = authentication.finalize().withUnsafeBytes { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// A tag read earlier: exactly 16 bytes, or nil.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A tag from 32 hexadecimal digits in either case, or nil for anything else.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 32, let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// 32 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.encode(bytes) }

    /// The hexadecimal digits.
    public var description: String { hex }
}
