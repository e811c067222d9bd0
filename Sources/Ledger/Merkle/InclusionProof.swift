// SPDX-License-Identifier: EUPL-1.2

/// That a leaf stands at a place in the tree of a given size (RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// The place of the leaf, from 0.
    public let index: UInt64
    /// How many leaves the tree has.
    public let size: UInt64
    /// The hashes from the leaf's sibling up to the root's child: at most 64.
    public let path: [Digest]

    /// A proof as it was received or made.
    public init(index: UInt64, size: UInt64, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Checks that the leaf hash and the path lead to the root (RFC 9162 §2.1.3.2).
    ///
    /// - Throws: ``LedgerError`` `notIncluded` when they do not.
    public func verify(leaf: Digest, root: Digest) throws(LedgerError) {
        guard index < size else {
            throw LedgerError(.notIncluded, "Leaf \(index) cannot be in a tree of \(size) leaves; ask the hub for a new proof.")
        }
        var place = index
        var last = size - 1
        var hash = leaf
        for step in path {
            guard last > 0 else { throw fault() }
            if place & 1 == 1 || place == last {
                hash = MerkleHash.node(step, hash)
                while place & 1 == 0 && place > 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleHash.node(hash, step)
            }
            place >>= 1
            last >>= 1
        }
        guard last == 0, hash == root else { throw fault() }
    }

    private func fault() -> LedgerError {
        LedgerError(
            .notIncluded,
            "The path does not lead from leaf \(index) to the root of \(size) leaves: it is no proof of this leaf.")
    }
}
