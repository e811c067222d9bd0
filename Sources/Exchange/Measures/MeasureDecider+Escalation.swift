// SPDX-License-Identifier: EUPL-1.2

extension MeasureDecider {
    /// The step of the ladder that can be taken by hand now: the next one, when the oldest version that is owed is overdue. Nil when
    /// nothing is overdue, no step is left, or an order under penalty is proposed or in force.
    ///
    /// A person may take it before the clock would. The clock goes on with the steps that are left then, so no step is taken twice.
    public func nextStep(_ measure: Measure, outstanding: OutstandingVersion?, at now: Instant) -> EscalationStep? {
        guard let outstanding, isPressing(measure, outstanding), now > due(outstanding, in: measure),
            measure.openOrder(at: now) == nil
        else { return nil }
        return rule.ladder.dropFirst(measure.steps.count).first
    }

    /// What follows when a person takes a step.
    func escalate(
        _ step: String, _ reasons: String, _ outstanding: OutstandingVersion?, in measure: Measure, by warrant: Warrant,
        at now: Instant
    ) throws(Refusal) -> MeasureEvent {
        guard warrant.party != measure.addressee else {
            throw .field("deelnemer", "A party cannot take a step against itself.", code: .wrongParty)
        }
        guard rule.ladder.contains(where: { $0.name == step }) else {
            throw .field("stap", "Choose one of: \(rule.ladder.map(\.name).joined(separator: ", ")).")
        }
        guard let outstanding, isPressing(measure, outstanding), now > due(outstanding, in: measure) else {
            throw .field("maatregel", "Nothing is overdue now: no step can be taken.", code: .notNow)
        }
        if let open = measure.openOrder(at: now) {
            throw .field("stap", "Order \(open.number) is proposed or in force: no step follows until it ends.", code: .notNow)
        }
        guard let next = nextStep(measure, outstanding: outstanding, at: now) else {
            throw .field("stap", "All steps of the ladder were taken.", code: .notNow)
        }
        guard step == next.name else {
            throw .field("stap", "Steps are taken once and in their order; the next one is \(next.name).", code: .notNow)
        }
        guard next.penalty == nil else {
            throw .field("stap", "This step is an order under penalty: decide on it as an order.", code: .notNow)
        }
        try CaseDecider.require(reasons, "redenen")
        return .escalated(
            step: next.name, basis: next.basis, version: outstanding.version, due: due(outstanding, in: measure), at: now,
            by: warrant, reasons: reasons)
    }
}
