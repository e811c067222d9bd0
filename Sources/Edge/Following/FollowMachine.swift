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
        /// Nothing is new: the hub shows the checkpoint that the edge has. It bears no time, so this says no more than that.
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
    private let limits: Limits
    private var pending: Pending

    /// What was received after the last checkpoint.
    private struct Pending: Sendable {
        var range: CompactRange
        var version: UInt64
        var listings: [Listing] = []
        var subjects = 0
        var bytes = 0
    }

    /// How much may wait for a checkpoint.
    struct Limits: Sendable {
        /// The most subjects; each listing and each status counts as one too, so that empty ones are not free.
        var subjects = 20_000_000
        /// The most bytes of payload.
        var bytes = 512 << 20
    }

    /// A machine that goes on from a position.
    /// - Parameters:
    ///   - position: where it stopped.
    ///   - verifier: the key of the hub's log, named after its origin, as the edge's owner configured it. A key that the hub itself sends is never trusted.
    ///   - register: the register.
    ///   - list: the list.
    ///   - limits: how much may wait for a checkpoint.
    init(from position: FollowPosition, verifier: NoteVerifier, register: RegisterName, list: ListName, limits: Limits = Limits()) {
        self.position = position
        self.verifier = verifier
        self.list = list
        self.limits = limits
        self.register = register.rawValue
        origin = verifier.name
        pending = Pending(range: position.range, version: position.version)
    }

    /// Begins a new stream: what was not yet signed for is forgotten.
    /// - Parameter applied: the position that is really kept. It lies before the machine's own when what the machine handed out
    ///   could not be applied; the stream then brings it again.
    mutating func reset(to applied: FollowPosition? = nil) {
        if let applied { position = applied }
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
        if event.name == "hello" {
            try greet(data)
            return nil
        }
        guard event.name == "batch" || event.name == "heartbeat" else { return nil }
        guard let greeting else { throw FollowFault(.malformed, "The stream began without a greeting.") }
        return event.name == "batch" ? try take(data, for: greeting.tag) : try hear(data)
    }

    private mutating func greet(_ data: JSON) throws(FollowFault) {
        guard greeting == nil else { throw FollowFault(.malformed, "The stream has a second greeting.") }
        guard data["origin"]?.string == origin else {
            throw FollowFault(.origin, "The stream is of another log than \(origin): check the hub's name in the configuration.")
        }
        let entry = data["lists"]?.array?.first { $0["list"]?.string == list.rawValue }
        guard let entry, let tag = entry["tag"]?.string.flatMap({ AudienceTag(hex: $0) }) else {
            throw FollowFault(.malformed, "The hub's greeting does not name the list \(list).")
        }
        guard tag == position.tag ?? tag else {
            throw FollowFault(
                .audience, "The hub names another audience for the list \(list) than before: versions could stay unseen.")
        }
        if let size = data["size"]?.integer, UInt64(max(0, size)) < position.range.size {
            throw FollowFault(.rollback, "The hub's log is shorter than what it signed before; nothing is taken from it.")
        }
        greeting = Greeting(origin: origin, tag: tag, measure: try measure(entry["measure"]))
    }

    /// The edge signs this name among other lines, so it must be one line, and a measure of this list.
    private func measure(_ name: JSON?) throws(FollowFault) -> MeasureID? {
        guard let name = name?.string else { return nil }
        guard name.hasPrefix("\(register)/\(list)/"), name.utf8.count <= 256, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw FollowFault(.malformed, "The hub's greeting names a measure that is not of the list \(list).")
        }
        return MeasureID(stored: name)
    }

    private mutating func take(_ data: JSON, for tag: AudienceTag) throws(FollowFault) -> Action? {
        guard let from = data["from"]?.integer, let leaves = data["leaves"]?.array else {
            throw FollowFault(.malformed, "A batch does not have its prescribed members.")
        }
        guard UInt64(exactly: from) == pending.range.size else {
            throw FollowFault(.gap, "A batch begins at \(from), where \(pending.range.size) was expected.")
        }
        for element in leaves {
            guard let bytes = element.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes),
                leaf.register == register
            else {
                throw FollowFault(.malformed, "A leaf cannot be read, or is of another register.")
            }
            let index = pending.range.size
            pending.range.append(MerkleHash.leaf(bytes))
            guard leaf.audience == tag else { continue }
            guard leaf.sequence == pending.version + 1 else {
                throw FollowFault(.gap, "Version \(leaf.sequence) of the list follows on \(pending.version): a version is missing.")
            }
            pending.version = leaf.sequence
            try take(data["payloads"]?["\(index)"], of: leaf)
        }
        guard let note = data["checkpoint"]?.string else { return nil }
        return try settle(note, for: tag)
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
        guard let json = try? JSON(parsing: bytes, limits: JSONLimits(bytes: 32 << 20, depth: 16)),
            let listing = try? Listing(json: json),
            listing.list == list
        else { throw FollowFault(.malformed, "Version \(leaf.sequence) is no listing of \(list).") }
        pending.subjects += 1 + listing.released.count + listing.listed.values.reduce(0) { $0 + 1 + $1.count }
        pending.bytes += bytes.count
        guard pending.subjects <= limits.subjects, pending.bytes <= limits.bytes else {
            throw FollowFault(
                .tooMuch, "More than \(limits.subjects) subjects or \(limits.bytes) bytes were sent without a checkpoint.")
        }
        pending.listings.append(listing)
    }

    private mutating func settle(_ note: String, for tag: AudienceTag) throws(FollowFault) -> Action {
        let checkpoint = try verify(note)
        guard checkpoint.size == pending.range.size else {
            throw FollowFault(.gap, "The checkpoint is of size \(checkpoint.size), where the leaves give \(pending.range.size).")
        }
        guard checkpoint.root == pending.range.root else {
            throw FollowFault(
                .splitView, "The hub signed another history than the leaves it sent; the checkpoint is kept as evidence.",
                evidence: note
            )
        }
        position = FollowPosition(range: pending.range, version: pending.version, checkpoint: note, tag: tag)
        let listings = pending.listings
        pending = Pending(range: position.range, version: position.version)
        return .apply(listings, position)
    }

    private mutating func hear(_ data: JSON) throws(FollowFault) -> Action? {
        guard let note = data["checkpoint"]?.string else { return nil }
        let checkpoint = try verify(note)
        guard checkpoint.size == position.range.size, pending.range.size == position.range.size else { return nil }
        guard checkpoint.root == position.range.root else {
            throw FollowFault(
                .splitView, "The hub signed two histories of the same length; both checkpoints are kept as evidence.",
                evidence: note)
        }
        return .upToDate
    }

    private func verify(_ note: String) throws(FollowFault) -> Checkpoint {
        let checkpoint: Checkpoint
        do {
            checkpoint = try Checkpoint(opening: SignedNote(parsing: note), by: [verifier])
        } catch {
            let code: FollowFault.Code = error.code == .wrongOrigin ? .origin : .signature
            throw FollowFault(code, "A checkpoint is not signed by the hub's key for \(origin): \(error.reason)")
        }
        guard checkpoint.size >= position.range.size else {
            throw FollowFault(
                .rollback, "The hub shows a log of \(checkpoint.size) entries after it signed \(position.range.size).")
        }
        return checkpoint
    }
}
