// SPDX-License-Identifier: EUPL-1.2

import Ledger

extension CaseDecider {
    /// Puts a question to parties. Whoever asks says which parties there are to be asked.
    func ask(
        _ kind: QuestionKind, of parties: [PartyID], reasons: String, in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        guard let rule = policy.questions[kind] else {
            throw .field("soort", "Choose one of: \(policy.questions.keys.sorted().map(\.rawValue).joined(separator: ", ")).")
        }
        guard rule.roles.contains(warrant.role) else {
            throw Refusal(
                .noMandate, "This question is for: \(rule.roles.sorted().map(\.rawValue).joined(separator: ", ")).",
                faults: [Fault("soort", "Not open to the role \(warrant.role).")])
        }
        try CaseDecider.requirePerson(of: warrant)
        try CaseDecider.require(reasons, "redenen")
        guard state.closedAt == nil else { throw .field("zaak", "The case is closed.", code: .notNow) }
        guard let about = state.reports.reversed().lazy.compactMap({ $0.details[rule.member]?.string }).first else {
            throw .field("zaak", "No report in this case says what to ask about (\(rule.member)).", code: .notNow)
        }
        guard !parties.isEmpty else {
            throw .field("zaak", "There is no party that can be asked: none has a mandate to comply.", code: .notNow)
        }
        if let open = state.questions.first(where: { $0.isOpen && $0.kind == kind }) {
            throw .field("vraag", "Question \(open.number) still waits for answers.", code: .notNow)
        }
        guard state.questions.count(where: { $0.kind == kind }) < rule.mostPerCase else {
            throw .field("vraag", "This was asked \(rule.mostPerCase) times in this case, as often as it can be.", code: .tooMany)
        }
        return [
            .asked(
                Question(
                    number: state.questions.count + 1, kind: kind, about: about, parties: parties, reasons: reasons,
                    warrant: warrant, at: now))
        ]
    }

    /// Takes in what a party's own records say; no candidates say that they have nothing.
    func answer(
        _ number: Int, candidates: [Candidate], in state: Case, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        let question = try question(number, in: state)
        guard let party = warrant.party, question.parties.contains(party) else {
            throw .field("vraag", "This question was put to other parties.", code: .wrongParty)
        }
        guard !question.answers.contains(where: { $0.party == party }) else {
            throw .field("vraag", "This party answered already.", code: .notNow)
        }
        guard question.chosenAt == nil, state.closedAt == nil else {
            throw .field("vraag", "No answer is wanted any more.", code: .notNow)
        }
        let most = policy.questions[question.kind]?.mostCandidates ?? 0
        guard candidates.count <= most else { throw .field("kandidaten", "Give at most \(most) candidates, the surest ones.") }
        var faults: [Fault] = []
        let today = DutchTime.date(of: now)
        for (index, candidate) in candidates.enumerated() {
            let field = "kandidaten[\(index)]"
            if candidate.firstSeen > candidate.lastSeen || candidate.lastSeen > today {
                faults.append(Fault("\(field).laatstGezien", "Give a day from the first one to today."))
            }
            if !(0...100).contains(candidate.confidence) { faults.append(Fault("\(field).zekerheid", "Give 0 to 100 percent.")) }
            if candidates[..<index].contains(where: { $0.subject == candidate.subject }) {
                faults.append(Fault("\(field).onderwerp", "Named twice: name each once."))
            }
        }
        guard faults.isEmpty else {
            throw Refusal(.invalid, "The answer cannot be entered like this: mend the fields named.", faults: faults)
        }
        return [.answered(number: number, candidates: candidates, by: warrant, at: now)]
    }

    /// Takes candidates for right: they become subjects of the case. No other answer is wanted then.
    func choose(
        _ number: Int, _ subjects: [Subject], known: Set<Subject>, reasons: String, in state: Case, by warrant: Warrant,
        at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        let question = try question(number, in: state)
        guard let rule = policy.questions[question.kind], rule.roles.contains(warrant.role) else {
            throw Refusal(
                .noMandate, "This is for whoever may ask this question.",
                faults: [Fault("rol", "Not open to the role \(warrant.role).")])
        }
        try CaseDecider.requirePerson(of: warrant)
        try CaseDecider.require(reasons, "redenen")
        guard state.closedAt == nil else { throw .field("zaak", "The case is closed.", code: .notNow) }
        guard state.openProposal == nil else {
            throw .field("besluit", "A proposal waits for a second person, who confirms what the first one saw.", code: .notNow)
        }
        guard state.waitingChanges.isEmpty else {
            throw .field(
                "besluit", "What was decided has not gone out yet, and is about what those who decided saw.", code: .notNow)
        }
        guard question.chosenAt == nil else {
            throw .field("vraag", "Candidates of this question were chosen already.", code: .notNow)
        }
        guard !subjects.isEmpty, Set(subjects).count == subjects.count else {
            throw .field("onderwerpen", "Name at least one candidate, each once.")
        }
        let candidates = Set(question.answers.flatMap(\.candidates).map(\.subject))
        guard subjects.allSatisfy(candidates.contains) else {
            throw .field("onderwerpen", "Choose among the candidates that parties named.")
        }
        return [
            .identified(number: number, subjects: subjects.filter { !known.contains($0) }, reasons: reasons, by: warrant, at: now)
        ]
    }

    private func question(_ number: Int, in state: Case) throws(Refusal) -> Question {
        guard state.questions.indices.contains(number - 1) else {
            throw .field("vraag", "The case has no question with this number.", code: .unknown)
        }
        return state.questions[number - 1]
    }

    private static func requirePerson(of warrant: Warrant) throws(Refusal) {
        guard warrant.person != nil else {
            throw .field("persoon", "This is a named person's: connect with that person's certificate.", code: .personNeeded)
        }
    }
}
