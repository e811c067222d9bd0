// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The bytes of tiles. The input: the width less one, level and place, then the tile.
struct TileTarget: FuzzTarget {
    let name = "tile"
    let longest = 9_216

    func seeds() throws -> [[UInt8]] {
        let complete = try SampleLog.long.tile(level: 0, index: 1)
        return [
            [255, 0] + UInt64(1).input + TileBytes.encode(complete), [0, 7] + UInt64.max.input + TileBytes.encode([complete[0]]),
            [87, 0] + UInt64(2).input + TileBytes.encode(SampleLog.long.tree.partialTile(level: 0)),
        ]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        // One too many at the upper end, so that it is refused.
        let width = Int(input.byte()) + 1 + (bytes.count % 512 == 511 ? 1 : 0)
        let level = Int(Int8(bitPattern: input.byte()))
        let index = input.number()
        guard let hashes = try? TileBytes.decode(input.rest, width: width) else { return }
        claim(hashes.count == width && width <= Tile.width, "a tile has the hashes that its path says")
        claim(TileBytes.encode(hashes) == Array(input.rest), "a tile has one form")
        guard let tile = try? Tile(level: level, index: index, hashes: hashes) else { return }
        claim((0..<8).contains(level) && width == Tile.width, "only complete tiles of levels that exist are tiles")
        var range = CompactRange()
        for hash in hashes { range.append(hash) }
        claim(tile.root == range.root, "the root of a tile is that of its hashes")
    }
}
