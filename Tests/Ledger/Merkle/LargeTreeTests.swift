// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

/// A tree past 65,536 leaves, where the tiles of level 1 are complete and level 2 begins: the example of c2sp.org/tlog-tiles.
@Suite("Large trees")
struct LargeTreeTests {
    private static let size = 70_000

    @Test("70,000 leaves make 273 full tiles and 112 hashes, one full tile and 17, and one hash")
    func shape() {
        let oracle = Oracle(count: Self.size)
        var tree = MerkleTree()
        for leaf in oracle.leaves { tree.append(leaf) }
        let tiles = tree.takeCompletedTiles()
        #expect(tiles.filter { $0.level == 0 }.count == 273)
        #expect(tiles.filter { $0.level == 1 }.count == 1)
        #expect(tiles.count == 274)
        #expect(tree.partialTile(level: 0).count == 112)
        #expect(tree.partialTile(level: 1).count == 17)
        #expect(tree.partialTile(level: 2) == [oracle.root(0..<65_536)])
        #expect(tree.root == oracle.root(Self.size))
    }

    @Test("proofs over three levels are those of RFC 6962")
    func proofs() throws {
        var random = SeededGenerator(seed: 70_000)
        let oracle = Oracle(count: Self.size)
        let shelf = TileShelf()
        let tree = MerkleTree.grown(Self.size, from: oracle, onto: shelf)
        let places =
            [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]
            + (0..<100).map { _ in Int.random(in: 0..<Self.size, using: &random) }
        for place in places {
            let inclusion = try tree.inclusionPath(of: UInt64(place), reading: shelf)
            #expect(inclusion == oracle.path(place, 0..<Self.size))
            try InclusionProof(index: UInt64(place), size: UInt64(Self.size), path: inclusion)
                .verify(leaf: oracle.leaves[place], root: tree.root)
            let consistency = try tree.consistencyPath(from: UInt64(place), reading: shelf)
            #expect(consistency == oracle.proof(place, Self.size))
            try ConsistencyProof(oldSize: UInt64(place), newSize: UInt64(Self.size), path: consistency)
                .verify(old: oracle.root(place), new: tree.root)
        }
    }

    @Test("a path deep in the tree reads at most one tile for each level")
    func reads() throws {
        let oracle = Oracle(count: Self.size)
        let shelf = TileShelf()
        let tree = MerkleTree.grown(Self.size, from: oracle, onto: shelf)
        for index in [0, 300, 40_000, 66_000, 69_950] {
            shelf.forgetReads()
            _ = try tree.inclusionPath(of: UInt64(index), reading: shelf)
            #expect(shelf.reads <= 2)
        }
    }

    @Test("recovery past 65,536 leaves gives the same tree", arguments: [65_535, 65_536, 65_537, 65_792, 66_000, 70_000])
    func recovery(size: Int) throws {
        // setup
        let oracle = Oracle(count: Self.size + 300)
        let shelf = TileShelf()
        let continuous = MerkleTree.grown(size, from: oracle, onto: shelf)

        // act
        var recovered = try MerkleTree(size: UInt64(size), tail: Array(oracle.leaves[(size & ~0xFF)..<size]), reading: shelf)

        // check
        #expect(recovered.root == continuous.root)
        #expect(recovered.root == oracle.root(size))
        for level in 0..<4 { #expect(recovered.partialTile(level: level) == continuous.partialTile(level: level)) }
        for leaf in oracle.leaves[size..<(size + 300)] { recovered.append(leaf) }
        for tile in recovered.takeCompletedTiles() { shelf.put(tile) }
        #expect(recovered.root == oracle.root(size + 300))
        #expect(try recovered.consistencyPath(from: 300, reading: shelf) == oracle.proof(300, size + 300))
    }
}
