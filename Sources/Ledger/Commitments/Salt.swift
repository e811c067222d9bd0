// SPDX-License-Identifier: EUPL-1.2

/// Thirty-two random bytes that keep a commitment from being guessed.
///
/// Identifiers are guessable: without a salt every IMEI could be tried against a leaf in hours. The salt lives beside the
/// payload and is erased with it; what remains in the log then says nothing about anyone. It is therefore secret, and its
/// description does not show it.
public struct Salt: Hashable, Sendable, CustomStringConvertible {
    let block: Block32

    /// A fresh salt from the system's random source.
    public init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    /// A fresh salt from the given source; for tests, as only the system's source is fit for use.
    init(using generator: inout some RandomNumberGenerator) {
        let words = [generator.next(), generator.next(), generator.next(), generator.next()] as [UInt64]
        block = words.withUnsafeBytes { Block32(copying: $0) }
    }

    /// A salt stored earlier: exactly 32 bytes, or nil.
    public init?(bytes: some Collection<UInt8>) {
        guard let block = Block32(bytes) else { return nil }
        self.block = block
    }

    /// A salt from 44 characters of standard Base 64 with padding, or nil for anything else.
    public init?(base64: some StringProtocol) {
        guard base64.utf8.count == 44, let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { block.bytes }

    /// 44 characters of standard Base 64 with padding.
    public var base64: String { Base64.encode(block.bytes) }

    /// Says that this is a salt, not which.
    public var description: String { "Salt(32 bytes)" }
}
