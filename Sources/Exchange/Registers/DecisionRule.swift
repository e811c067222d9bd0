// SPDX-License-Identifier: EUPL-1.2

/// A kind of decision: `block`, `unblock`, `dismiss`, …
public struct DecisionKind: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Who may take a kind of decision, whether a second person must confirm it, and what it brings about.
public struct DecisionRule: Hashable, Sendable {
    /// What a decision brings about.
    public enum Effect: Hashable, Sendable {
        /// The case's subjects come into force on a list with this status.
        case list(ListName, ListStatus)
        /// A measure of this kind is laid on the parties that the decision names.
        case impose(MeasureKind)
        /// What is in force by this case ends everywhere, and the case closes.
        case release
        /// The case closes without anything in force.
        case close
    }

    /// Whether one person is enough.
    public enum Confirmation: Hashable, Sendable {
        /// One person decides.
        case single
        /// A second person confirms within the term, or the proposal lapses.
        case secondPerson(within: Term)
    }

    /// Its name for people.
    public let title: Bilingual
    /// The roles whose parties may take it under a mandate to decide.
    public let roles: Set<Role>
    /// Whether a second person is needed.
    public let confirmation: Confirmation
    /// What it brings about.
    public let effect: Effect
    /// How long it stays in force at most, or nil when it has no end of its own.
    public let validity: Term?

    /// States a rule.
    public init(title: Bilingual, roles: Set<Role>, confirmation: Confirmation, effect: Effect, validity: Term? = nil) {
        self.title = title
        self.roles = roles
        self.confirmation = confirmation
        self.effect = effect
        self.validity = validity
    }
}
