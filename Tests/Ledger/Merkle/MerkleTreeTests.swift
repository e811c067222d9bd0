// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Merkle trees")
struct MerkleTreeTests {
    @Test("the root is that of RFC 6962 at every size up to 600, whether or not tiles are taken")
    func roots() {
        let oracle = Oracle(count: 600)
        var taken = MerkleTree()
        var left = MerkleTree()
        #expect(taken.root == MerkleHash.empty)
        for size in 1...600 {
            taken.append(oracle.leaves[size - 1])
            left.append(oracle.leaves[size - 1])
            _ = taken.takeCompletedTiles()
            #expect(taken.size == UInt64(size))
            #expect(taken.root == oracle.root(size))
            #expect(left.root == oracle.root(size))
        }
    }

    @Test("a tile is handed over once, when its 256th hash comes in")
    func tiles() {
        let oracle = Oracle(count: 520)
        var tree = MerkleTree()
        for size in 1...520 {
            tree.append(oracle.leaves[size - 1])
            let tiles = tree.takeCompletedTiles()
            if size % 256 == 0 {
                #expect(tiles.count == 1)
                #expect(tiles.first?.level == 0)
                #expect(tiles.first?.index == UInt64(size / 256 - 1))
                #expect(tiles.first?.hashes == Array(oracle.leaves[(size - 256)..<size]))
                #expect(tiles.first?.root == oracle.root((size - 256)..<size))
            } else {
                #expect(tiles.isEmpty)
            }
        }
    }

    @Test("tiles left lying are handed over together, in order")
    func tilesTogether() {
        let oracle = Oracle(count: 1100)
        var tree = MerkleTree()
        for leaf in oracle.leaves { tree.append(leaf) }
        let tiles = tree.takeCompletedTiles()
        #expect(tiles.map(\.index) == [0, 1, 2, 3])
        #expect(tiles.allSatisfy { $0.level == 0 })
        #expect(tiles.flatMap(\.hashes) == Array(oracle.leaves.prefix(1024)))
        #expect(tree.takeCompletedTiles().isEmpty)
    }

    @Test("partial tiles are those of C2SP for the size")
    func partialTiles() {
        let oracle = Oracle(count: 700)
        let shelf = TileShelf()
        let tree = MerkleTree.grown(700, from: oracle, onto: shelf)
        #expect(tree.partialTile(level: 0) == Array(oracle.leaves[512...]))
        #expect(tree.partialTile(level: 1) == [oracle.root(0..<256), oracle.root(256..<512)])
        #expect(tree.partialTile(level: 2).isEmpty)
        #expect(tree.partialTile(level: -1).isEmpty)
        #expect(MerkleTree().partialTile(level: 0).isEmpty)
    }

    @Test("a tree recovered at any size up to 600 is the tree that was never interrupted")
    func recovery() throws {
        let oracle = Oracle(count: 620)
        let shelf = TileShelf()
        for size in 0...600 {
            // setup
            let continuous = MerkleTree.grown(size, from: oracle, onto: shelf)

            // act
            var recovered = try MerkleTree(
                size: UInt64(size), tail: Array(oracle.leaves[(size & ~0xFF)..<size]), reading: shelf)

            // check
            #expect(recovered.size == continuous.size)
            #expect(recovered.root == oracle.root(size))
            for level in 0...2 { #expect(recovered.partialTile(level: level) == continuous.partialTile(level: level)) }
            for leaf in oracle.leaves[size..<(size + 20)] { recovered.append(leaf) }
            #expect(recovered.root == oracle.root(size + 20))
        }
    }

    @Test("recovery with a tail that does not fit is refused")
    func wrongTail() throws {
        let shelf = TileShelf()
        let oracle = Oracle(count: 300)
        _ = MerkleTree.grown(300, from: oracle, onto: shelf)
        for count in [0, 43, 45, 300] {
            #expect(throws: LedgerError.self) {
                _ = try MerkleTree(size: 300, tail: Array(oracle.leaves.suffix(count)), reading: shelf)
            }
        }
        #expect(try MerkleTree(size: 300, tail: Array(oracle.leaves.suffix(44)), reading: shelf).root == oracle.root(300))
    }

    @Test("recovery without a needed tile, or with one that is not whole, is refused")
    func missingTile() {
        let oracle = Oracle(count: 300)
        let tail = Array(oracle.leaves.suffix(44))
        #expect(throws: TileShelf.Missing(level: 0, index: 0)) {
            _ = try MerkleTree(size: 300, tail: tail, reading: TileShelf())
        }
        let broken = TileShelf()
        broken.put(Array(oracle.leaves.prefix(255)), level: 0, index: 0)
        #expect(throws: LedgerError.self) {
            _ = try MerkleTree(size: 300, tail: tail, reading: broken)
        }
    }

    @Test("a tree is a value: a copy does not change with the original")
    func valueSemantics() {
        let oracle = Oracle(count: 260)
        var tree = MerkleTree()
        for leaf in oracle.leaves.prefix(250) { tree.append(leaf) }
        let copy = tree
        for leaf in oracle.leaves[250...] { tree.append(leaf) }
        #expect(copy.root == oracle.root(250))
        #expect(copy.partialTile(level: 0).count == 250)
        #expect(tree.root == oracle.root(260))
    }

    @Test("a tile of another width or level than complete ones have is refused")
    func tileShape() {
        let hashes = (0..<256).map { leafHash($0) }
        #expect(fault { try Tile(level: 0, index: 0, hashes: hashes) } == nil)
        #expect(fault { try Tile(level: 0, index: 0, hashes: Array(hashes.dropLast())) } == .malformed)
        #expect(fault { try Tile(level: 0, index: 0, hashes: hashes + [hashes[0]]) } == .malformed)
        #expect(fault { try Tile(level: 8, index: 0, hashes: hashes) } == .malformed)
        #expect(fault { try Tile(level: -1, index: 0, hashes: hashes) } == .malformed)
    }
}
