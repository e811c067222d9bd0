// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Takes a decision, or proposes it.
    func decide(
        _ kind: DecisionKind, reasons: String, addressees: [PartyID], in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard let rule = policy.decisions[kind] else {
            throw .field("soort", "Choose one of: \(policy.decisions.keys.sorted().map(\.rawValue).joined(separator: ", ")).")
        }
        try checkRole(of: warrant, for: kind)
        guard warrant.person != nil else {
            throw .field("persoon", "A decision is a named person's: connect with that person's certificate.", code: .personNeeded)
        }
        try CaseDecider.require(reasons, "redenen")
        try checkFit(rule, addressees: addressees, in: state, at: now)
        let number = state.decisions.count + 1
        // The clock may not have come by yet; there is never more than one open proposal.
        let lapsed = lapses(in: state, at: now)
        switch rule.confirmation {
        case .secondPerson(let term):
            return lapsed + [
                .proposed(
                    .init(
                        number: number, kind: kind, addressees: addressees, reasons: reasons, warrant: warrant, at: now,
                        confirmBy: term.end(from: now)
                    )
                )
            ]
        case .single:
            let proposal = Decision(
                number: number, kind: kind, addressees: addressees, reasons: reasons, warrant: warrant, stage: .taken(at: now)
            )
            return lapsed + take(proposal, rule: rule, confirmedBy: nil, at: now)
        }
    }

    /// Confirms a proposal by a second person.
    func confirm(_ number: Int, in state: Case, by warrant: Warrant, at now: Instant) throws(Refusal) -> [CaseEvent] {
        let proposal = try proposal(number, in: state, at: now)
        guard let rule = policy.decisions[proposal.kind] else {
            throw .field("soort", "The policy no longer has this kind.", code: .notNow)
        }
        guard warrant.person != nil else {
            throw .field(
                "persoon", "A decision is confirmed by a named person: connect with that person's certificate.", code: .personNeeded
            )
        }
        guard !warrant.isSamePerson(as: proposal.warrant) else {
            throw .field("persoon", "A second person must confirm; this person proposed it.", code: .samePerson)
        }
        try checkRole(of: warrant, for: proposal.kind)
        return take(proposal, rule: rule, confirmedBy: warrant, at: now)
    }

    private func take(_ proposal: Decision, rule: DecisionRule, confirmedBy: Warrant?, at now: Instant) -> [CaseEvent] {
        let decided = CaseEvent.decided(
            .init(
                number: proposal.number, kind: proposal.kind, addressees: proposal.addressees, reasons: proposal.reasons,
                warrant: proposal.warrant, confirmedBy: confirmedBy, at: now, objectionUntil: policy.objection.term.end(from: now),
                validUntil: rule.validity?.end(from: now)
            )
        )
        switch rule.effect {
        case .list, .impose: return [decided]
        case .release, .close: return [decided, close(by: proposal.kind, at: now)]
        }
    }

    /// The closing of a case, with the day on which its payloads go.
    func close(by kind: DecisionKind?, at now: Instant) -> CaseEvent {
        .closed(by: kind, at: now, eraseAt: policy.retention.erasure(closedBy: kind, at: now))
    }

    private func checkFit(_ rule: DecisionRule, addressees: [PartyID], in state: Case, at now: Instant) throws(Refusal) {
        guard state.closedAt == nil else { throw .field("zaak", "The case is closed.", code: .notNow) }
        guard !state.isQuarantined else {
            throw .field("zaak", "This report is one of a flood of its party: have that judged as a whole first.", code: .notNow)
        }
        if let open = state.openProposal, case .proposed(let confirmBy) = open.stage, now <= confirmBy {
            throw .field(
                "besluit", "Proposal \(open.number) still waits for a second person: have it confirmed or rejected first.",
                code: .notNow)
        }
        switch rule.effect {
        case .list(_, let status):
            guard state.subjectCount > 0 else {
                throw .field("zaak", "The case has no subject yet: ask the parties which one it is about.", code: .notNow)
            }
            if let current = state.decisionInForce, let effect = policy.decisions[current.kind]?.effect,
                case .list(_, status) = effect,
                state.subjectsInForce == state.subjectCount
            {
                throw .field("soort", "Decision \(current.number) to this effect is in force already.", code: .notNow)
            }
        case .impose:
            guard !addressees.isEmpty, Set(addressees).count == addressees.count else {
                throw .field("geadresseerden", "Name each party that must carry out the measure, once.")
            }
            return
        case .release:
            guard state.inForce != nil else { throw .field("soort", "Nothing is in force in this case.", code: .notNow) }
        case .close:
            guard state.inForce == nil else {
                throw .field("soort", "Decision \(state.inForce ?? 0) is in force: release it instead.", code: .notNow)
            }
        }
        guard addressees.isEmpty else { throw .field("geadresseerden", "This decision addresses no single party: leave it out.") }
    }
}
