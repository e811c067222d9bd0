// SPDX-License-Identifier: EUPL-1.2

extension MeasureDecider {
    /// What follows for the order from what happens to its measure: it ends when its version is in force or the measure is lifted, and
    /// forfeits nothing while a refusal of its version is open or was justified. It is entered in the same act, so that the
    /// entries about an order tell its amount without any others.
    func consequences(of events: [MeasureEvent], in measure: Measure, at now: Instant) -> [MeasureEvent] {
        guard !events.isEmpty, let order = measure.openOrder(at: now) else { return [] }
        var after = measure
        for event in events { after.apply(event) }
        guard after.orders.last?.endedAt == nil, after.orders.last?.number == order.number else { return [] }
        func follows(_ what: OrderEvent.What) -> MeasureEvent { .order(order.number, OrderEvent(what, at: now)) }
        if after.liftedAt != nil { return [follows(.ended(.lifted))] }
        if after.activeVersion >= order.terms.version { return [follows(.ended(.fulfilled))] }
        guard order.isInForce else { return [] }
        return events.compactMap { event in
            switch event {
            case .refused(order.terms.version, _, _, _, _): follows(.held)
            case .judged(false, _, _, _) where measure.refusal?.version == order.terms.version: follows(.released)
            default: nil
            }
        }
    }
}

/// Something that waits for a person of the supervisor.
public struct OrderTask: Hashable, Sendable {
    /// What is to be done.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Decide whether to order under penalty: the clock says that it is time.
        case decide
        /// Confirm or reject what another person proposed.
        case confirm
        /// Decide on an objection.
        case objection
        /// Decide to collect what was forfeited, or not to.
        case collect
    }

    /// What is to be done.
    public let kind: Kind
    /// The order; nil when there is none yet.
    public let order: Int?
    /// Since when, or until when: a proposal lapses, an objection must be answered, an amount can no longer be collected.
    public let moment: Instant
}

extension MeasureDecider {
    /// What waits for the supervisor in a measure.
    public func orderTasks(in measure: Measure, outstanding: OutstandingVersion?, at now: Instant) -> [OrderTask] {
        var tasks: [OrderTask] = []
        if let step = nextStep(measure, outstanding: outstanding, at: now), step.penalty != nil,
            let moment = nextDue(measure, outstanding: outstanding), now > moment
        {
            tasks.append(OrderTask(kind: .decide, order: nil, moment: moment))
        }
        for order in measure.orders {
            if order.stage(at: now) == .proposed, let confirmBy = order.confirmBy {
                tasks.append(OrderTask(kind: .confirm, order: order.number, moment: confirmBy))
            }
            for objection in order.objections where objection.isUpheld == nil {
                tasks.append(OrderTask(kind: .objection, order: order.number, moment: objection.decideBy))
            }
            // While it forfeits there is more to come; a decision can be taken before, and is asked for when it is over.
            if order.stage(at: now) == .full || order.endedAt != nil, let ends = order.claimEnds(at: now) {
                tasks.append(OrderTask(kind: .collect, order: order.number, moment: ends))
            }
        }
        return tasks
    }
}
