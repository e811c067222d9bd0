// SPDX-License-Identifier: EUPL-1.2

/// The tree of a log, worked out from the hashes of its entries tile by tile, with nil for every hash that cannot be known.
///
/// Unlike ``MerkleTree`` it can go on past a hole: the tile above it tells what root the hole should have had.
struct TreeAudit {
    /// The hashes of one tile of a level above 0, as they follow from the tiles below.
    struct UpperTile {
        let level: Int
        let index: UInt64
        let hashes: [Digest?]
    }

    /// How many entries were added.
    private(set) var size: UInt64 = 0
    /// For each level the hashes after its last complete tile.
    private var edge: [[Digest?]] = [[]]

    /// Adds the hashes of a whole bundle, the last one perhaps partial.
    ///
    /// - Parameter compare: called with each tile above that this completes; gives the hashes to go on with.
    mutating func append(_ hashes: [Digest?], comparing compare: (UpperTile) async throws -> [Digest?]) async throws {
        size += UInt64(hashes.count)
        edge[0] = hashes
        var level = 0
        while edge[level].count == Tile.width {
            let tile = UpperTile(level: level, index: size >> UInt64(8 * level + 8) - 1, hashes: edge[level])
            let hashes = level == 0 ? tile.hashes : try await compare(tile)
            edge[level] = []
            level += 1
            if level == edge.count { edge.append([]) }
            edge[level].append(Self.root(hashes))
        }
    }

    /// The partial tiles above level 0.
    var partialTiles: [UpperTile] {
        edge.indices.dropFirst().filter { !edge[$0].isEmpty }.map { level in
            UpperTile(level: level, index: size >> UInt64(8 * level + 8), hashes: edge[level])
        }
    }

    /// Takes the hashes to go on with for a partial tile.
    mutating func replace(_ tile: UpperTile, by hashes: [Digest?]) {
        edge[tile.level] = hashes
    }

    /// The root over all entries added, and some that follow them when these stop at a complete bundle; nil when it cannot be
    /// known.
    func root(adding following: some Sequence<Digest?> = EmptyCollection()) -> Digest? {
        var range = CompactRange()
        for level in edge.indices.reversed() {
            for hash in edge[level] {
                guard let hash, (try? range.append(subtree: hash, level: 8 * level)) != nil else { return nil }
            }
        }
        for hash in following {
            guard let hash else { return nil }
            range.append(hash)
        }
        return range.root
    }

    private static func root(_ hashes: [Digest?]) -> Digest? {
        let known = hashes.compactMap { $0 }
        return known.count == Tile.width ? Tile.subtree(known, from: 0, height: 8) : nil
    }
}
