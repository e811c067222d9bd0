// SPDX-License-Identifier: EUPL-1.2

/// A kind of question to parties: `identify`, …
public struct QuestionKind: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What whoever decides may ask of parties, where a report does not say what it is about: they answer from their own records, with
/// candidates and nothing more.
public struct QuestionRule: Hashable, Sendable {
    /// Its name for people.
    public let title: Bilingual
    /// The roles whose parties may ask it under a mandate to decide.
    public let roles: Set<Role>
    /// The member of a report's details that is asked about. Nothing else of the report goes along.
    public let member: String
    /// The measure that it lays on each party: by when it must be answered, and what follows when it is not.
    public let measure: MeasureKind
    /// The most candidates in one answer.
    public let mostCandidates: Int
    /// The most times it can be asked in one case.
    public let mostPerCase: Int

    /// States a rule.
    public init(
        title: Bilingual, roles: Set<Role>, member: String, measure: MeasureKind, mostCandidates: Int = 10, mostPerCase: Int = 3
    ) {
        self.title = title
        self.roles = roles
        self.member = member
        self.measure = measure
        self.mostCandidates = mostCandidates
        self.mostPerCase = mostPerCase
    }
}
