// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// The complete tiles of one log, as a tree reads them.
public struct LogTiles: TileReader {
    private let reader: any StoreReader
    private let log: RegisterName

    /// The tiles of a log in a state of the store.
    public init(_ reader: any StoreReader, log: RegisterName) {
        self.reader = reader
        self.log = log
    }

    /// The 256 hashes of a complete tile.
    /// - Throws: `corrupt` when the tile should be there and is not.
    public func tile(level: Int, index: UInt64) throws -> [Digest] {
        guard let hashes = try reader.tile(of: log, level: level, index: index) else {
            throw StoreError(.corrupt, "Tile \(level)/\(index) of the log \(log) is missing: restore the store from a copy.")
        }
        return hashes
    }
}

extension StoreReader {
    /// The tree of a log as it stands, ready to be appended to. Start and recovery are the same path.
    public func tree(of log: RegisterName) throws -> MerkleTree {
        guard let head = try head(of: log) else { return MerkleTree() }
        let tail = try entries(of: log, in: (head.size / 256 * 256)..<head.size).map(\.leaf.hash)
        return try MerkleTree(size: head.size, tail: tail, reading: LogTiles(self, log: log))
    }
}
