// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// A line of the log of processing: that somebody read something of a case. Its members are those of the Dutch standard
/// "Logboek dataverwerkingen" 1.0, with beside them on what the reading stood.
public struct StoredReading: Hashable, Sendable {
    /// The register of what was read.
    public let register: RegisterName
    /// When the reading began.
    public let startedAt: Instant
    /// Which action this is: 8 random bytes.
    public let span: [UInt8]
    /// Which processing it belongs to: 16 bytes.
    public let trace: [UInt8]
    /// The action of this hub that this one is a part of: where one reading shows several cases, each has a line of its own.
    public let parent: [UInt8]?
    /// The action of the caller's own system, where it told one (W3C Trace Context).
    public let foreignSpan: [UInt8]?
    /// When what was read was ready to be shown.
    public let endedAt: Instant
    /// The operation of the API.
    public let operation: String
    /// The processing activity, as a URI.
    public let activity: String
    /// What stands for whom it is about: 16 bytes that only the hub can make of a case's number. Nil when nobody was found, and after
    /// the case was erased.
    public let subject: [UInt8]?
    /// On what it stood: the party, the person within it, mandate, purpose, basis.
    public let warrant: Warrant

    /// Describes a line.
    public init(
        register: RegisterName, startedAt: Instant, span: [UInt8], trace: [UInt8], parent: [UInt8]? = nil,
        foreignSpan: [UInt8]? = nil, endedAt: Instant, operation: String, activity: String, subject: [UInt8]?, warrant: Warrant
    ) {
        self.register = register
        self.startedAt = startedAt
        self.span = span
        self.trace = trace
        self.parent = parent
        self.foreignSpan = foreignSpan
        self.endedAt = endedAt
        self.operation = operation
        self.activity = activity
        self.subject = subject
        self.warrant = warrant
    }
}

/// Where a line stands among those of its register: a page goes on after it.
public struct ReadingPosition: Hashable, Sendable {
    /// When the reading began.
    public let startedAt: Instant
    /// Its span, which tells lines of one moment apart.
    public let span: [UInt8]

    /// Names a place.
    public init(startedAt: Instant, span: [UInt8]) {
        self.startedAt = startedAt
        self.span = span
    }
}

/// Which lines are asked for, newest first.
public struct ReadingQuery: Hashable, Sendable {
    /// The register.
    public let register: RegisterName
    /// Only by this party; nil for all.
    public var party: PartyID?
    /// Only about what these bytes stand for; nil for all.
    public var subject: [UInt8]?
    /// Only from this moment on.
    public var from: Instant?
    /// Only before this moment.
    public var until: Instant?
    /// Only what stands after this line, older ones; nil from the newest.
    public var after: ReadingPosition?
    /// The most lines.
    public var most: Int

    /// Asks for lines of a register.
    public init(
        register: RegisterName, party: PartyID? = nil, subject: [UInt8]? = nil, from: Instant? = nil, until: Instant? = nil,
        after: ReadingPosition? = nil, most: Int
    ) {
        self.register = register
        self.party = party
        self.subject = subject
        self.from = from
        self.until = until
        self.after = after
        self.most = most
    }

    /// The first place that is too new: lines stand before it. Engines compare with it as one pair.
    package var end: ReadingPosition {
        let until = ReadingPosition(startedAt: self.until ?? Instant(milliseconds: .max), span: [])
        guard let after else { return until }
        return after.startedAt < until.startedAt ? after : until
    }
}
