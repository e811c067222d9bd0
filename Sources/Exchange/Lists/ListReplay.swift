// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A list worked out anew from the payloads of its audience, first to last: how anybody who holds them recomputes the digest of a
/// snapshot and so holds the hub to it.
public struct ListReplay: Sendable {
    /// The list.
    public let list: ListName
    /// The version so far: how many payloads were taken.
    public private(set) var version: UInt64 = 0
    /// What is listed so far.
    public private(set) var statuses: [String: ListStatus] = [:]

    /// An empty list, of version 0.
    public init(list: ListName) { self.list = list }

    /// Takes the payload of the next version.
    /// - Parameters:
    ///   - kind: the kind in its leaf. Snapshots and tombstones are versions too, and change nothing.
    ///   - payload: what its leaf commits to.
    /// - Throws: `MalformedRecord` when it changes the list and is no listing of this one.
    public mutating func take(kind: String, payload: JSON) throws(MalformedRecord) {
        if kind != SnapshotEntry.kind, kind != Tombstone.kind {
            let listing = try Listing(json: payload)
            guard listing.list == list else { throw MalformedRecord(member: "list", expected: list.rawValue) }
            for (status, subjects) in listing.listed.sorted(by: { $0.key < $1.key }) {
                for subject in subjects { statuses[subject] = status }
            }
            for subject in listing.released { statuses[subject] = nil }
        }
        version += 1
    }

    /// The text of the list as of now.
    /// - Parameter origin: the log's origin.
    /// - Throws: `MalformedRecord` when a subject or status cannot be written.
    public func text(origin: String) throws(MalformedRecord) -> [UInt8] {
        let header = ListText.Header(origin: origin, list: list, version: version, count: UInt64(statuses.count))
        var writer = try ListTextWriter(header)
        for (subject, status) in statuses.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            try writer.add(ListText.Line(subject: subject, status: status))
        }
        return try writer.finish()
    }
}
