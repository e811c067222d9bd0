// SPDX-License-Identifier: EUPL-1.2

/// Objecting to an order and to decisions to collect (Awb chapters 6 and 7). An objection suspends nothing by itself (art. 6:16): the
/// supervisor may.
extension MeasureDecider {
    /// Enters an objection of the addressee.
    func object(
        to order: PenaltyOrder, collection: Int?, _ grounds: String, _ asksSuspension: Bool, _ measure: Measure,
        by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        guard warrant.party == measure.addressee else {
            throw .field("maatregel", "This measure is addressed to another party.", code: .wrongParty)
        }
        try MeasureDecider.requirePerson(warrant)
        try CaseDecider.require(grounds, "gronden")
        var until = order.objectionUntil
        if let collection {
            guard order.collections.indices.contains(collection - 1) else {
                throw .field("invordering", "The order has no decision to collect with this number.", code: .unknown)
            }
            until = order.collections[collection - 1].objectionUntil
        }
        guard let until, order.end != .annulled else {
            throw .field("last", "There is no decision here to which one could object.", code: .notNow)
        }
        guard now <= until else {
            throw .field(
                "last", "The term to object ended on \(until). Ask the supervisor to reconsider instead.", code: .afterTerm)
        }
        guard !order.objections.contains(where: { $0.collection == collection }) else {
            throw .field("last", "This party has objected to this decision already.", code: .duplicate)
        }
        let decideBy = try rule(of: order).objection.decideWithin.end(from: now)
        return .order(
            order.number,
            OrderEvent(
                .objected(collection: collection, asksSuspension: asksSuspension, decideBy: decideBy), at: now, by: warrant,
                reasons: grounds))
    }

    /// Decides on an objection. Whoever took the decision does not (Awb art. 10:3(3)). Dismissed, it ends an open suspension.
    func decide(
        _ number: Int, _ isUpheld: Bool, _ reasons: String, of order: PenaltyOrder, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [MeasureEvent] {
        guard order.objections.indices.contains(number - 1) else {
            throw .field("bezwaar", "The order has no objection with this number.", code: .unknown)
        }
        let objection = order.objections[number - 1]
        guard objection.isUpheld == nil else { throw .field("bezwaar", "This objection was decided on already.", code: .notNow) }
        let deciders =
            objection.collection.map { [order.collections[$0 - 1].by] } ?? [order.proposedBy, order.imposedBy]
        guard !deciders.compactMap(\.self).contains(where: { warrant.isSamePerson(as: $0) }) else {
            throw .field(
                "persoon", "Somebody else than who took the decision must decide on the objection (Awb art. 10:3).",
                code: .samePerson)
        }
        try CaseDecider.require(reasons, "redenen")
        var events: [MeasureEvent] = [
            .order(order.number, OrderEvent(.objectionDecided(number, upheld: isUpheld), at: now, by: warrant, reasons: reasons))
        ]
        if !isUpheld, objection.collection == nil, order.isInForce,
            order.pauses.contains(where: { !$0.isForRefusal && $0.to == nil })
        {
            events.append(.order(order.number, OrderEvent(.resumed, at: now, by: warrant)))
        }
        return events
    }

    /// Suspends an order (Awb art. 5:34(1)).
    func suspend(
        _ order: PenaltyOrder, _ until: Instant?, _ reasons: String, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        guard order.isInForce else { throw MeasureDecider.notInForce }
        guard !order.isSuspended(at: now) else { throw .field("last", "This order is suspended already.", code: .notNow) }
        if let until, until <= now { throw .field("tot", "Name a moment that is still to come.") }
        try CaseDecider.require(reasons, "redenen")
        return .order(order.number, OrderEvent(.suspended(until: until), at: now, by: warrant, reasons: reasons))
    }
}
