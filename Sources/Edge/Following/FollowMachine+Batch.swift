// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension FollowMachine {
    /// Takes a batch of leaves with the payloads for the edge.
    mutating func take(_ data: JSON, for tag: AudienceTag) throws(FollowFault) -> Action? {
        guard let from = data["from"]?.integer, let leaves = data["leaves"]?.array else {
            throw FollowFault(.malformed, "A batch does not have its prescribed members.")
        }
        guard UInt64(exactly: from) == pending.range.size else {
            let expected = MissingVersion(version: pending.version + 1, index: pending.range.size, state: .gap)
            throw FollowFault(.gap, "A batch begins at \(from), where \(pending.range.size) was expected.", missing: [expected])
        }
        guard leaves.count <= limits.leaves else {
            throw FollowFault(.tooMuch, "A batch has \(leaves.count) leaves, more than \(limits.leaves).")
        }
        guard pending.range.size - position.range.size + UInt64(leaves.count) <= limits.waiting else {
            throw FollowFault(.tooMuch, "More than \(limits.waiting) leaves were sent without a checkpoint.")
        }
        var missing: [MissingVersion] = []
        do throws(FollowFault) {
            for element in leaves {
                if let absent = try take(element, of: data, for: tag) { missing.append(absent) }
            }
        } catch {
            // What is missing comes before what is wrong: a snapshot can take the place of both.
            throw missing.first.map { absence($0, of: missing) } ?? error
        }
        if let first = missing.first { throw absence(first, of: missing) }
        guard let note = data["checkpoint"]?.string else { return nil }
        return try settle(note, for: tag)
    }

    /// Takes a leaf, with its payload if it is for the edge.
    /// - Returns: the version whose payload is not there.
    private mutating func take(_ element: JSON, of data: JSON, for tag: AudienceTag) throws(FollowFault) -> MissingVersion? {
        let (leaf, index) = try append(element)
        guard leaf.audience == tag else { return nil }
        try count(leaf, at: index)
        guard let payload = data["payloads"]?["\(index)"] else {
            return try absent(leaf, at: index, tombstone: data["erased"]?["\(index)"])
        }
        try take(payload, of: leaf, at: index)
        return nil
    }

    /// Puts a leaf into the tree.
    private mutating func append(_ element: JSON) throws(FollowFault) -> (leaf: Leaf, index: UInt64) {
        guard let bytes = element.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes),
            leaf.register == register
        else {
            throw FollowFault(.malformed, "A leaf cannot be read, or is of another register.")
        }
        let index = pending.range.size
        pending.range.append(MerkleHash.leaf(bytes))
        pending.written = max(pending.written, Instant(milliseconds: leaf.time))
        taken += bytes.count
        if let pledge, pending.range.size == pledge.size, pending.range.root != pledge.root { pending.breaksPledge = true }
        return (leaf, index)
    }

    /// Sees that no version is left out.
    private mutating func count(_ leaf: Leaf, at index: UInt64) throws(FollowFault) {
        guard leaf.sequence == pending.version + 1 else {
            let last = max(pending.version + 1, min(leaf.sequence - 1, pending.version + 100))
            throw FollowFault(
                .gap, "Version \(leaf.sequence) of the list follows on \(pending.version): a version is missing.",
                missing: (pending.version + 1...last).map { MissingVersion(version: $0, index: index, state: .gap) })
        }
        pending.version = leaf.sequence
    }

    /// A version without its content: erased, when a later entry says so.
    private func absent(_ leaf: Leaf, at index: UInt64, tombstone: JSON?) throws(FollowFault) -> MissingVersion {
        guard let tombstone else { return MissingVersion(version: leaf.sequence, index: index, state: .withheld) }
        guard let place = tombstone.integer.flatMap({ UInt64(exactly: $0) }), place > index else {
            throw FollowFault(.malformed, "An entry is said to be erased by an entry that does not come after it.")
        }
        return MissingVersion(version: leaf.sequence, index: index, state: .erased)
    }

    private func absence(_ first: MissingVersion, of missing: [MissingVersion]) -> FollowFault {
        if let withheld = missing.first(where: { $0.state == .withheld }) {
            return FollowFault(.withheld, "Version \(withheld.version) of the list came without its content.", missing: missing)
        }
        return FollowFault(
            .erased, "Version \(first.version) of the list was erased: a snapshot must take its place.", missing: missing)
    }

    private mutating func take(_ payload: JSON, of leaf: Leaf, at index: UInt64) throws(FollowFault) {
        guard let bytes = payload["payload"]?.string.flatMap({ Base64.decode($0) }),
            let salt = payload["salt"]?.string.flatMap({ Salt(base64: $0) })
        else { throw FollowFault(.malformed, "A payload cannot be read.") }
        guard leaf.commitment.opens(salt: salt, payload: bytes) else {
            throw FollowFault(.payload, "The content of version \(leaf.sequence) is not what the log commits to.")
        }
        taken += bytes.count
        guard let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: 32 << 20, depth: 16)) else {
            throw FollowFault(.malformed, "Version \(leaf.sequence) is no JSON.")
        }
        switch leaf.kind {
        case SnapshotEntry.kind: try take(snapshot: json, of: leaf, at: index)
        case Tombstone.kind: try take(tombstone: json, of: leaf, at: index)
        default: try take(listing: json, of: leaf)
        }
        pending.bytes += bytes.count
        guard pending.subjects <= limits.subjects, pending.bytes <= limits.bytes else {
            throw FollowFault(
                .tooMuch, "More than \(limits.subjects) subjects or \(limits.bytes) bytes were sent without a checkpoint.")
        }
    }

    private mutating func take(listing json: JSON, of leaf: Leaf) throws(FollowFault) {
        guard let listing = try? Listing(json: json), listing.list == list else {
            throw FollowFault(.malformed, "Version \(leaf.sequence) is no listing of \(list).")
        }
        pending.subjects += 1 + listing.released.count + listing.listed.values.reduce(0) { $0 + 1 + $1.count }
        pending.listings.append(DatedListing(listing: listing, entered: Instant(milliseconds: leaf.time)))
    }

    /// That a snapshot was made changes nothing for who has the list.
    private mutating func take(snapshot json: JSON, of leaf: Leaf, at index: UInt64) throws(FollowFault) {
        guard let snapshot = try? SnapshotEntry(json: json), snapshot.list == list, snapshot.version < leaf.sequence,
            snapshot.size <= index
        else { throw FollowFault(.malformed, "Version \(leaf.sequence) is no snapshot of \(list).") }
        pending.subjects += 1
    }

    /// The edge holds nothing of single entries; what it deleted since must become unreadable.
    private mutating func take(tombstone json: JSON, of leaf: Leaf, at index: UInt64) throws(FollowFault) {
        guard let tombstone = try? Tombstone(json: json), tombstone.erased.allSatisfy({ $0.upperBound <= index }) else {
            throw FollowFault(.malformed, "Version \(leaf.sequence) is no instruction to erase earlier entries.")
        }
        pending.subjects += 1
        pending.erases = true
    }

    private mutating func settle(_ note: String, for tag: AudienceTag) throws(FollowFault) -> Action? {
        let checkpoint = try verify(note)
        guard checkpoint.size == pending.range.size else {
            throw FollowFault(.gap, "The checkpoint is of size \(checkpoint.size), where the leaves give \(pending.range.size).")
        }
        guard checkpoint.root == pending.range.root, !pending.breaksPledge else {
            throw FollowFault(
                .splitView, "The hub signed another history than the leaves it sent; the checkpoint is kept as evidence.",
                evidence: note
            )
        }
        guard checkpoint.size > position.range.size || position.checkpoint.isEmpty else { return nil }
        let batch = VerifiedBatch(
            listings: pending.listings,
            position: FollowPosition(range: pending.range, version: pending.version, checkpoint: note, tag: tag),
            written: pending.written, erases: pending.erases
        )
        advance(to: batch.position)
        return .apply(batch)
    }
}
