// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// An order under penalty on the addressee of a measure, as what happened to it makes it. What was forfeited at a moment is worked out from
/// it each time and never stored, so that the log alone gives the same amount again.
public struct PenaltyOrder: Hashable, Sendable {
    /// Why an order ended.
    public enum End: String, Hashable, Sendable {
        /// The version is in force.
        case fulfilled
        /// The measure was lifted.
        case lifted
        /// The supervisor withdrew it. What was forfeited stays due.
        case withdrawn
        /// An objection to it was upheld: nothing is due by it.
        case annulled
        /// A second person rejected the proposal.
        case rejected
    }

    /// A time in which nothing is forfeited.
    public struct Pause: Hashable, Sendable {
        /// Whether it is for a refusal; else the order was suspended.
        public let isForRefusal: Bool
        /// When it began.
        public let from: Instant
        /// When it ended, or ends by itself; nil while somebody must end it.
        public internal(set) var to: Instant?
    }

    /// An objection of the addressee.
    public struct Objection: Hashable, Sendable {
        /// Its number within the order, from 1.
        public let number: Int
        /// The decision to collect that it is against; nil when it is against the order.
        public let collection: Int?
        /// Why; nil when the words are no longer kept.
        public let grounds: String?
        /// Whether it asks to suspend the order.
        public let asksSuspension: Bool
        /// Who made it.
        public let by: Warrant?
        /// When.
        public let at: Instant
        /// Until when it can be decided on in time.
        public let decideBy: Instant
        /// The decision; nil while there is none.
        public internal(set) var isUpheld: Bool?
    }

    /// What was forfeited in a time.
    public struct Claim: Hashable, Sendable {
        /// How much.
        public let amount: Cents
        /// When the first of it was forfeited.
        public let from: Instant
        /// When the last of it was.
        public let upTo: Instant

        /// Describes what was forfeited.
        public init(amount: Cents, from: Instant, upTo: Instant) {
            self.amount = amount
            self.from = from
            self.upTo = upTo
        }
    }

    /// A decision to collect, or not to.
    public struct Collection: Hashable, Sendable {
        /// Its number within the order, from 1.
        public let number: Int
        /// What it is about.
        public let claim: Claim
        /// Who decided.
        public let by: Warrant?
        /// When.
        public let at: Instant
        /// When it must be paid; nil when it is not collected.
        public let payBy: Instant?
        /// Until when it can be objected to; nil when it is not collected.
        public let objectionUntil: Instant?
        /// When it was paid.
        public internal(set) var paidAt: Instant?
        /// Whether an objection to it was upheld.
        public internal(set) var isAnnulled = false

        /// Whether it was decided not to collect.
        public var isWaived: Bool { payBy == nil }
        /// Whether it must still be paid.
        public var isOpen: Bool { !isWaived && !isAnnulled && paidAt == nil }
    }

    /// Its number within the measure, from 1.
    public let number: Int
    /// What it says.
    public internal(set) var terms: OrderTerms
    /// All that happened to it, in order.
    public internal(set) var events: [OrderEvent] = []
    /// Who proposed it; nil when one person was enough.
    public internal(set) var proposedBy: Warrant?
    /// Until when the proposal can be confirmed.
    public internal(set) var confirmBy: Instant?
    /// Who decided on it, or confirmed it.
    public internal(set) var imposedBy: Warrant?
    /// When it was decided on; nil while it is a proposal.
    public internal(set) var imposedAt: Instant?
    /// From when it forfeits: the end of the term in which it can be avoided.
    public internal(set) var begins: Instant?
    /// Until when it can be objected to.
    public internal(set) var objectionUntil: Instant?
    /// When it ended.
    public internal(set) var endedAt: Instant?
    /// Why it ended.
    public internal(set) var end: End?
    /// The times in which nothing was forfeited, by when they began.
    public internal(set) var pauses: [Pause] = []
    /// The objections to it.
    public internal(set) var objections: [Objection] = []
    /// The decisions to collect.
    public internal(set) var collections: [Collection] = []

    /// An order as it is proposed or decided on; nil when the event is neither.
    public init?(number: Int, _ event: OrderEvent) {
        switch event.what {
        case .proposed(let terms, _), .imposed(let terms, _, _): self.terms = terms
        default: return nil
        }
        self.number = number
        apply(event)
    }

    /// Whether it can still be confirmed, or was decided on and has not ended.
    public func isOpen(at now: Instant) -> Bool {
        endedAt == nil && (imposedAt != nil || confirmBy.map { now <= $0 } ?? false)
    }

    /// Whether it was decided on and has not ended.
    public var isInForce: Bool { imposedAt != nil && endedAt == nil }

    /// The same without what people wrote.
    var withoutWords: PenaltyOrder {
        var bare = self
        bare.events = events.map(\.withoutWords)
        bare.objections = objections.map {
            Objection(
                number: $0.number, collection: $0.collection, grounds: nil, asksSuspension: $0.asksSuspension, by: $0.by, at: $0.at,
                decideBy: $0.decideBy, isUpheld: $0.isUpheld)
        }
        return bare
    }
}

extension PenaltyOrder.Claim {
    /// The members with which it is entered.
    var members: [(String, JSON?)] {
        [("claimed", .integer(amount.count)), ("from", .string(from.description)), ("upTo", .string(upTo.description))]
    }

    /// Reads what was entered.
    init(json: JSON) throws(MalformedRecord) {
        self.init(
            amount: Cents(Int64(try json.whole("claimed"))), from: try json.instant("from"), upTo: try json.instant("upTo"))
    }
}
