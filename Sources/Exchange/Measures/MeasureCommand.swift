// SPDX-License-Identifier: EUPL-1.2

/// What can be asked of a measure.
public enum MeasureCommand: Hashable, Sendable {
    /// State a fact. The signature of the note that carries the statement has been verified; `published` is the newest version there is.
    case state(FactStatement, note: String, published: Int)
    /// Accept a version, as a named person of the addressee.
    case accept(version: Int, published: Int)
    /// State that a version is carried out by hand, as a named person of the addressee: how.
    case carryOut(version: Int, how: String, published: Int)
    /// Take note that the question which laid it was answered.
    case answer
    /// Leave an edge that is no longer in use out of account.
    case retire(edge: String)
    /// Refuse a version on a ground.
    case refuse(version: Int, ground: RefusalGround, explanation: String, published: Int)
    /// Judge the open refusal.
    case judge(isJustified: Bool, reasons: String)
    /// Lift it.
    case lift(reasons: String)
    /// Take the next step of the ladder by hand, given the oldest version that is owed.
    case escalate(step: String, OutstandingVersion?, reasons: String)
    /// Something about an order under penalty. What was forfeited outlives the measure: it can be asked after it was lifted too.
    case order(OrderCommand)
    /// Let the clock do what is due, given the oldest version that is not carried out.
    case tick(OutstandingVersion?)
}

/// The oldest version of a measure that is not yet carried out.
public struct OutstandingVersion: Hashable, Sendable {
    /// The version.
    public let version: Int
    /// When it was entered in the log.
    public let since: Instant

    /// Names a version and its moment.
    public init(version: Int, since: Instant) {
        self.version = version
        self.since = since
    }
}
