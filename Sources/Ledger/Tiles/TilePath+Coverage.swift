// SPDX-License-Identifier: EUPL-1.2

extension TilePath {
    /// How many hashes the partial tile at a level has when the log has this size: `floor(size / 256^level) mod 256`. For entry
    /// bundles this is level 0. None is served when it is 0.
    public static func partialWidth(level: Int, size: UInt64) -> Int {
        (0..<8).contains(level) ? Int(size >> UInt64(8 * level) & 0xFF) : 0
    }

    /// How many complete tiles a level has when the log has this size.
    public static func completeCount(level: Int, size: UInt64) -> UInt64 {
        (0..<7).contains(level) ? size >> UInt64(8 * level + 8) : 0
    }

    /// Whether a log of this size serves this path: the tile is complete, or it is the partial one of that size or of an
    /// earlier size.
    public func exists(at size: UInt64) -> Bool {
        let complete = Self.completeCount(level: level, size: size)
        return index < complete || index == complete && width <= Self.partialWidth(level: level, size: size)
    }

    /// What somebody who has a log up to one size must fetch to have it up to another: the complete tiles or bundles that were
    /// not complete before, and the partial one at the new edge if it has anything new.
    ///
    /// Proportional to the growth; ask for less at a time when that is large.
    public static func missing(_ content: Content, from oldSize: UInt64, to newSize: UInt64) -> [TilePath] {
        let level = if case .hashes(let level) = content { level } else { 0 }
        guard oldSize < newSize, (0..<8).contains(level) else { return [] }
        let before = completeCount(level: level, size: oldSize)
        let after = completeCount(level: level, size: newSize)
        var paths = (before..<after).compactMap { TilePath(content, index: $0) }
        let width = partialWidth(level: level, size: newSize)
        let isNews = after > before || width > partialWidth(level: level, size: oldSize)
        if isNews, let partial = TilePath(content, index: after, width: width) { paths.append(partial) }
        return paths
    }

    /// How many bundles of entries, or tiles of level 0, a log of this size has, the partial one at its edge counted.
    static func bundleCount(size: UInt64) -> UInt64 {
        size >> 8 + (size & 0xFF > 0 ? 1 : 0)
    }

    /// The path at which a log of exactly this size serves a tile or bundle, complete or at its edge; nil when it has nothing
    /// there.
    static func edge(_ content: Content, index: UInt64, size: UInt64) -> TilePath? {
        let level = if case .hashes(let level) = content { level } else { 0 }
        let complete = completeCount(level: level, size: size)
        if index < complete { return TilePath(content, index: index) }
        return index == complete ? TilePath(content, index: index, width: partialWidth(level: level, size: size)) : nil
    }

    /// The path of the complete bundle that an entry is in.
    static func ofBundle(withEntry entry: UInt64) -> String {
        TilePath(.entries, index: entry >> 8)?.description ?? "tile/entries"
    }

    /// The level, with entry bundles counted as level 0.
    private var level: Int {
        if case .hashes(let level) = content { level } else { 0 }
    }
}
