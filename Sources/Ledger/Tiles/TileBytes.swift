// SPDX-License-Identifier: EUPL-1.2

/// The served form of a tile (c2sp.org/tlog-tiles): its hashes one after another, 32 bytes each.
public enum TileBytes {
    /// The bytes of a tile, complete or partial.
    public static func encode(_ hashes: [Digest]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * hashes.count)
        for hash in hashes { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// The hashes of a tile of a known width.
    ///
    /// - Throws: ``LedgerError`` `malformed` unless there are exactly 32 bytes for each of 1...256 hashes.
    public static func decode(_ bytes: some Collection<UInt8>, width: Int = Tile.width) throws(LedgerError) -> [Digest] {
        guard (1...Tile.width).contains(width), bytes.count == 32 * width else {
            throw LedgerError(.malformed, "A tile of \(width) hashes has 32 bytes for each; fetch it again.")
        }
        return Array(bytes).withUnsafeBytes { buffer in
            (0..<width).map { Digest(block: Block32(copying: UnsafeRawBufferPointer(rebasing: buffer[(32 * $0)...]))) }
        }
    }
}
