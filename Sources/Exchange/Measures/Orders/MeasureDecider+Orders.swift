// SPDX-License-Identifier: EUPL-1.2

/// Orders under penalty: a named person of the supervisor decides on each, with reasons; the clock only says that it is time to.
extension MeasureDecider {
    /// What follows from a command about an order, or why nothing does.
    func decide(_ command: OrderCommand, in measure: Measure, by warrant: Warrant, at now: Instant) throws(Refusal)
        -> [MeasureEvent]
    {
        if case .object(let number, let collection, let grounds, let asksSuspension) = command {
            return [
                try object(
                    to: try order(number, in: measure), collection: collection, grounds, asksSuspension, measure, by: warrant,
                    at: now)
            ]
        }
        guard warrant.party != measure.addressee else {
            throw .field("deelnemer", "A party cannot decide about an order against itself.", code: .wrongParty)
        }
        try MeasureDecider.requirePerson(warrant)
        switch command {
        case .impose(let outstanding, let reasons):
            return [try impose(outstanding, reasons, in: measure, by: warrant, at: now)]
        case .confirm(let number, let outstanding):
            return [try confirm(try order(number, in: measure), outstanding, in: measure, by: warrant, at: now)]
        case .reject(let number, let reasons):
            let order = try order(number, in: measure)
            guard order.stage(at: now) == .proposed else { throw MeasureDecider.noProposal }
            try CaseDecider.require(reasons, "redenen")
            return [.order(number, OrderEvent(.rejected, at: now, by: warrant, reasons: reasons))]
        case .decideObjection(let number, let objection, let isUpheld, let reasons):
            return try decide(objection, isUpheld, reasons, of: try order(number, in: measure), by: warrant, at: now)
        case .suspend(let number, let until, let reasons):
            return [try suspend(try order(number, in: measure), until, reasons, by: warrant, at: now)]
        case .resume(let number, let reasons):
            let order = try order(number, in: measure)
            guard order.isInForce, order.isSuspended(at: now) else {
                throw .field("last", "This order is not suspended.", code: .notNow)
            }
            try CaseDecider.require(reasons, "redenen")
            return [.order(number, OrderEvent(.resumed, at: now, by: warrant, reasons: reasons))]
        case .withdraw(let number, let reasons):
            guard try order(number, in: measure).isInForce else { throw MeasureDecider.notInForce }
            try CaseDecider.require(reasons, "redenen")
            return [.order(number, OrderEvent(.ended(.withdrawn), at: now, by: warrant, reasons: reasons))]
        case .collect(let number, let isWaived, let reasons):
            return [try collect(try order(number, in: measure), isWaived, reasons, by: warrant, at: now)]
        case .pay(let number, let collection):
            return [try pay(collection, of: try order(number, in: measure), by: warrant, at: now)]
        case .object: return []
        }
    }

    static var notInForce: Refusal { .field("last", "This order is not in force.", code: .notNow) }
    private static var noProposal: Refusal {
        .field("last", "This is no proposal that can still be confirmed or rejected.", code: .notNow)
    }

    static func requirePerson(_ warrant: Warrant) throws(Refusal) {
        guard warrant.person == nil else { return }
        throw .field(
            "persoon", "This is a named person's act: connect with that person's certificate.", code: .personNeeded)
    }

    private func order(_ number: Int, in measure: Measure) throws(Refusal) -> PenaltyOrder {
        guard measure.orders.indices.contains(number - 1) else {
            throw .field("last", "The measure has no order with this number.", code: .unknown)
        }
        return measure.orders[number - 1]
    }

    /// The rule of an order; the policy may have changed since it was decided on.
    func rule(of order: PenaltyOrder) throws(Refusal) -> PenaltyRule {
        guard let rule = rule.ladder.first(where: { $0.name == order.terms.step })?.penalty else {
            throw .field("last", "The policy no longer has this step.", code: .notNow)
        }
        return rule
    }

    private func impose(
        _ outstanding: OutstandingVersion?, _ reasons: String, in measure: Measure, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        if let open = measure.openOrder(at: now) {
            throw .field("maatregel", "Order \(open.number) is proposed or in force already.", code: .notNow)
        }
        guard let outstanding, let step = nextStep(measure, outstanding: outstanding, at: now) else {
            throw .field("maatregel", "No step can be taken now: nothing is overdue, or none is left.", code: .notNow)
        }
        guard let penalty = step.penalty else {
            throw .field("maatregel", "The next step is \(step.name), which is no order under penalty.", code: .notNow)
        }
        try CaseDecider.require(reasons, "redenen")
        let terms = OrderTerms(step: step, under: penalty, version: outstanding.version, due: due(outstanding, in: measure))
        let number = measure.orders.count + 1
        switch penalty.confirmation {
        case .secondPerson(let term):
            return .order(
                number, OrderEvent(.proposed(terms, confirmBy: term.end(from: now)), at: now, by: warrant, reasons: reasons))
        case .single: return .order(number, imposed(terms, under: penalty, reasons, by: warrant, at: now))
        }
    }

    private func confirm(
        _ order: PenaltyOrder, _ outstanding: OutstandingVersion?, in measure: Measure, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        guard order.stage(at: now) == .proposed else { throw MeasureDecider.noProposal }
        guard order.proposedBy.map({ !warrant.isSamePerson(as: $0) }) ?? false else {
            throw .field("persoon", "A second person must confirm; this person proposed it.", code: .samePerson)
        }
        let penalty = try rule(of: order)
        guard let outstanding, isPressing(measure, outstanding), outstanding.version <= order.terms.version,
            measure.refusal.map({ $0.version != order.terms.version || $0.isJustified == false }) ?? true
        else {
            throw .field("maatregel", "What it orders is no longer owed: reject the proposal.", code: .notNow)
        }
        return .order(
            order.number, imposed(order.terms, under: penalty, order.events.first?.reasons ?? "", by: warrant, at: now))
    }

    private func imposed(
        _ terms: OrderTerms, under rule: PenaltyRule, _ reasons: String, by warrant: Warrant, at now: Instant
    ) -> OrderEvent {
        OrderEvent(
            .imposed(terms, begins: rule.avoidWithin.end(from: now), objectionUntil: rule.objection.term.end(from: now)), at: now,
            by: warrant, reasons: reasons)
    }
}
