// SPDX-License-Identifier: EUPL-1.2

extension PartyDecider {
    /// Plans by which day a party reaches a milestone. Planning the same day again changes nothing.
    func plan(
        _ party: PartyID, _ milestone: Milestone, by day: CivilDate?, in registry: Registry, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [PartyEvent] {
        guard registry.parties[party] != nil else { throw .field("deelnemer", "Register the party first.", code: .unknown) }
        let plannable = Milestone.known.map(\.milestone).filter { $0 != .registered }
        guard plannable.contains(milestone) else {
            throw .field("mijlpaal", "Choose one of: \(plannable.map(\.rawValue).joined(separator: ", ")).")
        }
        guard registry.onboarding[party]?.planned[milestone] != day else { return [] }
        return [.milestonePlanned(party, milestone, on: day, by: warrant, at: now)]
    }
}
