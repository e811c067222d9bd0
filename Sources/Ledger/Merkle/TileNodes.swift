// SPDX-License-Identifier: EUPL-1.2

/// All nodes of a complete tile, row above row: its 256 hashes, 128 above them, and so on up to its root.
struct TileNodes: Sendable {
    /// The place of the tile among those of its level.
    let index: UInt64
    private let nodes: [Digest]

    /// The nodes over exactly 256 hashes.
    init(index: UInt64, hashes: [Digest]) {
        self.index = index
        var nodes = hashes
        nodes.reserveCapacity(2 * Tile.width - 1)
        var row = 0
        while nodes.count - row > 1 {
            let end = nodes.count
            for left in stride(from: row, to: end, by: 2) { nodes.append(MerkleHash.node(nodes[left], nodes[left + 1])) }
            row = end
        }
        self.nodes = nodes
    }

    /// The root of 2^row hashes.
    func node(row: Int, place: Int) -> Digest { nodes[512 - 512 >> row + place] }
}
