// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// Takes in that a party saw one of the case's subjects. Whoever asks has seen to it that the case holds the subject on a list.
    func see(_ sighting: Sighting, in state: Case, by warrant: Warrant, at now: Instant) throws(Refusal) -> [CaseEvent] {
        guard let rule = policy.hits else { throw .field("treffers", "This register takes in no hits.", code: .unknown) }
        guard state.inForce != nil else { throw .field("zaak", "Nothing is in force in this case.", code: .notNow) }
        guard sighting.seenAt <= now + rule.tolerance else {
            throw .field("gezien", "This moment lies in the future: set the edge's clock right.")
        }
        guard now - sighting.seenAt <= rule.oldest else {
            throw .field("gezien", "This is too long ago to be of use.", code: .afterTerm)
        }
        guard sighting.seenAt + rule.tolerance >= state.openedAt else {
            throw .field("gezien", "The case was opened later than this.", code: .unknown)
        }
        let isKnown = state.hits.contains { hit in
            let apart = hit.sighting.seenAt - sighting.seenAt
            return hit.party == warrant.party && hit.sighting.subject == sighting.subject && apart < rule.period
                && -apart < rule.period
        }
        guard !isKnown else { throw .field("treffers", "This hit is in the case already.", code: .duplicate) }
        guard state.hits.count < rule.mostPerCase else {
            throw .field("zaak", "The case has as many hits as it takes.", code: .tooMany)
        }
        return [.seen(.init(sighting: sighting, warrant: warrant, at: now))]
    }
}
