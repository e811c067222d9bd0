// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// Which cases of a register are wanted, in which order, and which page of them.
///
/// Every question stands on one index and reads it in its order, so that a page costs the same wherever it lies. A page begins after a
/// *place*, not after so many rows: a case that did not itself change is neither shown twice nor left out, whatever happens to others.
public struct WorklistQuery: Hashable, Sendable {
    /// Which cases.
    public enum Selection: Hashable, Sendable {
        /// All.
        case all
        /// Those in a phase.
        case phase(CasePhase)
        /// Those that wait for something; `butOf` leaves out what this person proposed, as ``CaseWork/proposer`` has it.
        case waiting(CaseTask, butOf: String? = nil)
    }

    /// In which order. Cases that are equal in it go by their numbers.
    public enum Order: String, Hashable, Sendable, CaseIterable {
        /// The term for people, earliest first; cases without one last.
        case due
        /// The last act, newest first.
        case updated
        /// The opening, newest first.
        case opened
    }

    /// A place in an order: between cases, whether or not the case it is named after is still there.
    public struct Place: Hashable, Sendable {
        /// What the order goes by, in milliseconds, or ``CaseWork/noTerm``.
        public let rank: Int64
        /// The number of the case.
        public let id: CaseID

        /// Names a place.
        public init(rank: Int64, id: CaseID) {
            self.rank = rank
            self.id = id
        }
    }

    /// Which page.
    public enum Page: Hashable, Sendable {
        /// The first rows.
        case first
        /// The rows after a place.
        case after(Place)
        /// The rows before a place, those nearest to it.
        case before(Place)
        /// The last rows.
        case last

        /// Whether it is read from the end.
        var isBackward: Bool {
            switch self {
            case .first, .after: false
            case .before, .last: true
            }
        }
    }

    /// Which cases.
    public var selection: Selection
    /// In which order.
    public var order: Order
    /// Only cases whose term for people ends before this moment.
    public var dueBefore: Instant?
    /// Only cases opened at or after this moment.
    public var openedFrom: Instant?
    /// Only cases opened before this moment.
    public var openedUntil: Instant?
    /// Which page.
    public var page: Page
    /// The most rows wanted.
    public var most: Int

    /// Asks for cases.
    public init(
        _ selection: Selection = .all, order: Order = .updated, dueBefore: Instant? = nil, openedFrom: Instant? = nil,
        openedUntil: Instant? = nil, page: Page = .first, most: Int
    ) {
        self.selection = selection
        self.order = order
        self.dueBefore = dueBefore
        self.openedFrom = openedFrom
        self.openedUntil = openedUntil
        self.page = page
        self.most = most
    }

    /// Whether an index holds the cases in this order. A term can be asked for in order of terms only; a period of opening in order of
    /// terms or of opening; what waits for something, in order of terms or of the last act.
    public var isIndexed: Bool {
        let hasPeriod = openedFrom != nil || openedUntil != nil
        switch (order, selection) {
        case (.due, _): return true
        case (.updated, _): return dueBefore == nil && !hasPeriod
        case (.opened, .waiting): return false
        case (.opened, _): return dueBefore == nil
        }
    }
}

extension CaseRow {
    /// The place of the case in an order.
    public func place(in order: WorklistQuery.Order) -> WorklistQuery.Place {
        let rank =
            switch order {
            case .due: work?.due?.milliseconds ?? CaseWork.noTerm
            case .updated: updatedAt.milliseconds
            case .opened: openedAt.milliseconds
            }
        return WorklistQuery.Place(rank: rank, id: id)
    }
}
