// SPDX-License-Identifier: EUPL-1.2

/// Collecting what was forfeited: a decision of its own, with reasons (Awb art. 5:37), within a year (art. 5:35).
extension MeasureDecider {
    /// Decides to collect what was forfeited until now and not decided on, or not to.
    func collect(
        _ order: PenaltyOrder, _ isWaived: Bool, _ reasons: String, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        guard let claim = order.claim(at: now) else {
            throw .field("last", "Nothing was forfeited that can still be decided on.", code: .notNow)
        }
        try CaseDecider.require(reasons, "redenen")
        let rule = try rule(of: order)
        let what: OrderEvent.What =
            isWaived
            ? .waived(claim, basis: rule.collectionBasis)
            : .collected(
                claim, basis: rule.collectionBasis, payBy: rule.payWithin.end(from: now),
                objectionUntil: rule.objection.term.end(from: now))
        return .order(order.number, OrderEvent(what, at: now, by: warrant, reasons: reasons))
    }

    /// States that what was collected is paid.
    func pay(_ number: Int, of order: PenaltyOrder, by warrant: Warrant, at now: Instant) throws(Refusal) -> MeasureEvent {
        guard order.collections.indices.contains(number - 1) else {
            throw .field("invordering", "The order has no decision to collect with this number.", code: .unknown)
        }
        guard order.collections[number - 1].isOpen else {
            throw .field("invordering", "Nothing is to be paid by this decision any more.", code: .notNow)
        }
        return .order(order.number, OrderEvent(.paid(collection: number), at: now, by: warrant))
    }
}
