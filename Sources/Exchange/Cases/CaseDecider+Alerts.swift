// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// When the first hit came in at which nobody has looked yet, of a subject that is on a list in order to be seen; nil when there is none.
    public func alert(in state: Case) -> Instant? {
        guard state.closedAt == nil, !state.isErased, let decision = state.decisionInForce,
            case .list(_, let status)? = policy.decisions[decision.kind]?.effect, policy.hits?.alerts.contains(status) == true
        else { return nil }
        return state.hits.dropFirst(state.hitsTakenUp).first?.at
    }

    /// Notes what was done with the hits that there are: by a named person, of a role that decides in this register.
    func takeUp(_ reasons: String, in state: Case, by warrant: Warrant, at now: Instant) throws(Refusal) -> [CaseEvent] {
        try CaseDecider.require(reasons, "redenen")
        let roles = Set(policy.decisions.values.flatMap(\.roles))
        guard roles.contains(warrant.role) else {
            throw Refusal(
                .noMandate, "This is for: \(roles.sorted().map(\.rawValue).joined(separator: ", ")).",
                faults: [Fault("rol", "Not open to the role \(warrant.role).")])
        }
        guard warrant.person != nil else {
            throw .field(
                "persoon", "A named person takes hits up: connect with that person's certificate.", code: .personNeeded)
        }
        guard state.hits.count > state.hitsTakenUp else {
            throw .field("zaak", "There is no hit in this case at which nobody has looked.", code: .notNow)
        }
        return [.hitsTakenUp(upTo: state.hits.count, reasons: reasons, by: warrant, at: now)]
    }
}
