// SPDX-License-Identifier: EUPL-1.2

extension Case {
    /// The case after an event; a report opens it. Events come from the decider or from the log, so they are never refused here.
    /// - Returns: the case, or nil when the first event is no report.
    public static func evolve(_ state: Case?, _ event: CaseEvent, in register: RegisterName) -> Case? {
        guard var state else {
            guard case .reported(let report) = event else { return nil }
            var opened = Case(id: report.caseID, register: register, openedAt: report.at)
            opened.apply(event)
            return opened
        }
        state.apply(event)
        return state
    }

    /// Lets an event happen. One that names a decision or objection the case does not have changes nothing.
    public mutating func apply(_ event: CaseEvent) {
        switch event {
        case .reported(let event):
            subjectCount += event.subjects.count
            reports.append(
                Report(
                    number: event.number, kind: event.kind, subjectCount: event.subjects.count, warrant: event.warrant,
                    secretHash: event.secretHash, details: event.details, at: event.at
                )
            )
        case .proposed(let event):
            decisions.append(
                Decision(
                    number: event.number, kind: event.kind, addressees: event.addressees, reasons: event.reasons,
                    warrant: event.warrant,
                    stage: .proposed(confirmBy: event.confirmBy)
                )
            )
        case .decided(let event):
            take(event)
        case .rejected(let number, _, _, let at):
            guard decisions.indices.contains(number - 1) else { return }
            decisions[number - 1].stage = .rejected(at: at)
        case .lapsed(let number, let at):
            guard decisions.indices.contains(number - 1) else { return }
            decisions[number - 1].stage = .lapsed(at: at)
        case .ended:
            inForce = nil
        case .objected(let event):
            guard decisions.indices.contains(event.decision - 1) else { return }
            objections.append(
                Objection(
                    number: event.number, decision: event.decision, grounds: event.grounds, warrant: event.warrant, at: event.at,
                    decideBy: event.decideBy
                )
            )
        case .objectionDecided(let number, let upheld, _, _, let at):
            guard objections.indices.contains(number - 1) else { return }
            objections[number - 1].upheld = upheld
            objections[number - 1].decidedAt = at
            if upheld, isInForce(objections[number - 1].decision) { inForce = nil }
        case .objectionOverdue(let number, _):
            guard objections.indices.contains(number - 1) else { return }
            objections[number - 1].isOverdue = true
        case .rectificationRequested(let event):
            rectifications.append(
                Rectification(
                    number: event.number, report: event.report, part: event.part, wrong: event.wrong, right: event.right,
                    warrant: event.warrant, at: event.at, answerBy: event.answerBy
                )
            )
        case .rectificationAnswered(let number, let granted, let reasons, let warrant, let at):
            guard rectifications.indices.contains(number - 1) else { return }
            rectifications[number - 1].answer = .init(isGranted: granted, reasons: reasons, warrant: warrant, at: at)
        case .rectificationOverdue(let number, _):
            guard rectifications.indices.contains(number - 1) else { return }
            rectifications[number - 1].isOverdue = true
        case .seen(let event):
            hits.append(Hit(sighting: event.sighting, party: event.warrant.party, at: event.at))
        case .waits(let change):
            guard (1...changes.count + 1).contains(change.number) else { return }
            if change.number > changes.count {
                changes.append(change)
            } else {
                changes[change.number - 1].causes = change.causes
            }
        case .quarantined: isQuarantined = true
        case .quarantineEnded: isQuarantined = false
        case .judgedFalse(let number, _, _, _):
            guard reports.indices.contains(number - 1) else { return }
            reports[number - 1].isFalse = true
        case .wentOut(let number, let at), .cleared(let number, _, _, let at):
            guard changes.indices.contains(number - 1) else { return }
            changes[number - 1].outcome = .wentOut(at: at)
        case .setAside(let number, _, _, let at):
            guard changes.indices.contains(number - 1) else { return }
            changes[number - 1].outcome = .setAside(at: at)
            let decision = changes[number - 1].decision
            if decisions.indices.contains(decision - 1) { decisions[decision - 1].stage = .rejected(at: at) }
            guard decision == inForce else { return }
            // It never had effect: what was in force before it is again, unless that was set aside too.
            let before = former.flatMap { former in hasBeenTaken(former.inForce) ? former : nil }
            (inForce, subjectsInForce, reportsInForce) = (before?.inForce, before?.subjects ?? 0, before?.reports ?? 0)
        case .hitsTakenUp(let number, _, _, _):
            hitsTakenUp = max(hitsTakenUp, min(number, hits.count))
        case .asked(let question):
            questions.append(question)
        case .answered(let number, let candidates, let warrant, let at):
            guard questions.indices.contains(number - 1), let party = warrant.party else { return }
            questions[number - 1].answers.append(.init(party: party, candidates: candidates, at: at))
        case .identified(let number, let subjects, _, _, let at):
            guard questions.indices.contains(number - 1) else { return }
            questions[number - 1].chosenAt = at
            subjectCount += subjects.count
        case .attached(let attachment, _):
            attachments.append(attachment)
        case .closed(let kind, let at, let eraseAt):
            inForce = nil
            overtake(at: at)
            closedBy = kind
            closedAt = at
            self.eraseAt = eraseAt
        case .retentionEnded:
            isErased = true
        }
    }

    /// Whether a decision was taken, and not set aside since.
    private func hasBeenTaken(_ decision: Int?) -> Bool {
        decision.map { decisions.indices.contains($0 - 1) && decisions[$0 - 1].takenAt != nil } ?? false
    }

    /// What would list subjects and has not gone out never does: nothing is in force any more.
    private mutating func overtake(at now: Instant) {
        for index in changes.indices where changes[index].outcome == nil && changes[index].what != .release {
            changes[index].outcome = .overtaken(at: now)
        }
    }

    private mutating func take(_ event: CaseEvent.Decided) {
        guard (1...decisions.count + 1).contains(event.number) else { return }
        if event.number > decisions.count {
            decisions.append(
                Decision(
                    number: event.number, kind: event.kind, addressees: event.addressees, reasons: event.reasons,
                    warrant: event.warrant,
                    stage: .taken(at: event.at)
                )
            )
        }
        decisions[event.number - 1].stage = .taken(at: event.at)
        decisions[event.number - 1].confirmedBy = event.confirmedBy
        decisions[event.number - 1].objectionUntil = event.objectionUntil
        decisions[event.number - 1].validUntil = event.validUntil
        former = Former(inForce: inForce, subjects: subjectsInForce, reports: reportsInForce)
        inForce = event.number
        // Who decided anew knew what was seen until then.
        hitsTakenUp = hits.count
        subjectsInForce = subjectCount
        reportsInForce = reports.count
    }
}
