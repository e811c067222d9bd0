// SPDX-License-Identifier: EUPL-1.2

/// What a step of a ladder costs that is an order under penalty (Awb art. 5:31d): an amount for each period begun in which the party
/// stays behind, up to a ceiling, after a term in which it can still be avoided.
///
/// It is data. An order carries the figures that it was decided with, so that a later change of the policy changes no order.
public struct PenaltyRule: Hashable, Sendable {
    /// What is forfeited for each period begun (Awb art. 5:32b(1)).
    public let amount: Cents
    /// How long a period is, in elapsed time.
    public let period: Span
    /// What is forfeited at most (Awb art. 5:32b(2)).
    public let ceiling: Cents
    /// The term in which the party can still carry it out without forfeiting anything (Awb art. 5:32a(2)).
    public let avoidWithin: Term
    /// The legal basis of the order.
    public let basis: String
    /// Whether one person of the supervisor is enough to decide on it.
    public let confirmation: DecisionRule.Confirmation
    /// How the addressee objects to the order, and to the decision to collect.
    public let objection: ObjectionRule
    /// How long there is to pay after the decision to collect (Awb art. 4:87).
    public let payWithin: Term
    /// How long after it was forfeited an amount can be collected (Awb art. 5:35: a year).
    public let collectWithin: Term
    /// The legal basis of the decision to collect.
    public let collectionBasis: String

    /// The most amounts that fit under a ceiling: what an order can forfeit stays a list that can be read.
    public static let mostPeriods: Int64 = 1_000

    /// States a rule.
    public init(
        amount: Cents, period: Span, ceiling: Cents, avoidWithin: Term, basis: String, confirmation: DecisionRule.Confirmation,
        objection: ObjectionRule, payWithin: Term = .weeks(6), collectWithin: Term = .years(1),
        collectionBasis: String = "Algemene wet bestuursrecht art. 5:37"
    ) {
        self.amount = amount
        self.period = period
        self.ceiling = ceiling
        self.avoidWithin = avoidWithin
        self.basis = basis
        self.confirmation = confirmation
        self.objection = objection
        self.payWithin = payWithin
        self.collectWithin = collectWithin
        self.collectionBasis = collectionBasis
    }

    /// What in the rule cannot work.
    var contradictions: [String] {
        var found: [String] = []
        let start = Instant(milliseconds: 0)
        func lasts(_ term: Term) -> Bool { term.end(from: start) > start }
        if amount == .zero { found.append("nothing is forfeited") }
        if ceiling < amount { found.append("the ceiling is below one amount") }
        if amount > .zero, ceiling.count / amount.count > PenaltyRule.mostPeriods {
            found.append("more than \(PenaltyRule.mostPeriods) amounts fit under the ceiling")
        }
        if period < .minutes(1) { found.append("a period is shorter than a minute") }
        if !lasts(avoidWithin) { found.append("there is no term to avoid it") }
        if case .secondPerson(let term) = confirmation, !lasts(term) { found.append("there is no term for a second person") }
        if !lasts(objection.term) || !lasts(objection.decideWithin) { found.append("there is no term to object or to decide") }
        if collectWithin.end(from: start) <= payWithin.end(from: start) {
            found.append("it can no longer be collected when it is due to be paid")
        }
        if basis.isEmpty || collectionBasis.isEmpty { found.append("it has no legal basis") }
        return found
    }
}
