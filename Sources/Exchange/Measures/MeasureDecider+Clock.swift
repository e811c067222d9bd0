// SPDX-License-Identifier: EUPL-1.2

extension MeasureDecider {
    /// The moment a version falls due.
    public func due(_ outstanding: OutstandingVersion, in measure: Measure) -> Instant {
        let since = max(outstanding.since, measure.imposedAt)
        let restart = measure.refusal.flatMap { $0.isJustified == false ? $0.judgedAt : nil }
        return rule.due.end(from: restart.map { max($0, since) } ?? since)
    }

    /// The escalation steps that are due now and were not taken yet, in order. An order under penalty is no step of the clock: it stops
    /// there, and goes on only when a person has decided.
    func tick(_ measure: Measure, outstanding: OutstandingVersion?, at now: Instant) -> [MeasureEvent] {
        guard let outstanding, isPressing(measure, outstanding), measure.openOrder(at: now) == nil else { return [] }
        let due = due(outstanding, in: measure)
        return rule.ladder.dropFirst(measure.steps.count)
            .prefix { $0.penalty == nil && now > $0.after.end(from: due) }
            .map { .escalated(step: $0.name, basis: $0.basis, version: outstanding.version, due: due, at: now) }
    }

    /// The next moment after which the clock has something to do, or to have decided; nil when the ladder is exhausted or nothing is
    /// outstanding.
    public func nextDue(_ measure: Measure, outstanding: OutstandingVersion?) -> Instant? {
        guard let outstanding, isPressing(measure, outstanding) else { return nil }
        return rule.ladder.dropFirst(measure.steps.count).first?.after.end(from: due(outstanding, in: measure))
    }

    /// A lifted measure presses nobody, nor does a version whose refusal is open or justified. Other versions stay owed.
    func isPressing(_ measure: Measure, _ outstanding: OutstandingVersion) -> Bool {
        measure.liftedAt == nil && outstanding.version >= measure.firstOwedVersion
    }
}
