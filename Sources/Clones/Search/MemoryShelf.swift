// SPDX-License-Identifier: EUPL-1.2

/// A shelf in memory: for small amounts, where nothing should be written to a disk.
public struct MemoryShelf: Shelf {
    private var drawers: [[UInt8]] = []

    /// An empty shelf.
    public init() {}

    /// Makes an empty drawer and gives its number.
    public mutating func open() -> Int {
        drawers.append([])
        return drawers.count - 1
    }

    /// Adds bytes at the end of a drawer.
    public mutating func append(_ bytes: UnsafeRawBufferPointer, to drawer: Int) throws(SearchError) {
        drawers[drawer].append(contentsOf: bytes)
    }

    /// How many bytes are in a drawer.
    public func size(of drawer: Int) -> Int { drawers[drawer].count }

    /// Fills a buffer from a drawer.
    public func read(_ drawer: Int, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SearchError) {
        guard offset >= 0, buffer.count <= drawers[drawer].count - offset else {
            throw SearchError("More was read than was written; this is a fault of the program.")
        }
        drawers[drawer].withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + buffer.count)]))
        }
    }

    /// Empties a drawer for good.
    public mutating func remove(_ drawer: Int) { drawers[drawer] = [] }
}
