// SPDX-License-Identifier: EUPL-1.2

public import Ledger

extension PenaltyOrder {
    /// Lets an event happen. Events come from the decider or from the log, so they are never refused here.
    public mutating func apply(_ event: OrderEvent) {
        events.append(event)
        switch event.what {
        case .proposed(_, let confirmBy):
            proposedBy = event.by
            self.confirmBy = confirmBy
        case .imposed(let terms, let begins, let until):
            self.terms = terms
            imposedBy = event.by
            imposedAt = event.at
            self.begins = begins
            objectionUntil = until
        case .rejected: close(.rejected, at: event.at)
        case .held: pauses.append(Pause(isForRefusal: true, from: event.at, to: nil))
        case .released: endPause(isForRefusal: true, at: event.at)
        case .suspended(let until): pauses.append(Pause(isForRefusal: false, from: event.at, to: until))
        case .resumed: endPause(isForRefusal: false, at: event.at)
        case .objected(let collection, let asksSuspension, let decideBy):
            objections.append(
                Objection(
                    number: objections.count + 1, collection: collection, grounds: event.reasons, asksSuspension: asksSuspension,
                    by: event.by, at: event.at, decideBy: decideBy))
        case .objectionDecided(let number, let isUpheld): decide(objection: number, isUpheld, at: event.at)
        case .ended(let end): close(end, at: event.at)
        case .collected(let claim, _, let payBy, let until):
            collections.append(
                Collection(
                    number: collections.count + 1, claim: claim, by: event.by, at: event.at, payBy: payBy, objectionUntil: until))
        case .waived(let claim, _):
            collections.append(
                Collection(number: collections.count + 1, claim: claim, by: event.by, at: event.at, payBy: nil, objectionUntil: nil)
            )
        case .paid(let number):
            if collections.indices.contains(number - 1) { collections[number - 1].paidAt = event.at }
        }
    }

    private mutating func close(_ end: End, at now: Instant) {
        guard endedAt == nil else { return }
        endedAt = now
        self.end = end
    }

    /// Ends the last pause of a sort, unless it ended by itself before.
    private mutating func endPause(isForRefusal: Bool, at now: Instant) {
        guard let last = pauses.lastIndex(where: { $0.isForRefusal == isForRefusal }) else { return }
        pauses[last].to = pauses[last].to.map { min($0, now) } ?? now
    }

    private mutating func decide(objection number: Int, _ isUpheld: Bool, at now: Instant) {
        guard objections.indices.contains(number - 1) else { return }
        objections[number - 1].isUpheld = isUpheld
        guard isUpheld else { return }
        if let collection = objections[number - 1].collection {
            if collections.indices.contains(collection - 1) { collections[collection - 1].isAnnulled = true }
        } else {
            // Also one that has ended already: it is as if it had never been.
            endedAt = endedAt ?? now
            end = .annulled
        }
    }

    /// The orders of a measure, told anew from the entries of its register's log, in their order.
    /// - Parameter payloads: payloads of the log; others than those about the measure's orders are passed over.
    public static func replayed(from payloads: some Sequence<JSON>, of id: MeasureID) throws(MalformedRecord) -> [PenaltyOrder] {
        var orders: [PenaltyOrder] = []
        for payload in payloads {
            guard payload["measure"]?.string == id.description,
                payload["event"]?.string?.hasPrefix(OrderEvent.prefix) == true
            else { continue }
            let event = try OrderEvent(json: payload)
            let number = try payload.whole("order")
            if number == orders.count + 1 {
                guard let order = PenaltyOrder(number: number, event) else {
                    throw MalformedRecord(member: "event", expected: "the beginning of an order")
                }
                orders.append(order)
            } else if orders.indices.contains(number - 1) {
                orders[number - 1].apply(event)
            } else {
                throw MalformedRecord(member: "order", expected: "the number of an order that there is, or the next")
            }
        }
        return orders
    }
}
