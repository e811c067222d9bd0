// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Roots and proofs of a small tree, straight from the definitions of RFC 6962 §2.1.
enum TreeProofs {
    /// The root.
    static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1, let (left, right) = halves(leaves) else { return leaves.first ?? MerkleHash.empty }
        return MerkleHash.node(root(left), root(right))
    }

    /// The path that proves a leaf to be there.
    static func inclusion(of index: Int, in leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1, let (left, right) = halves(leaves) else { return [] }
        return index < left.count
            ? inclusion(of: index, in: left) + [root(right)] : inclusion(of: index - left.count, in: right) + [root(left)]
    }

    /// The path that proves the first leaves to be the beginning of all.
    static func consistency(from size: Int, in leaves: ArraySlice<Digest>, isWhole: Bool = true) -> [Digest] {
        guard size > 0 else { return [] }
        guard size < leaves.count, let (left, right) = halves(leaves) else { return isWhole ? [] : [root(leaves)] }
        return size <= left.count
            ? consistency(from: size, in: left, isWhole: isWhole) + [root(right)]
            : consistency(from: size - left.count, in: right, isWhole: false) + [root(left)]
    }

    private static func halves(_ leaves: ArraySlice<Digest>) -> (ArraySlice<Digest>, ArraySlice<Digest>)? {
        guard leaves.count > 1 else { return nil }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return (leaves.prefix(split), leaves.dropFirst(split))
    }
}
