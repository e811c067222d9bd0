// SPDX-License-Identifier: EUPL-1.2

/// Where a search puts what does not fit in memory: drawers of bytes, each written at its end and read from any place.
///
/// What is put there is personal data: whoever makes a shelf sees to it that nobody else can read it and that it is gone afterwards.
public protocol Shelf {
    /// Makes an empty drawer and gives its number, counted from 0.
    mutating func open() -> Int
    /// Adds bytes at the end of a drawer.
    mutating func append(_ bytes: UnsafeRawBufferPointer, to drawer: Int) throws(SearchError)
    /// How many bytes are in a drawer.
    func size(of drawer: Int) -> Int
    /// Fills a buffer from a drawer, beginning at an offset; the buffer does not reach beyond the end of the drawer.
    func read(_ drawer: Int, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SearchError)
    /// Empties a drawer for good.
    mutating func remove(_ drawer: Int)
}

/// Why a search could not be carried to its end.
public struct SearchError: Error, Equatable, Sendable {
    /// One sentence: what is wrong and what to do.
    public let reason: String

    /// An error of a shelf, or of who takes the findings.
    public init(_ reason: String) { self.reason = reason }
}
