// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The definitions of RFC 6962 §2.1 written down as they stand there, recursive and slow, to compare with.
final class Oracle {
    let leaves: [Digest]
    private var known: [Range<Int>: Digest] = [:]

    init(leaves: [Digest]) {
        self.leaves = leaves
    }

    /// Leaves 0, 1, 2, … each holding its own number.
    convenience init(count: Int) {
        self.init(leaves: (0..<count).map { leafHash($0) })
    }

    /// MTH(D[range]).
    func root(_ range: Range<Int>) -> Digest {
        if let root = known[range] { return root }
        let root: Digest
        switch range.count {
        case 0: root = MerkleHash.leafless
        case 1: root = leaves[range.lowerBound]
        default:
            let middle = split(range)
            root = MerkleHash.node(self.root(range.lowerBound..<middle), self.root(middle..<range.upperBound))
        }
        known[range] = root
        return root
    }

    /// MTH(D[0:size]).
    func root(_ size: Int) -> Digest {
        root(0..<size)
    }

    /// PATH(m, D[range]).
    func path(_ index: Int, _ range: Range<Int>) -> [Digest] {
        guard range.count > 1 else { return [] }
        let middle = split(range)
        if index < middle { return path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)] }
        return path(index, middle..<range.upperBound) + [root(range.lowerBound..<middle)]
    }

    /// PROOF(m, D[0:size]).
    func proof(_ old: Int, _ size: Int) -> [Digest] {
        old == 0 || old == size ? [] : subproof(old, 0..<size, true)
    }

    private func subproof(_ old: Int, _ range: Range<Int>, _ isKnown: Bool) -> [Digest] {
        if old == range.upperBound { return isKnown ? [] : [root(range)] }
        let middle = split(range)
        if old <= middle { return subproof(old, range.lowerBound..<middle, isKnown) + [root(middle..<range.upperBound)] }
        return subproof(old, middle..<range.upperBound, false) + [root(range.lowerBound..<middle)]
    }

    private func split(_ range: Range<Int>) -> Int {
        var power = 1
        while power * 2 < range.count { power *= 2 }
        return range.lowerBound + power
    }
}

extension MerkleHash {
    /// SHA-256 of nothing, written out.
    static var leafless: Digest {
        hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}

/// The hash of a leaf that holds its own number.
func leafHash(_ index: Int) -> Digest {
    MerkleHash.leaf(Array("entry \(index)".utf8))
}

/// A digest written in hexadecimal digits; what is no digest becomes the hash of a leaf nobody uses.
func hash(_ hex: String) -> Digest {
    Digest(hex: hex) ?? MerkleHash.leaf(Array("no digest: \(hex)".utf8))
}
