// SPDX-License-Identifier: EUPL-1.2

extension CaseDecider {
    /// What a case waits for, and until when people have for each. Empty when nobody has to do anything.
    ///
    /// These are the terms for people, not the clock's: a report must be decided on within ``RegisterPolicy/decideWithin``, and the
    /// clock does nothing when it is not. A value is nil where the policy sets no term.
    public func tasks(in state: Case) -> [CaseTask: Instant?] {
        guard !state.isErased else { return [:] }
        var tasks: [CaseTask: Instant?] = [:]
        // Objections and requests outlive their case: who made them is owed an answer also when the block was lifted meanwhile.
        if let first = state.openObjections.map(\.decideBy).min() { tasks[.objection] = .some(first) }
        if let first = state.openRectifications.map(\.answerBy).min() { tasks[.rectification] = .some(first) }
        // A release waits in a case that is closed already.
        if state.changes.contains(where: \.needsClearance) { tasks[.clearance] = .some(nil) }
        guard state.closedAt == nil, !state.isQuarantined else { return tasks }
        if let proposal = state.openProposal, case .proposed(let confirmBy) = proposal.stage {
            tasks[.confirm] = .some(confirmBy)
        } else if let report = state.firstUndecided(by: policy) {
            tasks[.decide] = .some(policy.decideWithin?.end(from: report.at))
        }
        // A hit of what is on a list in order to be seen asks what to do now.
        if tasks[.confirm] == nil, let seen = alert(in: state), let within = policy.hits?.lookWithin.end(from: seen) {
            tasks[.decide] = .some(min(within, tasks[.decide].flatMap { $0 } ?? within))
        }
        return tasks
    }
}

extension Case {
    /// The first report that asks for a decision and has none yet. One that repeats what was decided already asks for none; one that
    /// says that the subject is back does.
    fileprivate func firstUndecided(by policy: RegisterPolicy) -> Report? {
        guard inForce != nil else { return reports.first }
        return reports.dropFirst(reportsInForce).first { $0.subjectCount > 0 || policy.reports[$0.kind]?.stage == .following }
    }
}
