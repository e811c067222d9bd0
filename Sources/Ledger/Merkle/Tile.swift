// SPDX-License-Identifier: EUPL-1.2

/// A complete tile of a log (c2sp.org/tlog-tiles): 256 neighbouring hashes of one level, eight tree levels apart.
///
/// Hash `i` of tile `index` at `level` is the root of the leaves from `(256 * index + i) * 256^level`, 256^level of them.
public struct Tile: Hashable, Sendable {
    /// How many hashes a complete tile has.
    public static let width = 256

    /// The level of tiles, 0 for leaf hashes.
    public let level: Int
    /// The place among the tiles of its level, from 0.
    public let index: UInt64
    /// The hashes, exactly 256.
    public let hashes: [Digest]

    /// A tile with its place and its hashes.
    ///
    /// - Throws: ``LedgerError`` `malformed` unless there are exactly 256 hashes and the level is 0...7.
    public init(level: Int, index: UInt64, hashes: [Digest]) throws(LedgerError) {
        guard hashes.count == Tile.width, (0..<8).contains(level) else {
            throw LedgerError(.malformed, "A complete tile has 256 hashes and a level from 0 to 7; fetch it again.")
        }
        self.init(complete: hashes, level: level, index: index)
    }

    init(complete hashes: [Digest], level: Int, index: UInt64) {
        self.level = level
        self.index = index
        self.hashes = hashes
    }

    /// The root over all 256 hashes: one hash of the tile above.
    public var root: Digest {
        Tile.subtree(hashes, from: 0, height: 8)
    }

    /// The root of 2^height hashes from this place on.
    static func subtree(_ hashes: [Digest], from start: Int, height: Int) -> Digest {
        var nodes = Array(hashes[start..<(start + 1 << height)])
        while nodes.count > 1 {
            for pair in 0..<(nodes.count / 2) { nodes[pair] = MerkleHash.node(nodes[2 * pair], nodes[2 * pair + 1]) }
            nodes.removeLast(nodes.count / 2)
        }
        return nodes[0]
    }
}

/// Where complete tiles are kept: the store of a hub, the files of a mirror.
public protocol TileReader {
    /// The 256 hashes of a complete tile stored earlier.
    ///
    /// Errors of the store are passed on as they are.
    func tile(level: Int, index: UInt64) throws -> [Digest]
}
