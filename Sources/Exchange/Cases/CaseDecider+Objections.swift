// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Enters an objection to the decision in force.
    func object(_ grounds: String, in state: Case, by warrant: Warrant, at now: Instant) throws(Refusal) -> [CaseEvent] {
        try CaseDecider.require(grounds, "gronden")
        guard let decision = state.decisionInForce, let until = decision.objectionUntil else {
            throw .field("besluit", "No decision is in force to which one could object.", code: .notNow)
        }
        guard now <= until else {
            throw .field(
                "besluit", "The term to object ended on \(until). Ask the authority to reconsider instead.", code: .afterTerm)
        }
        return [
            .objected(
                .init(
                    number: state.objections.count + 1, decision: decision.number, grounds: grounds, warrant: warrant, at: now,
                    decideBy: policy.objection.decideWithin.end(from: now)
                )
            )
        ]
    }

    /// Decides on an objection. Upheld, it ends what is in force in the same act, so that a reversal travels as fast as the measure did.
    func decideObjection(
        _ number: Int, upheld: Bool, reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard state.objections.indices.contains(number - 1) else {
            throw .field("bezwaar", "The case has no objection with this number.", code: .unknown)
        }
        let objection = state.objections[number - 1]
        guard objection.upheld == nil else { throw .field("bezwaar", "This objection was decided on already.", code: .notNow) }
        try CaseDecider.require(reasons, "redenen")
        guard warrant.person != nil else {
            throw .field(
                "persoon", "An objection is decided on by a named person: connect with that person's certificate.",
                code: .personNeeded)
        }
        let decision = state.decisions[objection.decision - 1]
        try checkRole(of: warrant, for: decision.kind)
        guard objection.warrant.party == nil || objection.warrant.party != warrant.party else {
            throw .field("deelnemer", "A party cannot decide on its own objection.", code: .wrongParty)
        }
        let deciders = [decision.warrant, decision.confirmedBy].compactMap(\.self)
        guard !deciders.contains(where: { warrant.isSamePerson(as: $0) }) else {
            throw .field(
                "persoon", "Somebody else than who took the decision must decide on the objection (Awb art. 10:3).",
                code: .samePerson)
        }
        var events: [CaseEvent] = [.objectionDecided(number: number, upheld: upheld, reasons: reasons, by: warrant, at: now)]
        if upheld, state.isInForce(objection.decision) { events.append(close(by: nil, at: now)) }
        return events
    }
}
