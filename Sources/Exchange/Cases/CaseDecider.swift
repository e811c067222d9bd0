// SPDX-License-Identifier: EUPL-1.2

/// The lifecycle of a case in any register: report, decision, objection, end. Pure: it knows the policy, the case and the moment it is handed.
///
/// `Registry.authorise` has established the warrant before; this decider checks what the case itself demands. A refused command
/// has no events, so it leaves no trace.
public struct CaseDecider: Sendable {
    /// The rules of the register.
    public let policy: RegisterPolicy

    /// The most bytes of reasons or grounds.
    public static let mostReasonBytes = 8_000

    /// A decider for one register.
    public init(policy: RegisterPolicy) {
        self.policy = policy
    }

    /// What follows from a command.
    /// - Parameters:
    ///   - command: what is asked.
    ///   - state: the case, or nil when a report is to open it.
    ///   - id: the number of the case.
    ///   - warrant: on what the act stands.
    ///   - now: the moment of the act.
    /// - Throws: why nothing follows.
    public func decide(
        _ command: CaseCommand, in state: Case?, id: CaseID, by warrant: Warrant, at now: Instant
    ) throws(Refusal) -> [CaseEvent] {
        if case .report(let kind, let subjects, let known, let details, let secretHash) = command {
            let number = (state?.reports.count ?? 0) + 1
            try checkReport(kind, subjects: subjects, details: details, in: state, by: warrant)
            return [
                .reported(
                    .init(
                        caseID: id, number: number, kind: kind, subjects: subjects.filter { !known.contains($0) }, details: details,
                        secretHash: secretHash, warrant: warrant, at: now
                    )
                )
            ]
        }
        guard let state else { throw .field("zaak", "There is no case with this number.", code: .unknown) }
        if case .tick = command { return tick(state, at: now) }
        guard !state.isErased else {
            throw .field("zaak", "The retention term of this case has ended; nothing can be done in it any more.", code: .afterTerm)
        }
        switch command {
        case .decide(let kind, let reasons, let addressees):
            return try decide(kind, reasons: reasons, addressees: addressees, in: state, by: warrant, at: now)
        case .confirm(let number):
            return try confirm(number, in: state, by: warrant, at: now)
        case .reject(let number, let reasons):
            let proposal = try proposal(number, in: state, at: now)
            try checkRole(of: warrant, for: proposal.kind)
            guard warrant.person != nil else {
                throw .field(
                    "persoon", "A proposal is rejected by a named person: connect with that person's certificate.",
                    code: .personNeeded)
            }
            try CaseDecider.require(reasons, "redenen")
            return [.rejected(number: number, reasons: reasons, by: warrant, at: now)]
        case .object(let grounds):
            return try object(grounds, in: state, by: warrant, at: now)
        case .decideObjection(let number, let upheld, let reasons):
            return try decideObjection(number, upheld: upheld, reasons: reasons, in: state, by: warrant, at: now)
        case .rectify(let part, let report, let wrong, let right):
            return try rectify(part, of: report, wrong: wrong, right: right, in: state, by: warrant, at: now)
        case .answerRectification(let number, let granted, let reasons):
            return try answerRectification(number, granted: granted, reasons: reasons, in: state, by: warrant, at: now)
        case .clear(let number, let reasons):
            return try clear(number, reasons: reasons, in: state, by: warrant, at: now)
        case .setAside(let number, let reasons):
            return try setAside(number, reasons: reasons, in: state, by: warrant, at: now)
        case .endQuarantine(let takesIn, let reasons):
            return try endQuarantine(takesIn: takesIn, reasons: reasons, in: state, by: warrant, at: now)
        case .judgeFalse(let number, let reasons):
            return try judgeFalse(number, reasons: reasons, in: state, by: warrant, at: now)
        case .see(let sighting):
            return try see(sighting, in: state, by: warrant, at: now)
        case .takeUp(let reasons):
            return try takeUp(reasons, in: state, by: warrant, at: now)
        case .ask(let kind, let parties, let reasons):
            return try ask(kind, of: parties, reasons: reasons, in: state, by: warrant, at: now)
        case .answer(let number, let candidates):
            return try answer(number, candidates: candidates, in: state, by: warrant, at: now)
        case .choose(let number, let subjects, let known, let reasons):
            return try choose(number, subjects, known: known, reasons: reasons, in: state, by: warrant, at: now)
        case .attach(let kind, let name, let size, let digest, let report):
            return try attach(kind, name: name, size: size, digest: digest, to: report, in: state, by: warrant, at: now)
        case .report, .tick:
            return []
        }
    }

    /// The proposal with this number that can still be confirmed or rejected.
    func proposal(_ number: Int, in state: Case, at now: Instant) throws(Refusal) -> Decision {
        guard state.decisions.indices.contains(number - 1) else {
            throw .field("besluit", "The case has no decision with this number.", code: .unknown)
        }
        let decision = state.decisions[number - 1]
        switch decision.stage {
        case .proposed(let confirmBy):
            guard now <= confirmBy else {
                throw .field(
                    "besluit", "The term to confirm this proposal ended on \(confirmBy): propose it anew.", code: .afterTerm)
            }
            guard state.closedAt == nil else {
                throw .field("zaak", "The case is closed: this proposal can no longer be confirmed or rejected.", code: .notNow)
            }
            return decision
        case .lapsed(let at):
            throw .field("besluit", "This proposal lapsed on \(at): propose it anew.", code: .afterTerm)
        case .taken(let at):
            throw .field("besluit", "This decision was taken on \(at) already.", code: .notNow)
        case .rejected(let at):
            throw .field("besluit", "This proposal was rejected on \(at): propose it anew if needed.", code: .notNow)
        }
    }

    /// Whoever decides, confirms, rejects or judges an objection must be of a role that may take this kind of decision.
    func checkRole(of warrant: Warrant, for kind: DecisionKind) throws(Refusal) {
        guard let rule = policy.decisions[kind] else { throw .field("soort", "The policy no longer has this kind.", code: .notNow) }
        guard rule.roles.contains(warrant.role) else {
            throw Refusal(
                .noMandate, "This decision is for: \(rule.roles.sorted().map(\.rawValue).joined(separator: ", ")).",
                faults: [Fault("soort", "Not open to the role \(warrant.role).")]
            )
        }
    }

    /// Reasons must be there, and bounded.
    static func require(_ text: String, _ field: String) throws(Refusal) {
        guard text.utf8.contains(where: { $0 > 0x20 }) else {
            throw .field(field, "Give reasons: whoever is affected must be able to understand them.")
        }
        guard text.utf8.count <= mostReasonBytes else { throw .field(field, "Keep it within \(mostReasonBytes) bytes.") }
    }
}
