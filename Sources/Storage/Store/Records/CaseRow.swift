// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// What worklists and clocks need of a case without reading its story.
public struct CaseRow: Hashable, Sendable {
    /// The number.
    public let id: CaseID
    /// Where it stands.
    public let phase: CasePhase
    /// When it was opened.
    public let openedAt: Instant
    /// When something last happened.
    public let updatedAt: Instant
    /// The earliest moment after which the clock has something to do; nil when there is none.
    public let due: Instant?
    /// How many subjects it has.
    public let subjectCount: Int
    /// The newest version of a list that this case brought about; nil when it did not.
    public let listVersion: Int?
    /// What it waits for; nil when only a former version of this program, which did not know of it, wrote the row. See
    /// ``StoreReader/casesWithoutWork(in:most:)``.
    public let work: CaseWork?

    /// Describes a row.
    public init(
        id: CaseID, phase: CasePhase, openedAt: Instant, updatedAt: Instant, due: Instant?, subjectCount: Int, listVersion: Int?,
        work: CaseWork? = nil
    ) {
        self.id = id
        self.phase = phase
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.due = due
        self.subjectCount = subjectCount
        self.listVersion = listVersion
        self.work = work
    }
}
