// SPDX-License-Identifier: EUPL-1.2

extension MerkleTree {
    /// The path that proves leaf `index` to be in this tree (RFC 6962 §2.1.1), from the leaf's sibling up to the root's child.
    ///
    /// - Throws: ``LedgerError`` `outOfRange` when there is no such leaf, `missingTile` when a tile is not whole; errors of the
    ///   reader as they are.
    public func inclusionPath(of index: UInt64, reading reader: some TileReader) throws -> [Digest] {
        try inclusionPath(of: index, at: size, reading: reader)
    }

    /// The path that proves leaf `index` to be in this tree as it was at an earlier size.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func inclusionPath(of index: UInt64, at size: UInt64, reading reader: some TileReader) throws -> [Digest] {
        var nodes = NodeReader(tree: self, tiles: reader)
        return try inclusionPath(of: index, at: size, &nodes)
    }

    /// The paths that prove several leaves to be in this tree. Neighbours share most of the work.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func inclusionPaths(of indexes: [UInt64], reading reader: some TileReader) throws -> [[Digest]] {
        var nodes = NodeReader(tree: self, tiles: reader)
        return try indexes.map { try inclusionPath(of: $0, at: size, &nodes) }
    }

    private func inclusionPath(of index: UInt64, at size: UInt64, _ nodes: inout NodeReader<some TileReader>) throws -> [Digest] {
        guard index < size, size <= self.size else {
            throw LedgerError(
                .outOfRange, "Leaf \(index) is not in a tree of \(min(size, self.size)) leaves.")
        }
        var path: [Digest] = []
        var range = 0..<size
        while range.upperBound - range.lowerBound > 1 {
            let middle = range.lowerBound + largestPower(below: range.upperBound - range.lowerBound)
            if index < middle {
                path.append(try nodes.root(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(try nodes.root(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        return path.reversed()
    }

    /// The path that proves this tree to be an extension of itself at an earlier size (RFC 6962 §2.1.2). Empty when that size
    /// is 0 or the present one, as there is nothing to prove.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func consistencyPath(from oldSize: UInt64, reading reader: some TileReader) throws -> [Digest] {
        try consistencyPath(from: oldSize, to: size, reading: reader)
    }

    /// The path that proves this tree at one earlier size to be an extension of itself at another.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func consistencyPath(from oldSize: UInt64, to newSize: UInt64, reading reader: some TileReader) throws -> [Digest] {
        guard oldSize <= newSize, newSize <= size else {
            throw LedgerError(.outOfRange, "A tree of \(size) leaves cannot prove growth from \(oldSize) to \(newSize) leaves.")
        }
        guard oldSize > 0, oldSize < newSize else { return [] }
        var nodes = NodeReader(tree: self, tiles: reader)
        var path: [Digest] = []
        var range = 0..<newSize
        // SUBPROOF(m, D[n], b): b tells whether the old tree is still a subtree whose root the verifier knows.
        var isKnown = true
        while oldSize < range.upperBound {
            let middle = range.lowerBound + largestPower(below: range.upperBound - range.lowerBound)
            if oldSize <= middle {
                path.append(try nodes.root(of: middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(try nodes.root(of: range.lowerBound..<middle))
                range = middle..<range.upperBound
                isKnown = false
            }
        }
        if !isKnown { path.append(try nodes.root(of: range)) }
        return path.reversed()
    }

    /// The root of this tree as it was at an earlier size.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func root(at size: UInt64, reading reader: some TileReader) throws -> Digest {
        guard size <= self.size else {
            throw LedgerError(.outOfRange, "The tree has \(self.size) leaves, not yet \(size).")
        }
        guard size > 0 else { return MerkleHash.empty }
        var nodes = NodeReader(tree: self, tiles: reader)
        return try nodes.root(of: 0..<size)
    }

    /// The roots of the complete subtrees that this tree consisted of at an earlier size, largest first: what a ``CompactRange`` of that
    /// size holds.
    ///
    /// - Throws: as ``inclusionPath(of:reading:)``.
    public func rightEdge(at size: UInt64, reading reader: some TileReader) throws -> [Digest] {
        guard size <= self.size else {
            throw LedgerError(.outOfRange, "The tree has \(self.size) leaves, not yet \(size).")
        }
        var nodes = NodeReader(tree: self, tiles: reader)
        var edge: [Digest] = []
        var start: UInt64 = 0
        for height in (0..<64).reversed() where size >> UInt64(height) & 1 == 1 {
            edge.append(try nodes.root(of: start..<start + (1 << UInt64(height))))
            start += 1 << UInt64(height)
        }
        return edge
    }

    /// The largest power of two below a number of at least 2: where RFC 6962 splits a tree.
    private func largestPower(below count: UInt64) -> UInt64 {
        1 << UInt64(63 - (count - 1).leadingZeroBitCount)
    }
}
