// SPDX-License-Identifier: EUPL-1.2

/// The tile at the right edge of one level, with every complete node inside it, and the complete tiles to its left that have
/// not been stored yet.
///
/// Nodes lie in one block, row above row: 256 hashes of the tile itself, 128 above them, and so on up to the root.
struct EdgeTile: Sendable {
    /// How many hashes the tile has so far, 0...255.
    private(set) var width = 0
    /// The place of the tile among those of its level.
    private(set) var index: UInt64
    /// Complete tiles not yet taken; the last is the left neighbour of the one at the edge.
    private(set) var completed: [[Digest]] = []
    private var nodes: [Digest]

    init(index: UInt64 = 0) {
        self.index = index
        nodes = Array(repeating: Digest(block: .zero), count: 511)
    }

    private static func offset(ofRow row: Int) -> Int { 512 - 512 >> row }

    /// Adds a hash. Returns the root of the tile when this was its 256th; the tile is then complete and the next one begins.
    mutating func append(_ hash: Digest) -> Digest? {
        var hash = hash
        var place = width
        var row = 0
        nodes[place] = hash
        while place & 1 == 1 {
            hash = MerkleHash.node(nodes[Self.offset(ofRow: row) + place - 1], hash)
            place >>= 1
            row += 1
            nodes[Self.offset(ofRow: row) + place] = hash
        }
        width += 1
        guard width == Tile.width else { return nil }
        completed.append(Array(nodes[..<Tile.width]))
        width = 0
        index += 1
        return hash
    }

    /// The node in a row of the tile at the edge, or nil when it is not complete.
    func node(row: Int, place: Int) -> Digest? {
        place < width >> row ? nodes[Self.offset(ofRow: row) + place] : nil
    }

    /// The hashes of a complete tile that has not been taken, or nil.
    func pending(index wanted: UInt64) -> [Digest]? {
        let first = index - UInt64(completed.count)
        return wanted >= first && wanted < index ? completed[Int(wanted - first)] : nil
    }

    /// Hands over the complete tiles, with the place of the first.
    mutating func take() -> (first: UInt64, tiles: [[Digest]]) {
        defer { completed = [] }
        return (index - UInt64(completed.count), completed)
    }

    /// The hashes of the tile at the edge, in order: what is served as a partial tile.
    var hashes: [Digest] { Array(nodes[..<width]) }
}
