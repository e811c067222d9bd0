// SPDX-License-Identifier: EUPL-1.2

extension Measure {
    /// The order that is proposed or in force at a moment; there is never more than one.
    public func openOrder(at now: Instant) -> PenaltyOrder? { orders.last.flatMap { $0.isOpen(at: now) ? $0 : nil } }

    /// Whether an order is in force.
    var hasOrderInForce: Bool { orders.last?.isInForce ?? false }

    /// Lets something happen to an order. The step of the ladder that it is counts as taken, until it is withdrawn or annulled.
    mutating func apply(_ event: OrderEvent, toOrder number: Int) {
        if number == orders.count + 1 {
            if let order = PenaltyOrder(number: number, event) { orders.append(order) }
        } else if orders.indices.contains(number - 1) {
            let before = orders[number - 1].end
            orders[number - 1].apply(event)
            if before == nil, [.withdrawn, .annulled].contains(orders[number - 1].end), steps.last == orders[number - 1].terms.step
            {
                steps.removeLast()
            }
        }
        if case .imposed(let terms, _, _) = event.what { steps.append(terms.step) }
    }

    /// Takes over the orders of a measure that was lifted before this one was laid: what was forfeited stays due.
    public mutating func takeOver(ordersOf former: Measure) { orders = former.orders }
}
