// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Merkle proofs")
struct MerkleProofTests {
    @Test("every inclusion path up to 130 leaves is that of RFC 6962, and proves")
    func inclusion() throws {
        let oracle = Oracle(count: 130)
        for size in 1...130 {
            let tree = MerkleTree.grown(size, from: oracle, onto: TileShelf())
            for index in 0..<size {
                let path = try tree.inclusionPath(of: UInt64(index), reading: TileShelf())
                #expect(path == oracle.path(index, 0..<size))
                let proof = InclusionProof(index: UInt64(index), size: UInt64(size), path: path)
                try proof.verify(leaf: oracle.leaves[index], root: oracle.root(size))
            }
        }
    }

    @Test("every consistency path up to 130 leaves is that of RFC 6962, and proves")
    func consistency() throws {
        let oracle = Oracle(count: 130)
        for size in 0...130 {
            let tree = MerkleTree.grown(size, from: oracle, onto: TileShelf())
            for old in 0...size {
                let path = try tree.consistencyPath(from: UInt64(old), reading: TileShelf())
                #expect(path == oracle.proof(old, size))
                let proof = ConsistencyProof(oldSize: UInt64(old), newSize: UInt64(size), path: path)
                try proof.verify(old: oracle.root(old), new: oracle.root(size))
            }
        }
    }

    @Test("proofs that reach into stored tiles are those of RFC 6962, at sizes up to 600")
    func storedTiles() throws {
        var random = SeededGenerator(seed: 600)
        let oracle = Oracle(count: 600)
        for size in 131...600 {
            let shelf = TileShelf()
            let tree = MerkleTree.grown(size, from: oracle, onto: shelf)
            for _ in 0..<8 {
                let index = Int.random(in: 0..<size, using: &random)
                #expect(try tree.inclusionPath(of: UInt64(index), reading: shelf) == oracle.path(index, 0..<size))
                let old = Int.random(in: 0...size, using: &random)
                #expect(try tree.consistencyPath(from: UInt64(old), reading: shelf) == oracle.proof(old, size))
            }
        }
    }

    @Test("proofs and roots of an earlier size are those of the tree as it was then")
    func earlier() throws {
        var random = SeededGenerator(seed: 601)
        let oracle = Oracle(count: 600)
        let shelf = TileShelf()
        let tree = MerkleTree.grown(600, from: oracle, onto: shelf)
        for size in 0...600 {
            #expect(try tree.root(at: UInt64(size), reading: shelf) == oracle.root(size))
            let old = Int.random(in: 0...size, using: &random)
            #expect(try tree.consistencyPath(from: UInt64(old), to: UInt64(size), reading: shelf) == oracle.proof(old, size))
            guard size > 0 else { continue }
            let index = Int.random(in: 0..<size, using: &random)
            let path = try tree.inclusionPath(of: UInt64(index), at: UInt64(size), reading: shelf)
            #expect(path == oracle.path(index, 0..<size))
        }
    }

    @Test("proofs do not need the reader for tiles that have not been taken")
    func pendingTiles() throws {
        let oracle = Oracle(count: 900)
        var tree = MerkleTree()
        for leaf in oracle.leaves { tree.append(leaf) }
        let empty = TileShelf()
        for index in stride(from: 0, to: 900, by: 37) {
            #expect(try tree.inclusionPath(of: UInt64(index), reading: empty) == oracle.path(index, 0..<900))
        }
        #expect(empty.reads == 0)
    }

    @Test("a path at the edge reads no tile, and one elsewhere reads one tile for each level it passes")
    func reads() throws {
        let oracle = Oracle(count: 800)
        let shelf = TileShelf()
        let tree = MerkleTree.grown(800, from: oracle, onto: shelf)

        for index in 768..<800 { _ = try tree.inclusionPath(of: UInt64(index), reading: shelf) }
        #expect(shelf.reads == 0)

        _ = try tree.inclusionPath(of: 5, reading: shelf)
        #expect(shelf.reads == 1)
    }

    @Test("a leaf that is not there, or a size to come, is out of range")
    func outOfRange() throws {
        let oracle = Oracle(count: 10)
        let tree = MerkleTree.grown(10, from: oracle, onto: TileShelf())
        let shelf = TileShelf()
        #expect(throws: LedgerError.self) { try tree.inclusionPath(of: 10, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.inclusionPath(of: .max, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.inclusionPath(of: 5, at: 5, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.inclusionPath(of: 5, at: 11, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.consistencyPath(from: 11, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.consistencyPath(from: 4, to: 3, reading: shelf) }
        #expect(throws: LedgerError.self) { try tree.root(at: 11, reading: shelf) }
        #expect(throws: LedgerError.self) { try MerkleTree().inclusionPath(of: 0, reading: shelf) }
    }

    @Test("a missing tile and one that is not whole are faults, not wrong proofs")
    func missingTile() throws {
        let oracle = Oracle(count: 600)
        let tree = MerkleTree.grown(600, from: oracle, onto: TileShelf())
        #expect(throws: TileShelf.Missing(level: 0, index: 0)) { try tree.inclusionPath(of: 0, reading: TileShelf()) }
        let broken = TileShelf()
        broken.put(Array(oracle.leaves.prefix(17)), level: 0, index: 0)
        do {
            _ = try tree.inclusionPath(of: 0, reading: broken)
            Issue.record("a broken tile was used")
        } catch let error as LedgerError {
            #expect(error.code == .missingTile)
        }
    }
}
