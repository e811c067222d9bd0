// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Verifies what a hub streams, without any I/O: every leaf goes into the edge's own tree, every payload must open its leaf's
/// commitment, and nothing is applied before a checkpoint signed by the hub's key covers it.
struct FollowMachine: Sendable {
    /// What is to be done.
    enum Action: Sendable {
        /// Apply this: it is verified.
        case apply(VerifiedBatch)
        /// Nothing is new: the hub signed that the head the edge has was the head at this moment.
        case upToDate(Instant)
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
    var position: FollowPosition
    /// What the hub last said of the present.
    var freshness: Freshness
    /// The greeting, once it came.
    private(set) var greeting: Greeting?
    /// Since when nothing goes out, as the hub last said; nil when the list goes out as it changes. What the edge has stays in force.
    var stopped: Instant?
    /// How many bytes of leaves and payloads this stream brought that fit: what a hub that only plays for time cannot make up.
    var taken = 0
    /// What was received after the last checkpoint.
    var pending: Pending
    /// A checkpoint that the hub signed, with leaves still to come. See ``FollowPosition/pledge``.
    private(set) var pledge: Checkpoint?
    let verifier: NoteVerifier
    let origin: String
    let register: String
    let list: ListName
    let limits: FollowLimits

    /// What was received after the last checkpoint.
    struct Pending: Sendable {
        var range: CompactRange
        var version: UInt64
        var listings: [DatedListing] = []
        var subjects = 0
        var bytes = 0
        var written = Instant.epoch
        var erases = false
        /// The leaves do not lead to what the hub signed for before.
        var breaksPledge = false

        init(after position: FollowPosition) {
            range = position.range
            version = position.version
        }
    }

    /// A machine that goes on from a position.
    /// - Parameters:
    ///   - position: where it stopped.
    ///   - heard: the latest moment of which the hub said that it was the present, in an earlier run.
    ///   - verifier: the key of the hub's log, named after its origin, as the edge's owner configured it. A key that the hub itself
    ///     sends is never trusted.
    ///   - register: the register.
    ///   - list: the list.
    ///   - limits: how much it takes.
    init(
        from position: FollowPosition, heard: Instant? = nil, verifier: NoteVerifier, register: RegisterName, list: ListName,
        limits: FollowLimits = FollowLimits()
    ) {
        self.position = position
        self.verifier = verifier
        self.list = list
        self.limits = limits
        self.register = register.rawValue
        freshness = Freshness(newest: heard)
        origin = verifier.name
        pending = Pending(after: position)
        pledge = position.pledge
    }

    /// Begins a new stream: what was not yet signed for is forgotten.
    /// - Parameter applied: the position that is really kept. It lies before the machine's own when what the machine handed out
    ///   could not be applied; the stream then brings it again.
    mutating func reset(to applied: FollowPosition? = nil) {
        if let applied { position = applied }
        pending = Pending(after: position)
        pledge = position.pledge
        greeting = nil
        taken = 0
    }

    /// Makes a position the verified one: what waited is part of it.
    mutating func advance(to position: FollowPosition) {
        self.position = position
        pending = Pending(after: position)
        pledge = position.pledge
    }

    /// Takes an event in.
    /// - Parameters:
    ///   - event: the event.
    ///   - arrived: when it arrived, by the edge's clock.
    /// - Returns: what is to be done; nil when more must come first.
    /// - Throws: `FollowFault`; the machine must then be reset and the stream begun anew.
    mutating func receive(_ event: ServerSentEvent, at arrived: Instant) throws(FollowFault) -> Action? {
        guard event.name == "hello" || event.name == "batch" || event.name == "heartbeat" else { return nil }
        let data: JSON
        do {
            data = try JSON(parsing: event.data, limits: JSONLimits(bytes: limits.event, depth: 16))
        } catch {
            throw FollowFault(.malformed, "An event of the stream is no JSON; it is ignored and the stream begun anew.")
        }
        if event.name == "hello" {
            try greet(data)
            return nil
        }
        guard let greeting else { throw FollowFault(.malformed, "The stream began without a greeting.") }
        return event.name == "batch" ? try take(data, for: greeting.tag) : try hear(data, at: arrived)
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
        if let size = data["size"]?.integer, UInt64(max(0, size)) < signedSize {
            throw FollowFault(.rollback, "The hub's log is shorter than what it signed before; nothing is taken from it.")
        }
        stopped = FollowMachine.stop(in: data)
        greeting = Greeting(origin: origin, tag: tag, measure: try measure(entry["measure"]))
    }

    /// Since when nothing goes out. It is for people and metrics: nothing the edge does depends on it.
    static func stop(in data: JSON) -> Instant? { data["stopped"]?.string.flatMap { Instant(rfc3339: $0) } }

    /// The edge signs this name among other lines, so it must be one line, and a measure of this list.
    private func measure(_ name: JSON?) throws(FollowFault) -> MeasureID? {
        guard let name = name?.string else { return nil }
        guard name.hasPrefix("\(register)/\(list)/"), name.utf8.count <= 256, name.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw FollowFault(.malformed, "The hub's greeting names a measure that is not of the list \(list).")
        }
        return MeasureID(stored: name)
    }

    /// How long the log is at least: the hub signed for so much.
    var signedSize: UInt64 { max(position.range.size, pledge?.size ?? 0) }
}
