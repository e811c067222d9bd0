// SPDX-License-Identifier: EUPL-1.2

/// What an event in a case changes outside the case.
public enum CaseEffect: Hashable, Sendable {
    /// The case's subjects are held on a list with a status.
    case hold(ListName, ListStatus)
    /// Whatever the case holds, on any list, is let go; measures it laid are lifted.
    case release
    /// A question was put to parties: a measure is laid on each.
    case ask(MeasureKind, number: Int, of: [PartyID], basis: String)
    /// No answer is wanted any more: the measures that questions laid are lifted.
    case settle
    /// A measure is laid on parties.
    case impose(MeasureKind, on: [PartyID])
}

extension CaseDecider {
    /// What an event changes outside its case.
    /// - Parameters:
    ///   - event: the event.
    ///   - before: the case before it.
    public func effects(of event: CaseEvent, in before: Case?) -> [CaseEffect] {
        switch event {
        case .decided(let decided):
            switch policy.decisions[decided.kind]?.effect {
            case .list(let list, let status): [.hold(list, status)]
            case .impose(let kind): [.impose(kind, on: decided.addressees)]
            case .release: [.release]
            case .close: before?.questions.isEmpty == false ? [.settle] : []
            case nil: []
            }
        case .objectionDecided(let number, true, _, _, _):
            if let before, let decision = before.objections.first(where: { $0.number == number })?.decision,
                before.isInForce(decision)
            {
                [.release]
            } else {
                []
            }
        case .ended: [.release]
        case .wentOut(let number, _), .cleared(let number, _, _, _):
            before?.changes.first { $0.number == number && $0.outcome == nil }.map { [$0.effect] } ?? []
        case .asked(let question):
            policy.questions[question.kind].map {
                [CaseEffect.ask($0.measure, number: question.number, of: question.parties, basis: question.warrant.basis)]
            } ?? []
        case .identified: [.settle]
        default: []
        }
    }
}
