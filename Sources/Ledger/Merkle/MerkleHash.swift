// SPDX-License-Identifier: EUPL-1.2

internal import Crypto

/// The hashes of a Merkle tree with SHA-256 (RFC 6962 §2.1).
///
/// Leaves and nodes carry different first bytes, so that no leaf can be passed off as a node.
public enum MerkleHash {
    /// The root of a tree without leaves: the hash of nothing.
    public static let empty = plain([])

    /// The hash of a leaf: SHA-256 of a zero byte and the entry.
    public static func leaf(_ entry: some Collection<UInt8>) -> Digest {
        let hashed = entry.withContiguousStorageIfAvailable { leaf(UnsafeRawBufferPointer($0)) }
        return hashed ?? Array(entry).withUnsafeBytes { leaf($0) }
    }

    /// The hash of a leaf whose entry lies in memory: SHA-256 of a zero byte and the entry.
    public static func leaf(_ entry: UnsafeRawBufferPointer) -> Digest {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: entry)
        return Digest(hasher.finalize())
    }

    /// The hash of a node: SHA-256 of the byte 1 and the hashes of both children. The hot path of the ledger: 65 bytes are
    /// laid out on the stack and hashed in one go.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { buffer in
            buffer[0] = 1
            left.block.store(in: buffer, at: 1)
            right.block.store(in: buffer, at: 33)
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(buffer))
            return Digest(hasher.finalize())
        }
    }

    /// The SHA-256 of a content that is no part of a tree, such as the text of a list.
    public static func content(_ bytes: [UInt8]) -> Digest { plain(bytes) }

    /// SHA-256 without a prefix, for what is no part of a tree.
    static func plain(_ parts: [UInt8]...) -> Digest {
        var hasher = SHA256()
        for part in parts { part.withUnsafeBytes { hasher.update(bufferPointer: $0) } }
        return Digest(hasher.finalize())
    }
}

extension Digest {
    fileprivate init(_ digest: SHA256Digest) {
        self.init(block: digest.withUnsafeBytes { Block32(copying: $0) })
    }
}
