// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Consistency proofs")
struct ConsistencyProofTests {
    private let oracle = Oracle(count: 70)

    private func verdict(_ old: Int, _ new: Int, _ path: [Digest], _ oldRoot: Digest, _ newRoot: Digest) -> LedgerError.Code? {
        fault {
            try ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(new), path: path).verify(old: oldRoot, new: newRoot)
        }
    }

    @Test("no other size, root or path is proved")
    func tampering() {
        for new in [2, 3, 7, 8, 37, 64, 70] {
            for old in 1..<new {
                let path = oracle.proof(old, new)
                let roots = (oracle.root(old), oracle.root(new))
                let other = leafHash(999)

                #expect(verdict(old, new, path, roots.0, roots.1) == nil)
                #expect(verdict(old, new, path, other, roots.1) == .notConsistent)
                #expect(verdict(old, new, path, roots.0, other) == .notConsistent)
                #expect(verdict(old, new, path, roots.1, roots.0) == .notConsistent)
                #expect(verdict(old, new, path + [other], roots.0, roots.1) == .notConsistent)
                #expect(verdict(old, new, Array(path.dropLast()), roots.0, roots.1) == .notConsistent)
                #expect(verdict(old, new, [], roots.0, roots.1) == .notConsistent)
                #expect(verdict(new, old, path, roots.1, roots.0) == .notConsistent)
                for step in path.indices {
                    var changed = path
                    changed[step] = other
                    #expect(verdict(old, new, changed, roots.0, roots.1) == .notConsistent)
                }
            }
        }
    }

    @Test("a log that rewrote one early leaf cannot prove to extend itself")
    func rewritten() throws {
        // setup: the same 70 leaves but the third
        var leaves = oracle.leaves
        leaves[2] = leafHash(999)
        let forged = Oracle(leaves: leaves)

        for old in 3..<70 {
            // act
            let path = forged.proof(old, 70)

            // check
            #expect(verdict(old, 70, path, oracle.root(old), forged.root(70)) == .notConsistent)
            #expect(verdict(old, 70, oracle.proof(old, 70), oracle.root(old), forged.root(70)) == .notConsistent)
        }
    }

    @Test("every log extends the empty one, whose root is the hash of nothing")
    func fromEmpty() {
        let root = oracle.root(7)
        #expect(verdict(0, 7, [], MerkleHash.empty, root) == nil)
        #expect(verdict(0, 0, [], MerkleHash.empty, MerkleHash.empty) == nil)
        #expect(verdict(0, 7, [], leafHash(0), root) == .notConsistent)
        #expect(verdict(0, 7, [root], MerkleHash.empty, root) == .notConsistent)
        #expect(verdict(0, 0, [], MerkleHash.empty, root) == .notConsistent)
    }

    @Test("a log extends itself, without a path and with one root only")
    func same() {
        let root = oracle.root(7)
        #expect(verdict(7, 7, [], root, root) == nil)
        #expect(verdict(7, 7, [root], root, root) == .notConsistent)
        #expect(verdict(7, 7, [], root, oracle.root(8)) == .notConsistent)
    }

    @Test("a log that went back is refused with a sentence that says so")
    func rollback() {
        do throws(LedgerError) {
            try ConsistencyProof(oldSize: 9, newSize: 8, path: []).verify(old: leafHash(0), new: leafHash(0))
            Issue.record("a rollback was accepted")
        } catch {
            #expect(error.code == .notConsistent)
            #expect(error.reason.contains("from 9 to 8"))
        }
    }

    @Test("sizes up to the largest number and paths of any length are handled")
    func extremes() {
        var random = SeededGenerator(seed: 12)
        for count in 0..<200 {
            let path = (0..<count).map { leafHash($0) }
            for _ in 0..<4 {
                let sizes = [random.next() >> UInt64.random(in: 0..<64, using: &random), .max, 1 << 63, 1].shuffled(using: &random)
                let proof = ConsistencyProof(oldSize: sizes[0], newSize: sizes[1], path: path)
                #expect(fault { try proof.verify(old: leafHash(0), new: leafHash(1)) } == .notConsistent)
            }
        }
    }
}
