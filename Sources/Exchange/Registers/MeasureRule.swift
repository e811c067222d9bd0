// SPDX-License-Identifier: EUPL-1.2

/// A kind of measure: `keep-list-active`, `remove`, …
public struct MeasureKind: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A ground on which a party may refuse a measure.
public struct RefusalGround: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What a measure asks of its addressee, by when, and what follows when it is not done.
public struct MeasureRule: Hashable, Sendable {
    /// Its name for people.
    public let title: Bilingual
    /// The roles on which it can be laid.
    public let roles: Set<Role>
    /// The time from imposing (or, for a list, from a version's entry) to when it must be carried out.
    public let due: Term
    /// The grounds on which it can be refused, with their text.
    public let grounds: [RefusalGround: Bilingual]
    /// What follows when it is overdue, in order.
    public let ladder: [EscalationStep]
    /// Whether it is carried out by answering a question, and by nothing else.
    public let isAnswered: Bool

    /// States a rule.
    public init(
        title: Bilingual, roles: Set<Role>, due: Term, grounds: [RefusalGround: Bilingual], ladder: [EscalationStep],
        isAnswered: Bool = false
    ) {
        self.title = title
        self.roles = roles
        self.due = due
        self.grounds = grounds
        self.ladder = ladder
        self.isAnswered = isAnswered
    }
}

/// One step of an escalation ladder: reminder, warning, order under penalty, …
public struct EscalationStep: Hashable, Sendable {
    /// The code of the step.
    public let name: String
    /// Its name for people.
    public let title: Bilingual
    /// How long after the measure fell due the step is taken.
    public let after: Term
    /// The legal basis of the step.
    public let basis: String
    /// What it costs to stay behind, when the step is an order under penalty: a named person decides on it, never the clock alone.
    public let penalty: PenaltyRule?

    /// States a step.
    public init(name: String, title: Bilingual, after: Term, basis: String, penalty: PenaltyRule? = nil) {
        self.name = name
        self.title = title
        self.after = after
        self.basis = basis
        self.penalty = penalty
    }
}
