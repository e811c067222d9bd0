// SPDX-License-Identifier: EUPL-1.2

/// The entries of one tile of level 0 in their served form (c2sp.org/tlog-tiles): a big-endian length of two bytes before each.
public struct EntryBundle: Hashable, Sendable {
    /// The largest entry that the format can carry, in bytes.
    public static let largestEntry = 65_535

    /// The entries in order: 1 to 256.
    public let entries: [[UInt8]]

    /// A bundle of entries.
    ///
    /// - Throws: ``LedgerError`` `outOfRange` unless there are 1 to 256, `tooLarge` when one exceeds 65,535 bytes.
    public init(entries: [[UInt8]]) throws(LedgerError) {
        guard (1...Tile.width).contains(entries.count) else {
            throw LedgerError(.outOfRange, "A bundle has 1 to 256 entries, not \(entries.count).")
        }
        guard entries.allSatisfy({ $0.count <= Self.largestEntry }) else {
            throw LedgerError(.tooLarge, "An entry has at most \(Self.largestEntry) bytes; keep the payload beside the log.")
        }
        self.entries = entries
    }

    /// Reads a bundle of a known width, as its path gives it.
    ///
    /// - Throws: ``LedgerError`` `malformed` unless the bytes hold exactly that many entries.
    public init(parsing bytes: some Collection<UInt8>, width: Int = Tile.width) throws(LedgerError) {
        let malformed = LedgerError(.malformed, "The bundle does not hold exactly \(width) entries; fetch it again.")
        guard (1...Tile.width).contains(width), bytes.count <= Tile.width * (Self.largestEntry + 2) else { throw malformed }
        let bytes = Array(bytes)
        guard let ranges = Self.ranges(in: bytes), ranges.count == width else { throw malformed }
        entries = ranges.map { Array(bytes[$0]) }
    }

    /// Where the entries lie in the served form of a bundle of unknown width, without copying them; nil when the bytes end
    /// within an entry or hold more than 256.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>]? {
        var ranges: [Range<Int>] = []
        var place = 0
        while place < bytes.count {
            guard ranges.count < Tile.width, bytes.count - place >= 2 else { return nil }
            let start = place + 2
            let end = start + Int(bytes[place]) << 8 + Int(bytes[place + 1])
            guard end <= bytes.count else { return nil }
            ranges.append(start..<end)
            place = end
        }
        return ranges
    }

    /// The served form.
    public func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.count + 2 })
        for entry in entries {
            bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: entry.count))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// The leaf hashes of the entries: the tile of level 0 at the same place.
    public var hashes: [Digest] { entries.map { MerkleHash.leaf($0) } }
}
