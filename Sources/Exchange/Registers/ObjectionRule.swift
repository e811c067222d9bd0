// SPDX-License-Identifier: EUPL-1.2

/// How somebody affected can object, and how fast he is answered.
public struct ObjectionRule: Hashable, Sendable {
    /// How long after a decision it can be objected to. Awb art. 6:7: six weeks.
    public let term: Term
    /// How long the authority has to decide on it. Awb art. 7:10: six weeks.
    public let decideWithin: Term
    /// The legal basis on which anybody affected may object.
    public let basis: String

    /// States a rule.
    public init(term: Term, decideWithin: Term, basis: String) {
        self.term = term
        self.decideWithin = decideWithin
        self.basis = basis
    }
}
