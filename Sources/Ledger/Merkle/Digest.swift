// SPDX-License-Identifier: EUPL-1.2

/// A SHA-256 value: 32 bytes held in place, so that trees of millions of them allocate nothing per hash.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    let block: Block32

    init(block: Block32) {
        self.block = block
    }

    /// A digest of exactly 32 bytes, or nil when there are fewer or more.
    public init?(bytes: some Collection<UInt8>) {
        guard let block = Block32(bytes) else { return nil }
        self.block = block
    }

    /// A digest from 64 hexadecimal digits in either case, or nil for anything else.
    public init?(hex: some StringProtocol) {
        guard hex.utf8.count == 64, let bytes = Hexadecimal.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// A digest from 44 characters of standard Base 64 with padding, as checkpoints and proofs carry it; nil for anything else.
    public init?(base64: some StringProtocol) {
        guard base64.utf8.count == 44, let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes: bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { block.bytes }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { block.withUnsafeBytes { Hexadecimal.encode($0) } }

    /// 44 characters of standard Base 64 with padding.
    public var base64: String { Base64.encode(block.bytes) }

    /// The hexadecimal digits.
    public var description: String { hex }

    /// Lends the 32 bytes without copying them into an array.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try block.withUnsafeBytes(body)
    }
}
