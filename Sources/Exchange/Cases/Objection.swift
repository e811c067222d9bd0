// SPDX-License-Identifier: EUPL-1.2

/// Somebody's objection to a decision.
public struct Objection: Hashable, Sendable {
    /// Its number within the case, from 1.
    public let number: Int
    /// The decision it is against.
    public let decision: Int
    /// Why, in the objector's words. May hold personal data.
    public let grounds: String
    /// Who objects.
    public let warrant: Warrant
    /// When it was entered.
    public let at: Instant
    /// When it must be decided on.
    public let decideBy: Instant
    /// Whether the clock found it undecided after that.
    public internal(set) var isOverdue = false
    /// The outcome: nil while undecided.
    public internal(set) var upheld: Bool?
    /// When it was decided on; nil while it was not.
    public internal(set) var decidedAt: Instant?
}
