// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

/// A log of one register that a test writes as a hub does: for the list, and for others.
struct TrialLog {
    struct Entry {
        var leaf: Leaf
        var opening: LedgerReplay.Opening?
    }

    static let origin = "hub.example/devices"
    static let audience = AudienceTag(secret: [UInt8](repeating: 7, count: 32), name: "devices/stolen")
    private static let others = AudienceTag(secret: [UInt8](repeating: 7, count: 32), name: "devices/police")

    let signer: NoteSigner
    var entries: [Entry] = []
    /// The moment of the next entry; half a day later each time, so that days differ.
    var now = Instant(milliseconds: 1_795_230_500_000)
    private var sequences: [AudienceTag: UInt64] = [:]
    private var random = SeededGenerator(seed: 4_011)

    init() throws { signer = try NoteSigner(generating: TrialLog.origin) }

    /// How many entries the list's audience has.
    var version: UInt64 { sequences[TrialLog.audience] ?? 0 }

    var head: Checkpoint {
        var range = CompactRange()
        for entry in entries { range.append(entry.leaf.hash) }
        return Checkpoint(origin: TrialLog.origin, size: range.size, root: range.root)
    }

    mutating func enter(_ kind: String, _ payload: JSON, for audience: AudienceTag = audience) throws {
        let bytes = payload.canonical()
        let salt = try #require(Salt(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }))
        let sequence = (sequences[audience] ?? 0) + 1
        sequences[audience] = sequence
        let leaf = try Leaf(
            register: "devices", kind: kind, time: now.milliseconds, audience: audience, sequence: sequence,
            commitment: Commitment(salt: salt, payload: bytes))
        let opening = audience == TrialLog.audience ? LedgerReplay.Opening(salt: salt, payload: bytes) : nil
        entries.append(Entry(leaf: leaf, opening: opening))
        now = now + .hours(12)
    }

    mutating func list(_ listed: [ListStatus: [String]], released: [String] = []) throws {
        let listing = Listing(list: "stolen", listed: listed, released: released)
        try enter(released.isEmpty ? Listing.kind : Listing.releaseKind, listing.json)
    }

    mutating func enterForOthers() throws { try enter("case.reported", ["nummer": 1], for: TrialLog.others) }

    /// Enters the digest of a text of the list.
    mutating func enterSnapshot(_ text: [UInt8], of version: UInt64, count: Int) throws {
        let entry = SnapshotEntry(
            list: "stolen", version: version, size: UInt64(entries.count), count: UInt64(count), bytes: UInt64(text.count),
            digest: MerkleHash.content(text))
        try enter(SnapshotEntry.kind, entry.json)
    }

    /// Erases what some entries hold, and says so.
    mutating func erase(_ indexes: [Int], rule: String = "devices/stolen/superseded", isTold: Bool = true) throws {
        for index in indexes { entries[index].opening = nil }
        guard isTold else { return }
        try enter(Tombstone.kind, Tombstone(indexes: indexes.map(UInt64.init), rule: rule, due: now).json)
    }

    /// A replay of the first entries.
    func replayed(_ count: Int? = nil) throws -> LedgerReplay {
        var replay = LedgerReplay(register: "devices", list: "stolen", origin: TrialLog.origin, audience: TrialLog.audience)
        for entry in entries.prefix(count ?? entries.count) { try replay.take(entry.leaf, entry.opening) }
        return replay
    }
}
