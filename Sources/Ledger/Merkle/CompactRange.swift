// SPDX-License-Identifier: EUPL-1.2

/// The right edge of a Merkle tree: its size and the roots of the complete subtrees it consists of, largest first.
///
/// This is all an edge needs to keep in order to follow a log: at most 64 hashes, from which it works out the root after each
/// new leaf. The sizes of the subtrees are the binary digits of the size.
public struct CompactRange: Hashable, Sendable {
    private static let largest = UInt64(Int64.max)

    /// How many leaves the tree has.
    public private(set) var size: UInt64
    /// The roots of its complete subtrees, largest (leftmost) first.
    public private(set) var hashes: [Digest]

    /// The empty tree.
    public init() {
        size = 0
        hashes = []
    }

    /// A tree kept earlier.
    ///
    /// - Throws: ``LedgerError`` `malformed` when the number of hashes does not fit the size, or the size is beyond 2^63 - 1.
    public init(size: UInt64, hashes: [Digest]) throws(LedgerError) {
        guard hashes.count == size.nonzeroBitCount, size <= Self.largest else {
            throw LedgerError(
                .malformed,
                "A tree of \(size) leaves does not have a right edge of \(hashes.count) hashes; fetch it again.")
        }
        self.size = size
        self.hashes = hashes
    }

    /// Adds the hash of the next leaf, as ``MerkleHash/leaf(_:)-(UnsafeRawBufferPointer)`` gives it.
    public mutating func append(_ leaf: Digest) {
        push(leaf, level: 0)
    }

    /// Adds a complete subtree of 2^level leaves, such as a full tile (level 8) of which only the root is wanted.
    ///
    /// - Throws: ``LedgerError`` `outOfRange` when the size is not a multiple of 2^level, so that the subtree would not be one.
    public mutating func append(subtree root: Digest, level: Int) throws(LedgerError) {
        guard (0..<63).contains(level), size & ((1 << UInt64(level)) - 1) == 0, size <= Self.largest - (1 << UInt64(level)) else {
            throw LedgerError(
                .outOfRange, "A subtree of 2^\(level) leaves does not fit at position \(size); append smaller ones first.")
        }
        push(root, level: level)
    }

    /// The root of the tree (RFC 6962 §2.1): the hash of nothing when it is empty.
    public var root: Digest {
        guard var root = hashes.last else { return MerkleHash.empty }
        for subtree in hashes.dropLast().reversed() { root = MerkleHash.node(subtree, root) }
        return root
    }

    private mutating func push(_ hash: Digest, level: Int) {
        var hash = hash
        var bit = UInt64(1) << UInt64(level)
        size += bit
        // Each carry of the addition joins two complete subtrees of one size.
        while size & bit == 0 {
            hash = MerkleHash.node(hashes.removeLast(), hash)
            bit <<= 1
        }
        hashes.append(hash)
    }
}
