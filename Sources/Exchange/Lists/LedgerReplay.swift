// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Rebuilds one list from a whole log, entry by entry, and believes nothing that the log does not commit to: each payload must open its
/// leaf's commitment, no version may be left out, and in the end the leaves must lead to the root that was signed.
///
///     var replay = LedgerReplay(register: "devices", list: "stolen", audience: tag)
///     for (leaf, opening) in log { try replay.take(leaf, opening) }      // ``list`` is now that of ``version``
///     try replay.finish(at: checkpoint)                                  // only now is any of it proved
///
/// Memory: the list itself, and sixteen bytes for each version that was erased.
public struct LedgerReplay: Sendable {
    /// What opens a leaf's commitment.
    public struct Opening: Hashable, Sendable {
        /// The salt.
        public let salt: Salt
        /// The payload: canonical JSON.
        public let payload: [UInt8]

        /// An opening.
        public init(salt: Salt, payload: [UInt8]) {
            self.salt = salt
            self.payload = payload
        }
    }

    /// The list as of ``version``; nil from a version that was erased on, until a snapshot takes its place.
    public private(set) var list: ListReplay?
    /// How many entries of the list's audience were taken.
    public private(set) var version: UInt64 = 0
    /// The time of the last of them.
    public private(set) var moment = Instant.epoch
    /// The log so far.
    public private(set) var range = CompactRange()
    /// How many snapshots in the log have the digest of the list that was rebuilt.
    public private(set) var agreed = 0
    private let register: String
    private let name: ListName
    private let audience: AudienceTag?
    private let origin: String
    private var lastChange: UInt64 = 0
    private var erased: [(version: UInt64, index: UInt64)] = []
    private var stones: [(index: UInt64, stone: Tombstone)] = []
    /// The snapshot that took the place of what was erased, until its entry confirms it.
    private var base: (version: UInt64, digest: Digest)?

    private static let limits = JSONLimits(bytes: 32 << 20, depth: 16)

    /// Begins before the first entry of a log.
    /// - Parameters:
    ///   - register: the register.
    ///   - list: the list.
    ///   - origin: the log's origin.
    ///   - audience: the tag of those who carry out the list; nil when nothing was ever entered for them.
    public init(register: RegisterName, list: ListName, origin: String, audience: AudienceTag?) {
        self.register = register.rawValue
        name = list
        self.origin = origin
        self.audience = audience
        self.list = ListReplay(list: list)
    }

    /// The next entry, and what opens it.
    public typealias Entry = (leaf: Leaf, opening: Opening?)

    /// Takes the next entry of the log.
    /// - Parameters:
    ///   - leaf: the leaf.
    ///   - opening: what opens it; nil for entries of others, and for what was erased.
    /// - Throws: `changed`, `gap`, `snapshot` or `malformed`; the replay is then of no further use.
    public mutating func take(_ leaf: Leaf, _ opening: Opening?) throws(ReplayFault) {
        let index = range.size
        range.append(leaf.hash)
        guard leaf.register == register else {
            throw ReplayFault(.malformed, "Entry \(index) is of the register \(leaf.register), not of \(register).")
        }
        guard leaf.audience == audience else { return }
        guard leaf.sequence == version + 1 else {
            throw ReplayFault(.gap, "Version \(version + 1) of the list is not in the log: entry \(index) has \(leaf.sequence).")
        }
        version = leaf.sequence
        moment = Instant(milliseconds: leaf.time)
        guard let opening else {
            erased.append((version, index))
            // What a snapshot or a tombstone says changes no list.
            let isChange = leaf.kind != SnapshotEntry.kind && leaf.kind != Tombstone.kind
            if isChange { list = nil } else { list?.skip() }
            return
        }
        guard leaf.commitment.opens(salt: opening.salt, payload: opening.payload) else {
            throw ReplayFault(
                .changed, "Entry \(index) (version \(version) of the list) was changed: it is not what the log commits to.")
        }
        do {
            try take(JSON(parsing: opening.payload, limits: LedgerReplay.limits), of: leaf, at: index)
        } catch let fault as ReplayFault {
            throw fault
        } catch {
            throw ReplayFault(.malformed, "Entry \(index) (version \(version) of the list) cannot be read: \(error)")
        }
    }

    private mutating func take(_ json: JSON, of leaf: Leaf, at index: UInt64) throws {
        switch leaf.kind {
        case SnapshotEntry.kind: try compare(SnapshotEntry(json: json))
        case Tombstone.kind: stones.append((index, try Tombstone(json: json)))
        default: lastChange = version
        }
        try list?.take(kind: leaf.kind, payload: json, at: moment)
    }

    /// A snapshot of what the list still is must have its digest. One of an earlier version was compared by whoever took it then.
    private mutating func compare(_ entry: SnapshotEntry) throws {
        if let base, base.version == entry.version {
            guard base.digest == entry.digest else {
                throw ReplayFault(.snapshot, "The snapshot of version \(entry.version) is not the one whose digest is in the log.")
            }
            self.base = nil
            agreed += 1
            return
        }
        guard let list, lastChange <= entry.version else { return }
        // A text of before days were written is shorter by so much, and cannot be compared.
        let text = try list.text(origin: origin, version: entry.version)
        if MerkleHash.content(text) == entry.digest {
            agreed += 1
        } else if entry.bytes + ListText.bytesPerDay * entry.count != UInt64(text.count) {
            throw ReplayFault(
                .snapshot,
                "The log holds another digest of version \(entry.version) than that of the list its own entries give: the hub served another list."
            )
        }
    }

    /// Puts the text of a snapshot in the place of a list that was lost to erasure; its digest must come later in the log.
    /// - Parameter text: the text, which is of ``version``.
    public mutating func begin(with text: [UInt8]) throws(ReplayFault) {
        do {
            var reader = ListTextReader()
            let lines = try reader.read(text)
            let header = try reader.finish()
            guard header.version == version, header.list == name, header.origin == origin else {
                throw ReplayFault(.snapshot, "The snapshot is not of version \(version) of the list \(name) of \(origin).")
            }
            var begun = ListReplay(list: name, version: version)
            for line in lines { begun.take(line) }
            list = begun
            base = (version, MerkleHash.content(text))
        } catch let fault as ReplayFault {
            throw fault
        } catch {
            throw ReplayFault(.snapshot, "The snapshot of version \(version) cannot be read: \(error)")
        }
    }

    /// Proves that what was taken is the log that was signed.
    /// - Throws: `changed` when the leaves do not lead to the root, `snapshot` when nothing in the log confirms the text with which the
    ///   list began, `withheld` when a payload is missing that no entry says was erased.
    public func finish(at checkpoint: Checkpoint) throws(ReplayFault) {
        guard checkpoint.size == range.size, checkpoint.root == range.root, checkpoint.origin == origin else {
            throw ReplayFault(
                .changed,
                "The \(range.size) entries are not the log \(checkpoint.origin) of \(checkpoint.size) entries that was signed: one of them was changed."
            )
        }
        if let base {
            throw ReplayFault(.snapshot, "No entry of the log holds the digest of the snapshot of version \(base.version).")
        }
        var last = 0
        if let lost = erased.first(where: { LedgerReplay.stone(of: $0.index, in: stones, last: &last) == nil }) {
            throw ReplayFault(
                .withheld,
                "Version \(lost.version) of the list has no content, and no entry says that it was erased: ask for the whole log.")
        }
    }

    /// What was erased, as the log says: versions together that follow on one another and went by one entry.
    public var missing: [ErasedVersions] {
        var missing: [ErasedVersions] = []
        var place = 0
        for lost in erased {
            guard let (index, stone) = LedgerReplay.stone(of: lost.index, in: stones, last: &place) else { continue }
            if let last = missing.last, last.tombstone == index, last.versions.upperBound + 1 == lost.version {
                missing[missing.count - 1] = ErasedVersions(
                    versions: last.versions.lowerBound...lost.version, tombstone: index, rule: stone.rule)
            } else {
                missing.append(ErasedVersions(versions: lost.version...lost.version, tombstone: index, rule: stone.rule))
            }
        }
        return missing
    }

    /// The tombstone that covers an entry. Neighbours mostly went together, so the one that covered the entry before is tried first.
    private static func stone(
        of index: UInt64, in stones: [(index: UInt64, stone: Tombstone)], last: inout Int
    ) -> (index: UInt64, stone: Tombstone)? {
        if stones.indices.contains(last), stones[last].stone.covers(index) { return stones[last] }
        guard let place = stones.firstIndex(where: { $0.stone.covers(index) }) else { return nil }
        last = place
        return stones[place]
    }
}
