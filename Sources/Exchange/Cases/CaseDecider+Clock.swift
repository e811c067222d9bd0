// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// What the clock finds due in a case: lapsed proposals, overdue objections and requests to put right, decisions whose force ends, the end of the retention term.
    func tick(_ state: Case, at now: Instant) -> [CaseEvent] {
        guard !state.isErased else { return [] }
        var events = lapses(in: state, at: now)
        for objection in state.openObjections where !objection.isOverdue && now > objection.decideBy {
            events.append(.objectionOverdue(number: objection.number, at: now))
        }
        for request in state.openRectifications where !request.isOverdue && now > request.answerBy {
            events.append(.rectificationOverdue(number: request.number, at: now))
        }
        if let decision = state.decisionInForce, let end = decision.validUntil, now > end {
            events.append(.ended(number: decision.number, at: now))
            events.append(close(by: nil, at: now))
        }
        // What was to be released and still waits is not forgotten: the case is kept until it went out.
        if let due = state.eraseAt, now > due, state.waitingChanges.isEmpty {
            events.append(.retentionEnded(at: now, due: due))
        }
        return events
    }

    /// The lapse of a proposal that nobody confirmed in time.
    func lapses(in state: Case, at now: Instant) -> [CaseEvent] {
        guard let proposal = state.openProposal, case .proposed(let confirmBy) = proposal.stage, now > confirmBy else { return [] }
        return [.lapsed(number: proposal.number, at: now)]
    }

    /// The earliest moment after which the clock has something to do in a case, or nil when it never has.
    public func nextDue(_ state: Case) -> Instant? {
        guard !state.isErased else { return nil }
        var moments: [Instant] = []
        if let proposal = state.openProposal, case .proposed(let confirmBy) = proposal.stage { moments.append(confirmBy) }
        moments += state.openObjections.filter { !$0.isOverdue }.map(\.decideBy)
        moments += state.openRectifications.filter { !$0.isOverdue }.map(\.answerBy)
        if let end = state.decisionInForce?.validUntil { moments.append(end) }
        if let due = state.eraseAt, state.waitingChanges.isEmpty { moments.append(due) }
        return moments.min()
    }
}
