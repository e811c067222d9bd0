// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// A hiding, binding commitment to a payload: SHA-256(salt, payload) with a fresh 32-byte ``Salt``.
///
/// It stands in the log for ever. Whoever holds payload and salt can show what was recorded; once both are erased nobody can
/// find out.
public struct Commitment: Hashable, Sendable, CustomStringConvertible {
    let block: Block32

    /// A commitment read from a leaf: exactly 32 bytes, or nil.
    public init?(bytes: some Collection<UInt8>) {
        guard let block = Block32(bytes) else { return nil }
        self.block = block
    }

    /// The commitment to a payload under a given salt.
    public init(salt: Salt, payload: some Collection<UInt8>) {
        var hasher = SHA256()
        salt.block.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        let hashed: Void? = payload.withContiguousStorageIfAvailable { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        if hashed == nil { Array(payload).withUnsafeBytes { hasher.update(bufferPointer: $0) } }
        block = hasher.finalize().withUnsafeBytes { Block32(copying: $0) }
    }

    /// Commits to a payload under a fresh salt. Store the salt with the payload, the commitment in the leaf.
    public static func seal(payload: some Collection<UInt8>) -> (salt: Salt, commitment: Commitment) {
        let salt = Salt()
        return (salt, Commitment(salt: salt, payload: payload))
    }

    /// Whether this is the commitment to that payload under that salt.
    public func opens(salt: Salt, payload: some Collection<UInt8>) -> Bool {
        Commitment(salt: salt, payload: payload) == self
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { block.bytes }

    /// 64 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.encode(block.bytes) }

    /// The hexadecimal digits.
    public var description: String { hex }
}
