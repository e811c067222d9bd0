// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen to an order under penalty. The amount at any moment follows from these alone.
public struct OrderEvent: Hashable, Sendable {
    /// What happened.
    public enum What: Hashable, Sendable {
        /// A person proposed it; a second one must confirm it before a moment.
        case proposed(OrderTerms, confirmBy: Instant)
        /// It was decided on. It forfeits from `begins`, the end of the term in which it can be avoided; objecting can be done until a moment.
        case imposed(OrderTerms, begins: Instant, objectionUntil: Instant)
        /// A second person rejected the proposal.
        case rejected
        /// The addressee refused the version on a ground that is to be judged: nothing is forfeited.
        case held
        /// The refusal was judged not justified.
        case released
        /// It was suspended at request: until a moment, or until somebody ends that.
        case suspended(until: Instant?)
        /// The suspension ended.
        case resumed
        /// The addressee objects: to the order, or to a decision to collect.
        case objected(collection: Int?, asksSuspension: Bool, decideBy: Instant)
        /// An objection was decided on.
        case objectionDecided(Int, upheld: Bool)
        /// It ended: nothing more is forfeited.
        case ended(PenaltyOrder.End)
        /// It was decided to collect what was forfeited in a time.
        case collected(PenaltyOrder.Claim, basis: String, payBy: Instant, objectionUntil: Instant)
        /// It was decided not to collect what was forfeited in a time.
        case waived(PenaltyOrder.Claim, basis: String)
        /// What was collected is paid.
        case paid(collection: Int)
    }

    /// What happened.
    public let what: What
    /// When.
    public let at: Instant
    /// Who did it; nil for what follows by itself.
    public let by: Warrant?
    /// Why.
    public let reasons: String?

    /// Tells what happened.
    public init(_ what: What, at: Instant, by: Warrant? = nil, reasons: String? = nil) {
        self.what = what
        self.at = at
        self.by = by
        self.reasons = reasons
    }

    /// With what the name of the kind of each such entry begins.
    public static let prefix = "penalty-"

    /// All kinds in leaf headers.
    public static let kinds = [
        "proposal", "order", "rejection", "hold", "release", "suspension", "resumption", "objection", "objection-decision", "end",
        "collection", "waiver", "payment",
    ].map { prefix + $0 }

    /// The kind in the leaf header.
    public var kind: String {
        let name =
            switch what {
            case .proposed: "proposal"
            case .imposed: "order"
            case .rejected: "rejection"
            case .held: "hold"
            case .released: "release"
            case .suspended: "suspension"
            case .resumed: "resumption"
            case .objected: "objection"
            case .objectionDecided: "objection-decision"
            case .ended: "end"
            case .collected: "collection"
            case .waived: "waiver"
            case .paid: "payment"
            }
        return OrderEvent.prefix + name
    }

    /// The same without what people wrote.
    var withoutWords: OrderEvent { OrderEvent(what, at: at, by: by) }
}
