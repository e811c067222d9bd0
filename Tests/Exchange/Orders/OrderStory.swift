// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A provider that is late with version 1, under a ladder that ends in an order under penalty, told act by act.
struct OrderStory {
    static let start = MeasureStory.start
    /// When version 1 falls due.
    static let due = start + .hours(1)
    /// When the clock would have decided on an order.
    static let proposedAt = due + .days(5)
    static let outstanding = OutstandingVersion(version: 1, since: start)

    let decider: MeasureDecider
    private(set) var measure = Measure(
        id: MeasureStory.id, register: Trial.register, addressee: People.telecom, target: .list(Trial.list), basis: "b",
        imposedAt: start)
    private(set) var events: [MeasureEvent] = []

    init(_ rule: PenaltyRule = penalty()) {
        decider = MeasureDecider(rule: OrderStory.measureRule(rule))
    }

    static func penalty(
        amount: Cents = .euros(100), period: Span = .hours(24), ceiling: Cents = .euros(950),
        confirmation: DecisionRule.Confirmation = .single, collectWithin: Term = .plain(.days(365))
    ) -> PenaltyRule {
        PenaltyRule(
            amount: amount, period: period, ceiling: ceiling, avoidWithin: .plain(.days(2)), basis: "Awb art. 5:32",
            confirmation: confirmation,
            objection: ObjectionRule(term: .plain(.days(42)), decideWithin: .plain(.days(30)), basis: "Awb art. 6:7"),
            payWithin: .plain(.days(42)), collectWithin: collectWithin)
    }

    static func measureRule(_ penalty: PenaltyRule) -> MeasureRule {
        func step(_ name: String, _ after: Span, _ penalty: PenaltyRule? = nil) -> EscalationStep {
            EscalationStep(
                name: name, title: Bilingual(name, name), after: .plain(after), basis: "basis of \(name)", penalty: penalty)
        }
        return MeasureRule(
            title: Bilingual("plicht", "duty"), roles: [.provider], due: .plain(.hours(1)),
            grounds: ["wrong": Bilingual("onjuist", "wrong")],
            ladder: [step("reminder", .minutes(1)), step("warning", .hours(2)), step("order", .days(5), penalty)])
    }

    /// Does what is asked; it must be accepted.
    @discardableResult
    mutating func act(_ command: MeasureCommand, by warrant: Warrant = People.first, at now: Instant) throws -> [MeasureEvent] {
        let new = try decider.decide(command, in: measure, by: warrant, at: now)
        for event in new { measure.apply(event) }
        events += new
        return new
    }

    @discardableResult
    mutating func order(_ command: OrderCommand, by warrant: Warrant = People.first, at now: Instant) throws -> [MeasureEvent] {
        try act(.order(command), by: warrant, at: now)
    }

    /// Why something is refused; nil when it is not.
    func refusal(of command: OrderCommand, by warrant: Warrant = People.first, at now: Instant) -> Refusal? {
        do throws(Refusal) {
            _ = try decider.decide(.order(command), in: measure, by: warrant, at: now)
            return nil
        } catch {
            return error
        }
    }

    @discardableResult
    mutating func tick(at now: Instant) throws -> [MeasureEvent] {
        try act(.tick(OrderStory.outstanding), by: People.clock, at: now)
    }

    /// States all three facts of a version, as the one edge.
    mutating func carryOut(_ version: Int = 1, at now: Instant) throws {
        for fact in MeasureFact.allCases { try act(MeasureStory.state(fact, version), by: People.provider, at: now) }
    }

    /// The first order.
    var first: PenaltyOrder {
        guard let order = measure.orders.first else { preconditionFailure("there is no order yet") }
        return order
    }

    /// The orders, told anew from the payloads of the log.
    func replayed() throws -> [PenaltyOrder] {
        try PenaltyOrder.replayed(
            from: events.map { try JSON(parsing: $0.json(of: measure.id).canonical()) }, of: measure.id)
    }

    static let impose = OrderCommand.impose(outstanding, reasons: "It lasts.")

    /// Late, with the steps of the clock taken and an order decided on at `proposedAt`; it forfeits from two days later.
    static func ordered(_ rule: PenaltyRule = penalty()) throws -> OrderStory {
        var story = OrderStory(rule)
        try story.tick(at: proposedAt)
        try story.order(impose, at: proposedAt)
        return story
    }

    /// From when that order forfeits.
    static let begins = proposedAt + .days(2)
}
