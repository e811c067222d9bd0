// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A log of the list `stolen`, the same in every process: listings, then a snapshot and a tombstone.
struct SampleLog {
    struct Entry {
        let leaf: Leaf
        let payload: JSON
        let salt: Salt
    }

    static let list: ListName = "stolen"
    static let register: RegisterName = "devices"
    static let tag = AudienceTag(secret: [UInt8](repeating: 7, count: 32), name: "list:stolen")
    /// When the first entry was made.
    static let beginning = Instant(milliseconds: 1_795_230_500_123)
    static let listings = 12
    /// 600 entries are enough for tiles on two levels.
    static let long = must("a long log") { try SampleLog(count: 600) }
    static let short = must("a short log") { try SampleLog(count: listings + 2) }

    private(set) var entries: [Entry] = []
    private(set) var tree = MerkleTree()
    private var tiles: [Tile] = []

    init(count: Int) throws {
        for number in 0..<count {
            let (kind, payload) = try next(number)
            let salt = try Self.salt(number)
            let leaf = try Leaf(
                register: Self.register.rawValue, kind: kind, time: Self.beginning.milliseconds + Int64(number), audience: Self.tag,
                sequence: UInt64(number) + 1, commitment: Commitment(salt: salt, payload: payload.canonical()))
            entries.append(Entry(leaf: leaf, payload: payload, salt: salt))
            tree.append(leaf.hash)
        }
        tiles = tree.takeCompletedTiles()
    }

    static func device(_ number: Int) -> String { String(35_693_803_564_380 + number) }

    /// The checkpoint at a size, signed.
    func note(at size: UInt64) throws -> SignedNote {
        let root = try tree.root(at: size, reading: self)
        return try Checkpoint(origin: SampleKeys.origin, size: size, root: root).signed(by: [SampleKeys.log])
    }

    /// The receipt of an entry.
    func receipt(of index: UInt64, at size: UInt64, isOpen: Bool) throws -> Receipt {
        let entry = entries[Int(index)]
        return Receipt(
            leaf: entry.leaf, opening: isOpen ? Receipt.Opening(payload: entry.payload, salt: entry.salt) : nil, index: index,
            path: try tree.inclusionPath(of: index, at: size, reading: self), checkpoint: try note(at: size))
    }

    private func next(_ number: Int) throws -> (kind: String, payload: JSON) {
        switch number {
        case Self.listings:
            let size = UInt64(number)
            let root = tree.root
            let snapshot = SnapshotEntry(list: Self.list, version: size, size: size, count: 12, bytes: 345, digest: root)
            return (SnapshotEntry.kind, snapshot.json)
        case Self.listings + 1:
            let tombstone = Tombstone(indexes: [0, 1, 2, 4], rule: "devices/stolen/superseded", due: Self.beginning)
            return (Tombstone.kind, tombstone.json)
        default:
            let listed: [ListStatus: [String]] = [number % 2 == 0 ? "prohibited" : "tracking": [Self.device(number)]]
            let released = number % 5 == 4 ? [Self.device(number - 1)] : []
            return (Listing.kind, Listing(list: Self.list, listed: listed, released: released).json)
        }
    }

    private static func salt(_ number: Int) throws -> Salt {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }
        guard let salt = Salt(bytes: bytes) else { throw MalformedRecord(member: "salt", expected: "32 bytes") }
        return salt
    }
}

extension SampleLog: TileReader {
    func tile(level: Int, index: UInt64) throws -> [Digest] {
        guard let tile = tiles.first(where: { $0.level == level && $0.index == index }) else {
            throw MalformedRecord(member: "tile", expected: "in the log")
        }
        return tile.hashes
    }
}
