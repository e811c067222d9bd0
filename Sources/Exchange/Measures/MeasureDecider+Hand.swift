// SPDX-License-Identifier: EUPL-1.2

/// What persons of the addressee state themselves. It is their word: an edge's signed statement proves more, and where there is one it counts.
extension MeasureDecider {
    /// Accepting a version for the addressee.
    func accept(
        _ version: Int, published: Int, in measure: Measure, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [MeasureEvent] {
        try checkHand(.accepted, version, published: published, in: measure, by: warrant)
        if let refusal = measure.refusal, refusal.isJustified == nil, refusal.version == version {
            throw .field("versie", "The refusal of this version is still being judged: await the judgement.", code: .notNow)
        }
        return state(.accepted, version, how: nil, in: measure, by: warrant, at: now)
    }

    /// Stating that a version was carried out by hand.
    func carryOut(
        _ version: Int, _ how: String, published: Int, in measure: Measure, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [MeasureEvent] {
        try checkNotAnswered()
        try checkHand(.carriedOut, version, published: published, in: measure, by: warrant)
        if how.isEmpty || how.utf8.count > CaseDecider.mostReasonBytes {
            throw .field("hoe", "Say how it was carried out, in at most \(CaseDecider.mostReasonBytes) bytes.")
        }
        guard measure.edges.isEmpty || measure.activeVersion < version else {
            throw .field("versie", "The edges of this party have proved this version already.", code: .notNow)
        }
        let accepted = max(measure.byHand[.accepted]?.version ?? 0, measure.standings[.accepted]?.version ?? 0)
        guard accepted >= version else { throw .field("feit", "Accept this version first.", code: .notNow) }
        return state(.carriedOut, version, how: how, in: measure, by: warrant, at: now)
    }

    /// What follows when the question that laid it was answered: by a person or a system, for the answer itself is entered.
    func answer(in measure: Measure, by warrant: Warrant, at now: Instant) -> [MeasureEvent] {
        state(.accepted, 1, how: nil, in: measure, by: warrant, at: now)
            + state(.carriedOut, 1, how: "answered", in: measure, by: warrant, at: now)
    }

    /// A question is carried out by its answer, not by saying so.
    func checkNotAnswered() throws(Refusal) {
        guard !rule.isAnswered else { throw .field("feit", "This measure is a question: answer it.", code: .notNow) }
    }

    /// What must be so for any statement by hand: a named person, a version that there is, and no way back.
    private func checkHand(
        _ fact: MeasureFact, _ version: Int, published: Int, in measure: Measure, by warrant: Warrant
    ) throws(Refusal) {
        guard warrant.person != nil else {
            throw Refusal(
                .personNeeded, "This is for a named person to state; a system states it by its edge.",
                faults: [Fault("persoon", "The certificate names a system, not a person.")])
        }
        guard version >= 1, version <= published else {
            throw .field("versie", "Version \(version) does not exist; the newest is \(published).")
        }
        if let stated = measure.byHand[fact], version < stated.version {
            throw .field("versie", "Version \(stated.version) was stated before; a fact does not go back.", code: .notNow)
        }
    }

    private func state(
        _ fact: MeasureFact, _ version: Int, how: String?, in measure: Measure, by warrant: Warrant, at now: Instant
    ) -> [MeasureEvent] {
        guard measure.byHand[fact]?.version != version else { return [] }
        let standing = Measure.Standing(version: version, at: now, statedAt: now, edge: Measure.Standing.hand)
        return [.statedByHand(fact, standing, how: how, by: warrant)]
    }
}
