// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Lets something go out that waits because it goes over a limit.
    func clear(_ number: Int, reasons: String, in state: Case, by warrant: Warrant, at now: Instant) throws(Refusal) -> [CaseEvent]
    {
        _ = try judged(number, reasons: reasons, in: state, by: warrant)
        return [.cleared(number: number, reasons: reasons, by: warrant, at: now)]
    }

    /// Has something that goes over a limit not go out at all: the decision has no force any more.
    func setAside(
        _ number: Int, reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        let change = try judged(number, reasons: reasons, in: state, by: warrant)
        guard change.what != .release else {
            throw .field(
                "nummer", "A release is not set aside: its case has ended. Let it go out, or have it decided anew.", code: .notNow)
        }
        return [.setAside(number: number, reasons: reasons, by: warrant, at: now)]
    }

    /// What waits under a number, when this person may judge it: whoever supervises, or another party than those that decided.
    private func judged(
        _ number: Int, reasons: String, in state: Case, by warrant: Warrant
    ) throws(Refusal) -> WaitingChange {
        guard state.changes.indices.contains(number - 1) else {
            throw .field("nummer", "Nothing waits in this case under this number.", code: .unknown)
        }
        let change = state.changes[number - 1]
        guard change.outcome == nil else { throw .field("nummer", "This does not wait any more.", code: .notNow) }
        guard change.needsClearance else {
            throw .field("nummer", "This waits for the end of the emergency stop, and goes out by itself then.", code: .notNow)
        }
        guard warrant.person != nil else {
            throw .field(
                "persoon", "What goes over a limit is judged by a named person: connect with that person's certificate.",
                code: .personNeeded)
        }
        try CaseDecider.require(reasons, "redenen")
        guard state.decisions.indices.contains(change.decision - 1) else {
            throw .field("nummer", "The decision to which this belongs is not known.", code: .notNow)
        }
        let decision = state.decisions[change.decision - 1]
        let deciders = [decision.warrant, decision.confirmedBy].compactMap(\.self)
        guard !deciders.contains(where: { warrant.isSamePerson(as: $0) }) else {
            throw .field("persoon", "Somebody else than who decided must judge it.", code: .samePerson)
        }
        guard policy.supervisors.contains(warrant.role) || !deciders.contains(where: { $0.party == warrant.party }) else {
            throw .field(
                "deelnemer", "Another party than the one that decided must judge it, or whoever supervises.", code: .wrongParty)
        }
        return change
    }
}

extension WaitingChange {
    /// Whether a person must let it go out.
    public var needsClearance: Bool { outcome == nil && causes.contains { $0 != .emergencyStop } }
}
