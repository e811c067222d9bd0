// SPDX-License-Identifier: EUPL-1.2

/// A kind of report: `theft`, `recovery`, …
public struct ReportKind: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Who may make a kind of report, and what it does to a case.
public struct ReportRule: Hashable, Sendable {
    /// What the report does.
    public enum Stage: Hashable, Sendable {
        /// It opens a case, or joins the open case of the same subject.
        case opening
        /// It follows on an opening report, by the same reporter: recovery, withdrawal.
        case following
    }

    /// Its name for people.
    public let title: Bilingual
    /// What it does.
    public let stage: Stage
    /// The roles whose parties may make it under a mandate to report; empty when no party may.
    public let roles: Set<Role>
    /// The legal basis on which anybody may make it without a mandate, or nil when only parties may.
    public let publicBasis: String?
    /// The most subjects one report may name.
    public let mostSubjects: Int
    /// The member of the details that is enough where somebody knows no subject: parties are asked then. nil when a subject is needed.
    public let insteadOfSubjects: String?

    /// States a rule.
    public init(
        title: Bilingual, stage: Stage, roles: Set<Role>, publicBasis: String?, mostSubjects: Int, insteadOfSubjects: String? = nil
    ) {
        self.title = title
        self.stage = stage
        self.roles = roles
        self.publicBasis = publicBasis
        self.mostSubjects = mostSubjects
        self.insteadOfSubjects = insteadOfSubjects
    }
}
