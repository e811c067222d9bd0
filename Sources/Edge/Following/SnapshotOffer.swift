// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What a hub offers to an edge that cannot go on by the stream: that its log holds the digest of a list, and where the stream goes
/// on from there. Verified without any I/O, before a byte of the list is asked for.
struct SnapshotOffer: Sendable {
    /// The snapshot.
    let snapshot: SnapshotEntry
    /// Where the stream goes on, once the list was taken.
    let position: FollowPosition
    /// When the log committed to the snapshot, by the hub's clock.
    let written: Instant

    /// The most hashes of a proof in a tree of up to 2^63 leaves.
    private static let mostHashes = 130

    /// Verifies an offer.
    /// - Parameters:
    ///   - data: what the hub answered.
    ///   - own: the edge's own position; its history must be part of the one in which the snapshot stands.
    ///   - verifier: the key of the log, as the edge's owner configured it.
    ///   - register: the register.
    ///   - list: the list.
    ///   - limits: how large a list may be.
    init(
        verifying data: JSON, after own: FollowPosition, by verifier: NoteVerifier, register: RegisterName, list: ListName,
        limits: FollowLimits = FollowLimits()
    ) throws(FollowFault) {
        guard let note = data["checkpoint"]?.string, let index = data["index"]?.integer.flatMap({ UInt64(exactly: $0) }),
            let bytes = data["leaf"]?.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes),
            leaf.register == register.rawValue, leaf.kind == SnapshotEntry.kind
        else { throw FollowFault(.malformed, "The hub's offer of a snapshot does not have its prescribed members.") }
        let checkpoint = try CheckpointReading.open(note, by: verifier)
        try SnapshotOffer.check(checkpoint, note: note, extends: own, by: SnapshotOffer.hashes("earlier", in: data))
        guard leaf.audience == own.tag ?? leaf.audience else {
            throw FollowFault(.audience, "The snapshot is for another audience than the one whose entries were followed.")
        }
        let inclusion = InclusionProof(index: index, size: checkpoint.size, path: try SnapshotOffer.hashes("inclusion", in: data))
        do {
            try inclusion.verify(leaf: MerkleHash.leaf(bytes), root: checkpoint.root)
        } catch {
            throw FollowFault(.proof, "The entry of the snapshot is not proved to be in the log: \(error.reason)")
        }
        snapshot = try SnapshotOffer.open(leaf, with: data, list: list)
        guard snapshot.version < leaf.sequence, snapshot.size <= index else {
            throw FollowFault(.malformed, "The snapshot claims to be of a later state than its own entry.")
        }
        guard snapshot.bytes <= limits.snapshotBytes, snapshot.count <= limits.snapshotSubjects else {
            throw FollowFault(
                .tooMuch, "The snapshot has \(snapshot.bytes) bytes and \(snapshot.count) subjects: more than is taken.")
        }
        guard snapshot.version >= own.version, snapshot.version == own.version || snapshot.size > own.range.size else {
            throw FollowFault(
                .rollback, "The newest snapshot is of version \(snapshot.version) and the edge has \(own.version): it is of no use."
            )
        }
        let range = try SnapshotOffer.range(of: snapshot, in: checkpoint, data)
        position = FollowPosition(range: range, version: snapshot.version, checkpoint: note, tag: leaf.audience)
        written = Instant(milliseconds: leaf.time)
    }

    /// The history that the edge verified must be the beginning of the one that is offered.
    private static func check(
        _ checkpoint: Checkpoint, note: String, extends own: FollowPosition, by path: [Digest]
    ) throws(FollowFault) {
        let signed = max(own.range.size, own.pledge?.size ?? 0)
        guard checkpoint.size >= signed else {
            throw FollowFault(.rollback, "The hub shows a log of \(checkpoint.size) entries after it signed \(signed).")
        }
        guard own.range.size > 0 else { return }
        let proof = ConsistencyProof(oldSize: own.range.size, newSize: checkpoint.size, path: path)
        do {
            try proof.verify(old: own.range.root, new: checkpoint.root)
        } catch {
            throw FollowFault(
                .splitView,
                "The hub offers a snapshot of another history than the one the edge verified; the checkpoint is kept as evidence.",
                evidence: note)
        }
        if let pledge = own.pledge, checkpoint.size == pledge.size, checkpoint.root != pledge.root {
            throw FollowFault(
                .splitView, "The hub signed two histories of the same length; both checkpoints are kept as evidence.",
                evidence: note)
        }
    }

    private static func open(_ leaf: Leaf, with data: JSON, list: ListName) throws(FollowFault) -> SnapshotEntry {
        guard let payload = data["payload"]?.string.flatMap({ Base64.decode($0) }),
            let salt = data["salt"]?.string.flatMap({ Salt(base64: $0) })
        else { throw FollowFault(.malformed, "The content of the snapshot's entry cannot be read.") }
        guard leaf.commitment.opens(salt: salt, payload: payload) else {
            throw FollowFault(.payload, "What the hub says of its snapshot is not what the log commits to.")
        }
        guard let json = try? JSON(parsing: payload), let snapshot = try? SnapshotEntry(json: json), snapshot.list == list else {
            throw FollowFault(.malformed, "The hub's snapshot is not one of the list \(list).")
        }
        return snapshot
    }

    /// The tree at which the stream goes on: it must be the beginning of the one that was signed.
    private static func range(
        of snapshot: SnapshotEntry, in checkpoint: Checkpoint, _ data: JSON
    ) throws(FollowFault) -> CompactRange {
        let edge = try hashes("range", in: data)
        let path = try hashes("consistency", in: data)
        do {
            let range = try CompactRange(size: snapshot.size, hashes: edge)
            try ConsistencyProof(oldSize: snapshot.size, newSize: checkpoint.size, path: path)
                .verify(old: range.root, new: checkpoint.root)
            return range
        } catch {
            throw FollowFault(
                .proof, "The tree at which the snapshot was made is not proved to be part of the log: \(error.reason)")
        }
    }

    private static func hashes(_ key: String, in data: JSON) throws(FollowFault) -> [Digest] {
        let texts = data[key]?.array ?? []
        let hashes = texts.prefix(mostHashes + 1).compactMap { $0.string.flatMap { Digest(base64: $0) } }
        guard data[key]?.array != nil, texts.count <= mostHashes, hashes.count == texts.count else {
            throw FollowFault(.malformed, "The proof \(key) of the hub's offer cannot be read.")
        }
        return hashes
    }
}
