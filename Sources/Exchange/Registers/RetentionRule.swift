// SPDX-License-Identifier: EUPL-1.2

/// How long a closed case is kept before its payloads are erased.
public struct RetentionRule: Hashable, Sendable {
    /// The term by the decision that closed the case.
    public let terms: [DecisionKind: Term]
    /// The term where no entry in `terms` fits.
    public let otherwise: Term

    /// States a rule.
    public init(terms: [DecisionKind: Term], otherwise: Term) {
        self.terms = terms
        self.otherwise = otherwise
    }

    /// When a case that closed by a decision (or by nobody's: nil) must be erased.
    public func erasure(closedBy kind: DecisionKind?, at closing: Instant) -> Instant {
        (kind.flatMap { terms[$0] } ?? otherwise).end(from: closing)
    }
}
