// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Complete tiles kept in memory, counting how often they are read.
final class TileShelf: TileReader {
    struct Missing: Error, Equatable {
        let level: Int
        let index: UInt64
    }

    private struct Place: Hashable {
        let level: Int
        let index: UInt64
    }

    private var tiles: [Place: [Digest]] = [:]
    private(set) var reads = 0

    var count: Int { tiles.count }

    func put(_ tile: Tile) {
        tiles[Place(level: tile.level, index: tile.index)] = tile.hashes
    }

    /// Replaces a tile by hashes that need not be whole.
    func put(_ hashes: [Digest], level: Int, index: UInt64) {
        tiles[Place(level: level, index: index)] = hashes
    }

    func forgetReads() {
        reads = 0
    }

    func tile(level: Int, index: UInt64) throws -> [Digest] {
        reads += 1
        guard let hashes = tiles[Place(level: level, index: index)] else { throw Missing(level: level, index: index) }
        return hashes
    }
}

extension MerkleTree {
    /// A tree of the oracle's first leaves whose complete tiles have been put on the shelf.
    static func grown(_ size: Int, from oracle: Oracle, onto shelf: TileShelf) -> MerkleTree {
        var tree = MerkleTree()
        for leaf in oracle.leaves.prefix(size) { tree.append(leaf) }
        for tile in tree.takeCompletedTiles() { shelf.put(tile) }
        return tree
    }
}
