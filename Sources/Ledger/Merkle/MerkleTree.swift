// SPDX-License-Identifier: EUPL-1.2

/// The tree of a log as its sequencer holds it: the right edge in memory, everything to the left of it in stored tiles.
///
/// Memory is bounded by the tiles of the edge (16 KiB for each of at most eight levels) and the complete tiles that have not
/// been taken with ``takeCompletedTiles()``. Appending costs two hashes on average. A proof costs no hashing of complete nodes
/// at the edge; further left it reads each tile it passes once.
///
///     var tree = MerkleTree()
///     tree.append(leaf.hash)
///     for tile in tree.takeCompletedTiles() { try store.save(tile) }
///     let checkpoint = Checkpoint(origin: origin, size: tree.size, root: tree.root)
public struct MerkleTree: Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    /// One tile for each level that has hashes.
    private var edge: [EdgeTile] = []

    /// The empty tree.
    public init() {}

    /// The tree as it was at a size: after a restart, from the tiles stored before.
    ///
    /// The partial tiles of the upper levels follow from complete tiles below them, so nothing but complete tiles and the last
    /// leaf hashes need be stored. Reads at most 255 tiles a level.
    ///
    /// - Parameters:
    ///   - size: how many leaves were committed.
    ///   - tail: the hashes of the leaves after the last complete tile of level 0, `size % 256` of them.
    ///   - reader: the complete tiles.
    /// - Throws: ``LedgerError`` when the tail does not fit the size or a tile is not whole; errors of the reader as they are.
    public init(size: UInt64, tail: [Digest], reading reader: some TileReader) throws {
        guard UInt64(tail.count) == size & 0xFF else {
            throw LedgerError(
                .malformed, "A tree of \(size) leaves has \(size & 0xFF) leaves after its last tile, not \(tail.count).")
        }
        self.size = size
        for level in 0..<8 where size >> UInt64(8 * level) > 0 {
            let count = size >> UInt64(8 * level)
            var tile = EdgeTile(index: count >> 8)
            for index in (count & ~0xFF)..<count {
                let hash =
                    level == 0
                    ? tail[Int(index & 0xFF)]
                    : try Tile(level: level - 1, index: index, hashes: reader.tile(level: level - 1, index: index)).root
                _ = tile.append(hash)
            }
            edge.append(tile)
        }
    }

    /// The root (RFC 6962 §2.1): the hash of nothing when the tree is empty.
    public var root: Digest {
        var root: Digest?
        for height in 0..<64 where size >> UInt64(height) & 1 == 1 {
            let node = edgeNode(height: height, index: (size >> UInt64(height)) - 1)
            if let node { root = root.map { MerkleHash.node(node, $0) } ?? node }
        }
        return root ?? MerkleHash.empty
    }

    /// Adds the hash of the next leaf.
    public mutating func append(_ leaf: Digest) {
        var hash = leaf
        var level = 0
        size += 1
        while true {
            if level == edge.count { edge.append(EdgeTile()) }
            guard let root = edge[level].append(hash) else { return }
            hash = root
            level += 1
        }
    }

    /// The tiles completed since the last call, lowest level first, each level in order. From now on the reader handed to the
    /// proofs must give them.
    public mutating func takeCompletedTiles() -> [Tile] {
        var tiles: [Tile] = []
        for level in edge.indices where !edge[level].completed.isEmpty {
            let (first, completed) = edge[level].take()
            for (offset, hashes) in completed.enumerated() {
                tiles.append(Tile(complete: hashes, level: level, index: first + UInt64(offset)))
            }
        }
        return tiles
    }

    /// The hashes of the partial tile at the right edge of a level: what a log serves at the path with the width of its size.
    /// Empty when the level has none.
    public func partialTile(level: Int) -> [Digest] {
        edge.indices.contains(level) ? edge[level].hashes : []
    }

    /// The complete node of 2^height leaves at this place, if it lies in a tile of the edge.
    func edgeNode(height: Int, index: UInt64) -> Digest? {
        let (level, row) = height.quotientAndRemainder(dividingBy: 8)
        guard level < edge.count, index >> UInt64(8 - row) == edge[level].index else { return nil }
        return edge[level].node(row: row, place: Int(index & ((1 << UInt64(8 - row)) - 1)))
    }

    /// The hashes of a complete tile that has not been taken, or nil.
    func pendingTile(level: Int, index: UInt64) -> [Digest]? {
        level < edge.count ? edge[level].pending(index: index) : nil
    }
}
