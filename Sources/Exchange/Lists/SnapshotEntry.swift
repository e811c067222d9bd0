// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What a log says of a snapshot of a list: which version it is of, and the digest of its text (`docs/list-format.md`).
///
/// Whoever trusts the log needs nothing else to trust the text, from wherever it came.
public struct SnapshotEntry: Hashable, Sendable {
    /// The list.
    public let list: ListName
    /// The version: the text is the list after all entries of its audience with this sequence number or a lower one.
    public let version: UInt64
    /// The size of the tree of which it was the newest version: whoever takes the text goes on with the entry of this index.
    public let size: UInt64
    /// How many subjects are listed.
    public let count: UInt64
    /// How many bytes the text has.
    public let bytes: UInt64
    /// The SHA-256 of the text.
    public let digest: Digest

    /// The kind in the leaf header.
    public static let kind = "snapshot"

    /// Describes a snapshot.
    public init(list: ListName, version: UInt64, size: UInt64, count: UInt64, bytes: UInt64, digest: Digest) {
        self.list = list
        self.version = version
        self.size = size
        self.count = count
        self.bytes = bytes
        self.digest = digest
    }

    /// The payload as it is entered.
    public var json: JSON {
        [
            "list": .string(list.rawValue),
            "snapshot": [
                "bytes": .integer(Int64(clamping: bytes)), "count": .integer(Int64(clamping: count)),
                "digest": .string(digest.hex), "size": .integer(Int64(clamping: size)),
                "version": .integer(Int64(clamping: version)),
            ],
        ]
    }

    /// Reads a payload.
    public init(json: JSON) throws(MalformedRecord) {
        let members = try json.required("snapshot")
        guard let digest = Digest(hex: try members.text("digest")) else {
            throw MalformedRecord(member: "digest", expected: "64 hexadecimal digits")
        }
        self.init(
            list: ListName(rawValue: try json.text("list")), version: try SnapshotEntry.number("version", from: 1, in: members),
            size: try SnapshotEntry.number("size", from: 1, in: members),
            count: try SnapshotEntry.number("count", from: 0, in: members),
            bytes: try SnapshotEntry.number("bytes", from: 1, in: members), digest: digest
        )
        guard version <= size else {
            throw MalformedRecord(member: "version", expected: "no more than the tree has entries")
        }
    }

    private static func number(_ key: String, from least: UInt64, in members: JSON) throws(MalformedRecord) -> UInt64 {
        guard let number = UInt64(exactly: try members.whole(key)), number >= least else {
            throw MalformedRecord(member: key, expected: "a whole number from \(least)")
        }
        return number
    }
}
