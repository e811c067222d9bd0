// SPDX-License-Identifier: EUPL-1.2

/// Looks nodes up for one proof: at the edge of the tree, then in tiles not yet stored, then in the store.
///
/// A proof needs several nodes of one tile in a row, and proofs of neighbours need the same ones, so the last tile of each level is kept
/// with all its nodes.
struct NodeReader<Reader: TileReader> {
    let tree: MerkleTree
    let tiles: Reader
    private var last: [Int: TileNodes] = [:]

    init(tree: MerkleTree, tiles: Reader) {
        self.tree = tree
        self.tiles = tiles
    }

    /// The root of a range of leaves that RFC 6962 treats as one tree: its start is a multiple of the power of two that is not
    /// below its length.
    mutating func root(of range: Range<UInt64>) throws -> Digest {
        var end = range.upperBound
        var root: Digest?
        // The complete subtrees of the range, smallest (rightmost) first.
        while end > range.lowerBound {
            let height = (end - range.lowerBound).trailingZeroBitCount
            end -= 1 << UInt64(height)
            let node = try node(height: height, index: end >> UInt64(height))
            root = root.map { MerkleHash.node(node, $0) } ?? node
        }
        return root ?? MerkleHash.empty
    }

    /// The complete node of 2^height leaves at this place.
    private mutating func node(height: Int, index: UInt64) throws -> Digest {
        if let node = tree.edgeNode(height: height, index: index) { return node }
        let (level, row) = height.quotientAndRemainder(dividingBy: 8)
        let place = Int(index & ((1 << UInt64(8 - row)) - 1))
        return try nodes(level: level, index: index >> UInt64(8 - row)).node(row: row, place: place)
    }

    private mutating func nodes(level: Int, index: UInt64) throws -> TileNodes {
        if let last = last[level], last.index == index { return last }
        let hashes = try tree.pendingTile(level: level, index: index) ?? tiles.tile(level: level, index: index)
        guard hashes.count == Tile.width else {
            throw LedgerError(
                .missingTile,
                "Tile \(index) of level \(level) has \(hashes.count) hashes, not 256; restore it from a mirror.")
        }
        let nodes = TileNodes(index: index, hashes: hashes)
        last[level] = nodes
        return nodes
    }
}
