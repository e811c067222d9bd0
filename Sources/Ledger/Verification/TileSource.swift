// SPDX-License-Identifier: EUPL-1.2

/// Where the files of a log are read from: a folder, a web address, memory.
///
/// The layout is that of c2sp.org/tlog-tiles. Nothing that a source gives is trusted.
public protocol TileSource: Sendable {
    /// The bytes of one file below the prefix of the log.
    ///
    /// Called for several paths at a time.
    ///
    /// - Parameters:
    ///   - path: `checkpoint`, or the text of a ``TilePath``; without a leading slash.
    ///   - most: how many bytes the file may have.
    /// - Returns: the whole file, or nil when it is not there.
    /// - Throws: ``LedgerError`` `tooLarge` when the file has more bytes than that, which is a fault of the log. Any other error
    ///   means that the source cannot be reached, and ends the verification.
    func bytes(at path: String, most: Int) async throws -> [UInt8]?
}
