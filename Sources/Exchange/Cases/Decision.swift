// SPDX-License-Identifier: EUPL-1.2

/// What a competent party decides in a case, with reasons and legal basis.
public struct Decision: Hashable, Sendable {
    /// How far it is.
    public enum Stage: Hashable, Sendable {
        /// Proposed; a second person must confirm it before this moment.
        case proposed(confirmBy: Instant)
        /// Taken.
        case taken(at: Instant)
        /// Rejected by a second person, or withdrawn.
        case rejected(at: Instant)
        /// Not confirmed in time.
        case lapsed(at: Instant)
    }

    /// Its number within the case, from 1.
    public let number: Int
    /// Its kind.
    public let kind: DecisionKind
    /// The parties it addresses, where its effect is a measure on named parties.
    public let addressees: [PartyID]
    /// Why.
    public let reasons: String
    /// Who took or proposed it.
    public let warrant: Warrant
    /// Who confirmed it.
    public internal(set) var confirmedBy: Warrant?
    /// How far it is.
    public internal(set) var stage: Stage
    /// Until when it can be objected to; nil before it is taken.
    public internal(set) var objectionUntil: Instant?
    /// When its force ends by itself; nil when it does not.
    public internal(set) var validUntil: Instant?

    /// When it was taken, if it was.
    public var takenAt: Instant? {
        if case .taken(let at) = stage { at } else { nil }
    }
}
