// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an order under penalty says: what must be carried out, and what it costs not to. It is fixed when the order is decided on.
public struct OrderTerms: Hashable, Sendable {
    /// The step of the ladder that the order is.
    public let step: String
    /// The version that must be in force.
    public let version: Int
    /// When that version fell due.
    public let due: Instant
    /// The legal basis.
    public let basis: String
    /// What is forfeited for each period begun.
    public let amount: Cents
    /// How long a period is.
    public let period: Span
    /// What is forfeited at most.
    public let ceiling: Cents
    /// How long after it was forfeited an amount can be collected.
    public let collectWithin: Term

    /// The terms of an order under a rule.
    public init(step: EscalationStep, under rule: PenaltyRule, version: Int, due: Instant) {
        self.step = step.name
        self.version = version
        self.due = due
        basis = rule.basis
        amount = rule.amount
        period = rule.period
        ceiling = rule.ceiling
        collectWithin = rule.collectWithin
    }

    /// The members with which they are entered.
    var members: [(String, JSON?)] {
        [
            ("amount", .integer(amount.count)), ("basis", .string(basis)), ("ceiling", .integer(ceiling.count)),
            ("collectWithin", .string(collectWithin.description)), ("due", .string(due.description)),
            ("period", .integer(period.milliseconds)), ("step", .string(step)), ("version", .integer(Int64(version))),
        ]
    }

    /// Reads what was entered. What could make the sum of an order endless is refused.
    init(json: JSON) throws(MalformedRecord) {
        step = try json.text("step")
        version = try json.whole("version")
        due = try json.instant("due")
        basis = try json.text("basis")
        amount = Cents(Int64(try json.whole("amount")))
        period = Span(milliseconds: Int64(try json.whole("period")))
        ceiling = Cents(Int64(try json.whole("ceiling")))
        guard amount > .zero else { throw MalformedRecord(member: "amount", expected: "more than nothing") }
        guard period > .zero else { throw MalformedRecord(member: "period", expected: "some time") }
        guard ceiling >= amount, ceiling.count / amount.count <= PenaltyRule.mostPeriods else {
            throw MalformedRecord(member: "ceiling", expected: "1 to \(PenaltyRule.mostPeriods) amounts")
        }
        guard let term = Term(try json.text("collectWithin")) else {
            throw MalformedRecord(member: "collectWithin", expected: "a term")
        }
        collectWithin = term
    }
}
