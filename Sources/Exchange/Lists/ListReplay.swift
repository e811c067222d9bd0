// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// A list worked out anew from the payloads of its audience, first to last: how anybody who holds them recomputes the digest of a
/// snapshot and so holds the hub to it.
public struct ListReplay: Sendable {
    /// The list.
    public let list: ListName
    /// The version so far: how many entries of the audience were taken.
    public private(set) var version: UInt64 = 0
    /// What is listed so far, and since which day.
    public private(set) var standings: [String: ListStanding] = [:]

    /// An empty list, of version 0.
    public init(list: ListName) { self.list = list }

    /// A list that begins with the text of a snapshot; add its lines with ``take(_:)-(ListText.Line)``.
    public init(list: ListName, version: UInt64) {
        self.list = list
        self.version = version
    }

    /// Takes a line of the snapshot with which the list begins.
    public mutating func take(_ line: ListText.Line) {
        standings[line.subject] = ListStanding(status: line.status, since: line.since)
    }

    /// What is listed so far.
    public var statuses: [String: ListStatus] { standings.mapValues(\.status) }

    /// Takes the payload of the next version.
    /// - Parameters:
    ///   - kind: the kind in its leaf. Snapshots and tombstones are versions too, and change nothing.
    ///   - payload: what its leaf commits to.
    ///   - moment: the time in its leaf.
    /// - Throws: `MalformedRecord` when it changes the list and is no listing of this one.
    public mutating func take(kind: String, payload: JSON, at moment: Instant) throws(MalformedRecord) {
        if kind != SnapshotEntry.kind, kind != Tombstone.kind {
            let listing = try Listing(json: payload)
            guard listing.list == list else { throw MalformedRecord(member: "list", expected: list.rawValue) }
            let day = DutchTime.date(of: moment)
            for (status, subjects) in listing.listed.sorted(by: { $0.key < $1.key }) {
                for subject in subjects { standings[subject] = ListStanding(status: status, since: day) }
            }
            for subject in listing.released { standings[subject] = nil }
        }
        version += 1
    }

    /// Goes on to the next version, which changes nothing in the list.
    mutating func skip() { version += 1 }

    /// The text of the list as of now.
    /// - Parameter origin: the log's origin.
    /// - Throws: `MalformedRecord` when a subject or status cannot be written.
    public func text(origin: String) throws(MalformedRecord) -> [UInt8] { try text(origin: origin, version: version) }

    /// The text of the list as of an earlier version, when nothing changed since.
    func text(origin: String, version: UInt64) throws(MalformedRecord) -> [UInt8] {
        let header = ListText.Header(origin: origin, list: list, version: version, count: UInt64(standings.count))
        var writer = try ListTextWriter(header)
        for line in lines { try writer.add(line) }
        return try writer.finish()
    }

    /// What is listed now, in the order of the text.
    public var lines: [ListText.Line] {
        standings.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ListText.Line(subject: $0.key, status: $0.value.status, since: $0.value.since) }
    }
}

/// What a list says of one subject.
public struct ListStanding: Hashable, Sendable {
    /// The status.
    public let status: ListStatus
    /// The day, in the Netherlands, of the entry that gave it this status; nil when that is not known any more.
    public let since: CivilDate?

    /// Describes a standing.
    public init(status: ListStatus, since: CivilDate?) {
        self.status = status
        self.since = since
    }
}
