// SPDX-License-Identifier: EUPL-1.2

extension PenaltyOrder {
    /// How an order stands at a moment.
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        /// A second person must still confirm it.
        case proposed
        /// Nobody confirmed it in time.
        case lapsed
        /// A second person rejected it.
        case rejected
        /// It can still be avoided.
        case avoidable
        /// It forfeits.
        case accruing
        /// A refusal is being judged, or was justified.
        case held
        /// It is suspended.
        case suspended
        /// The ceiling is reached, and the party is still behind.
        case full
        /// It ended, and what was forfeited is not settled.
        case due
        /// It ended, and nothing is to be done any more.
        case closed
        /// An objection was upheld: it is as if it had never been.
        case annulled
    }

    /// How it stands.
    public func stage(at now: Instant) -> Stage {
        switch end {
        case .annulled: return .annulled
        case .rejected: return .rejected
        case .fulfilled, .lifted, .withdrawn: return isSettled(at: now) ? .closed : .due
        case nil: break
        }
        guard let begins else { return confirmBy.map { now <= $0 } ?? false ? .proposed : .lapsed }
        if let pause = pauses.last(where: { $0.from <= now && $0.to.map { now < $0 } ?? true }) {
            return pause.isForRefusal ? .held : .suspended
        }
        if forfeited(at: now) >= terms.ceiling { return .full }
        return now <= begins ? .avoidable : .accruing
    }

    /// Whether it is suspended at a moment.
    public func isSuspended(at now: Instant) -> Bool {
        pauses.contains { !$0.isForRefusal && $0.from <= now && $0.to.map { now < $0 } ?? true }
    }

    /// What was forfeited and not decided on, and can still be collected: the first stretch of it. Nil when there is nothing.
    public func claim(at now: Instant) -> Claim? {
        let open = openForfeits(at: now)
        guard let first = open.first, let last = open.last else { return nil }
        return Claim(amount: PenaltyOrder.sum(open), from: first.at, upTo: last.at)
    }

    /// Until when the first of what is not decided on can be collected.
    public func claimEnds(at now: Instant) -> Instant? {
        openForfeits(at: now).first.map { terms.collectWithin.end(from: $0.at) }
    }

    /// What must be paid by decisions to collect, and is not.
    public var payable: Cents { collections.filter(\.isOpen).reduce(.zero) { $0 + $1.claim.amount } }

    /// What was paid.
    public var paid: Cents { collections.filter { $0.paidAt != nil }.reduce(.zero) { $0 + $1.claim.amount } }

    /// Whether nothing is left to decide on or to pay.
    private func isSettled(at now: Instant) -> Bool {
        !objections.contains { $0.isUpheld == nil } && !collections.contains(where: \.isOpen) && claim(at: now) == nil
    }

    private func openForfeits(at now: Instant) -> [Forfeit] {
        guard end != .annulled else { return [] }
        let decided = collections.filter { !$0.isAnnulled }.map(\.claim)
        func isOpen(_ forfeit: Forfeit) -> Bool {
            now <= terms.collectWithin.end(from: forfeit.at)
                && !decided.contains { $0.from <= forfeit.at && forfeit.at <= $0.upTo }
        }
        return Array(forfeits(at: now).drop { !isOpen($0) }.prefix(while: isOpen))
    }
}
