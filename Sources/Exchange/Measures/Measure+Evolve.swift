// SPDX-License-Identifier: EUPL-1.2

extension Measure {
    /// Lets an event happen. Events come from the decider or from the log, so they are never refused here.
    public mutating func apply(_ event: MeasureEvent) {
        switch event {
        case .imposed: break
        case .stated(let fact, let standing, _):
            let before = activeVersion
            edges[standing.edge, default: [:]][fact] = standing
            advance(from: before)
        case .statedByHand(let fact, let standing, _, _):
            let before = activeVersion
            byHand[fact] = standing
            advance(from: before)
        case .edgeRetired(let edge, _):
            let before = activeVersion
            edges[edge] = nil
            advance(from: before)
        case .refused(let version, let ground, let explanation, _, let at):
            refusal = Refused(version: version, ground: ground, explanation: explanation, at: at)
        case .judged(let isJustified, _, _, let at):
            refusal?.isJustified = isJustified
            refusal?.judgedAt = at
            if !isJustified, !hasOrderInForce { steps = [] }
        case .escalated(let step, _, _, _, _, _, _):
            steps.append(step)
        case .order(let number, let event): apply(event, toOrder: number)
        case .lifted(_, _, let at):
            liftedAt = at
        }
    }

    /// When a newer version is in force everywhere than before, the ladder begins anew and a refusal that it overtook is moot.
    private mutating func advance(from before: Int) {
        guard activeVersion > before else { return }
        steps = []
        if let refused = refusal, refused.version <= activeVersion { refusal = nil }
    }
}
