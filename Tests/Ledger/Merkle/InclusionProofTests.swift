// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Inclusion proofs")
struct InclusionProofTests {
    private let oracle = Oracle(count: 70)

    @Test("no other leaf, place, size, root or path is proved")
    func tampering() {
        for size in [1, 2, 3, 7, 8, 37, 64, 70] {
            let root = oracle.root(size)
            for index in 0..<size {
                let path = oracle.path(index, 0..<size)
                let leaf = oracle.leaves[index]
                func verdict(index: Int = index, size: Int = size, path: [Digest] = path, leaf: Digest = leaf, root: Digest = root)
                    -> LedgerError.Code?
                {
                    fault {
                        try InclusionProof(index: UInt64(index), size: UInt64(size), path: path).verify(leaf: leaf, root: root)
                    }
                }

                #expect(verdict() == nil)
                #expect(verdict(leaf: leafHash(999)) == .notIncluded)
                #expect(verdict(root: leafHash(999)) == .notIncluded)
                #expect(verdict(path: path + [leafHash(999)]) == .notIncluded)
                #expect(verdict(path: path + [root]) == .notIncluded)
                #expect(verdict(index: size) == .notIncluded)
                if !path.isEmpty {
                    #expect(verdict(path: Array(path.dropLast())) == .notIncluded)
                    #expect(verdict(path: Array(path.dropFirst())) == .notIncluded)
                    #expect(verdict(index: index ^ 1) == .notIncluded)
                    for step in path.indices {
                        var changed = path
                        changed[step] = leafHash(999)
                        #expect(verdict(path: changed) == .notIncluded)
                    }
                }
            }
        }
    }

    @Test("the empty tree holds no leaf")
    func emptyTree() {
        let proof = InclusionProof(index: 0, size: 0, path: [])
        #expect(
            fault { try proof.verify(leaf: MerkleHash.empty, root: MerkleHash.empty) } == .notIncluded)
    }

    @Test("sizes up to the largest number and paths of any length are handled")
    func extremes() {
        var random = SeededGenerator(seed: 11)
        for count in 0..<200 {
            let path = (0..<count).map { leafHash($0) }
            let index = random.next() >> UInt64.random(in: 0..<64, using: &random)
            for size in [UInt64.max, UInt64.max / 2 + 1, index &+ 1, random.next()] {
                let proof = InclusionProof(index: index, size: size, path: path)
                #expect(fault { try proof.verify(leaf: leafHash(0), root: leafHash(1)) } == .notIncluded)
            }
        }
    }
}
