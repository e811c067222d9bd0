// SPDX-License-Identifier: EUPL-1.2

/// What a case brings about on a list and does not go out yet: the decision stands, and what followers have does not change.
public struct WaitingChange: Hashable, Sendable {
    /// What goes out when it may.
    public enum What: Hashable, Sendable {
        /// The case's subjects are listed with a status.
        case list(ListName, ListStatus)
        /// What the case holds is released.
        case release
    }

    /// What became of it.
    public enum Outcome: Hashable, Sendable {
        /// It went out.
        case wentOut(at: Instant)
        /// Somebody who did not decide it set it aside.
        case setAside(at: Instant)
        /// What the case brings about ended before it went out.
        case overtaken(at: Instant)
    }

    /// Its number within the case, from 1.
    public let number: Int
    /// The decision that brings it about.
    public let decision: Int
    /// What it is.
    public let what: What
    /// How many subjects it is about.
    public let subjects: Int
    /// Why it waits, now.
    public internal(set) var causes: [WaitCause]
    /// Since when it waits.
    public let at: Instant
    /// What became of it; nil while it waits.
    public internal(set) var outcome: Outcome?

    /// Describes a change that waits.
    public init(number: Int, decision: Int, what: What, subjects: Int, causes: [WaitCause], at: Instant) {
        self.number = number
        self.decision = decision
        self.what = what
        self.subjects = subjects
        self.causes = causes
        self.at = at
    }
}

extension Case {
    /// What waits, in the order in which it came.
    public var waitingChanges: [WaitingChange] { changes.filter { $0.outcome == nil } }

    /// The event that says that an effect waits, in place of carrying it out; nil when the effect is none that can wait.
    /// - Parameters:
    ///   - effect: what an event in the case brings about.
    ///   - subjects: about how many subjects.
    ///   - causes: why.
    ///   - now: the moment.
    public func waits(_ effect: CaseEffect, subjects: Int, causes: [WaitCause], at now: Instant) -> CaseEvent? {
        let what: WaitingChange.What
        switch effect {
        case .hold(let list, let status): what = .list(list, status)
        case .release: what = .release
        case .impose, .ask, .settle: return nil
        }
        return .waits(
            WaitingChange(
                number: changes.count + 1, decision: inForce ?? decisions.count, what: what, subjects: subjects, causes: causes,
                at: now))
    }
}

extension CaseDecider {
    /// Whose decision stands behind what an event brings about; nil when it is nobody's.
    public func party(behind event: CaseEvent, in state: Case?) -> PartyID? {
        switch event {
        case .decided(let decided): return decided.warrant.party
        case .wentOut(let number, _), .cleared(let number, _, _, _):
            guard let state, let change = state.changes.first(where: { $0.number == number }),
                state.decisions.indices.contains(change.decision - 1)
            else { return nil }
            return state.decisions[change.decision - 1].warrant.party
        default: return nil
        }
    }
}

extension WaitingChange {
    /// The same, found to wait for other causes at a moment.
    public func waiting(for causes: [WaitCause], at now: Instant) -> WaitingChange {
        WaitingChange(number: number, decision: decision, what: what, subjects: subjects, causes: causes, at: now)
    }

    /// What it brings about when it goes out.
    public var effect: CaseEffect {
        switch what {
        case .list(let list, let status): .hold(list, status)
        case .release: .release
        }
    }
}
