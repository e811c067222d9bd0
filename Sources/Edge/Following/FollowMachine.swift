// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Verifies what a hub streams, without any I/O: every leaf goes into the edge's own tree, every payload must open its leaf's
/// commitment, and nothing is applied before a checkpoint signed by the hub's key covers it.
struct FollowMachine: Sendable {
    /// What is to be done.
    enum Action: Sendable {
        /// Apply these listings, in order; the position after them is verified.
        case apply([Listing], FollowPosition)
        /// Nothing is new, and the hub has just signed for it.
        case upToDate
    }

    /// What the hub's greeting says of the list.
    struct Greeting: Sendable {
        /// The log's origin.
        let origin: String
        /// The list's audience tag.
        let tag: AudienceTag
        /// The measure on which the edge states facts; nil for a follower without one.
        let measure: MeasureID?
    }

    /// The position that is verified and applied.
    private(set) var position: FollowPosition
    /// The greeting, once it came.
    private(set) var greeting: Greeting?
    private let verifier: NoteVerifier
    private let origin: String
    private let register: String
    private let list: ListName
    private var pending: Pending

    /// What was received after the last checkpoint.
    private struct Pending: Sendable {
        var range: CompactRange
        var version: UInt64
        var listings: [Listing] = []
        var subjects = 0
    }

    /// The most subjects that wait for a checkpoint.
    static let mostPendingSubjects = 20_000_000

    /// A machine that goes on from a position.
    /// - Parameters:
    ///   - position: where it stopped.
    ///   - verifier: the key of the hub's log, named after its origin, as the edge's owner configured it. A key that the hub itself sends is never trusted.
    ///   - register: the register.
    ///   - list: the list.
    init(from position: FollowPosition, verifier: NoteVerifier, register: RegisterName, list: ListName) {
        self.position = position
        self.verifier = verifier
        self.list = list
        self.register = register.rawValue
        origin = verifier.name
        pending = Pending(range: position.range, version: position.version)
    }

    /// Begins a new stream: what was not yet signed for is forgotten.
    mutating func reset() {
        pending = Pending(range: position.range, version: position.version)
        greeting = nil
    }

    /// Takes an event in.
    /// - Returns: what is to be done; nil when more must come first.
    /// - Throws: `FollowFault`; the machine must then be reset and the stream begun anew.
    mutating func receive(_ event: ServerSentEvent) throws(FollowFault) -> Action? {
        let data: JSON
        do {
            data = try JSON(parsing: event.data, limits: JSONLimits(bytes: 48 << 20, depth: 16))
        } catch {
            throw FollowFault(.malformed, "An event of the stream is no JSON; it is ignored and the stream begun anew.")
        }
        switch event.name {
        case "hello":
            try greet(data)
            return nil
        case "batch": return try take(data)
        case "heartbeat": return try hear(data)
        default: return nil
        }
    }

    private mutating func greet(_ data: JSON) throws(FollowFault) {
        guard data["origin"]?.string == origin else {
            throw FollowFault(.origin, "The stream is of another log than \(origin): check the hub's name in the configuration.")
        }
        let entry = data["lists"]?.array?.first { $0["list"]?.string == list.rawValue }
        guard let entry, let tag = entry["tag"]?.string.flatMap({ AudienceTag(hex: $0) }) else {
            throw FollowFault(.malformed, "The hub's greeting does not name the list \(list).")
        }
        if let size = data["size"]?.integer, UInt64(max(0, size)) < position.range.size {
            throw FollowFault(.rollback, "The hub's log is shorter than what it signed before; nothing is taken from it.")
        }
        greeting = Greeting(origin: origin, tag: tag, measure: entry["measure"]?.string.map { MeasureID(stored: $0) })
    }

    private mutating func take(_ data: JSON) throws(FollowFault) -> Action? {
        guard let greeting else { throw FollowFault(.malformed, "The stream began without a greeting.") }
        guard let from = data["from"]?.integer, let leaves = data["leaves"]?.array else {
            throw FollowFault(.malformed, "A batch does not have its prescribed members.")
        }
        guard UInt64(max(0, from)) == pending.range.size else {
            throw FollowFault(.gap, "A batch begins at \(from), where \(pending.range.size) was expected.")
        }
        for element in leaves {
            guard let bytes = element.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes), leaf.register == register else {
                throw FollowFault(.malformed, "A leaf cannot be read, or is of another register.")
            }
            let index = pending.range.size
            pending.range.append(MerkleHash.leaf(bytes))
            guard leaf.audience == greeting.tag else { continue }
            guard leaf.sequence == pending.version + 1 else {
                throw FollowFault(.gap, "Version \(leaf.sequence) of the list follows on \(pending.version): a version is missing.")
            }
            pending.version = leaf.sequence
            try take(data["payloads"]?["\(index)"], of: leaf)
        }
        guard let note = data["checkpoint"]?.string else { return nil }
        return try settle(note)
    }

    private mutating func take(_ payload: JSON?, of leaf: Leaf) throws(FollowFault) {
        guard let payload else {
            throw FollowFault(.withheld, "Version \(leaf.sequence) of the list came without its content.")
        }
        guard let bytes = payload["payload"]?.string.flatMap({ Base64.decode($0) }),
            let salt = payload["salt"]?.string.flatMap({ Salt(base64: $0) })
        else { throw FollowFault(.malformed, "A payload cannot be read.") }
        guard leaf.commitment.opens(salt: salt, payload: bytes) else {
            throw FollowFault(.payload, "The content of version \(leaf.sequence) is not what the log commits to.")
        }
        guard let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: 32 << 20, depth: 16)), let listing = try? Listing(json: json),
            listing.list == list
        else { throw FollowFault(.malformed, "Version \(leaf.sequence) is no listing of \(list).") }
        pending.subjects += listing.released.count + listing.listed.values.map(\.count).reduce(0, +)
        guard pending.subjects <= FollowMachine.mostPendingSubjects else {
            throw FollowFault(.tooMuch, "More than \(FollowMachine.mostPendingSubjects) subjects were sent without a checkpoint.")
        }
        pending.listings.append(listing)
    }

    private mutating func settle(_ note: String) throws(FollowFault) -> Action {
        let checkpoint = try verify(note)
        guard checkpoint.size == pending.range.size else {
            throw FollowFault(.gap, "The checkpoint is of size \(checkpoint.size), where the leaves give \(pending.range.size).")
        }
        guard checkpoint.root == pending.range.root else {
            throw FollowFault(.splitView, "The hub signed another history than the leaves it sent; both are kept as evidence.")
        }
        position = FollowPosition(range: pending.range, version: pending.version, checkpoint: note)
        let listings = pending.listings
        pending = Pending(range: position.range, version: position.version)
        return .apply(listings, position)
    }

    private mutating func hear(_ data: JSON) throws(FollowFault) -> Action? {
        guard let note = data["checkpoint"]?.string else { return position.range.size == 0 ? .upToDate : nil }
        let checkpoint = try verify(note)
        if checkpoint.size < position.range.size {
            throw FollowFault(.rollback, "The hub shows a log of \(checkpoint.size) entries after it signed \(position.range.size).")
        }
        guard checkpoint.size == position.range.size, pending.range.size == position.range.size else { return nil }
        guard checkpoint.root == position.range.root else {
            throw FollowFault(.splitView, "The hub signed two histories of the same length; both checkpoints are kept as evidence.")
        }
        return .upToDate
    }

    private func verify(_ note: String) throws(FollowFault) -> Checkpoint {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(opening: SignedNote(parsing: note), by: [verifier])
        } catch {
            throw FollowFault(.signature, "A checkpoint is not signed by the hub's key: \(error.reason)")
        }
        guard checkpoint.origin == origin else {
            throw FollowFault(.origin, "A checkpoint is of another log than \(origin).")
        }
        return checkpoint
    }
}
