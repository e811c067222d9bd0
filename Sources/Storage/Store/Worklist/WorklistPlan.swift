// SPDX-License-Identifier: EUPL-1.2

package import Exchange

/// How a question for the worklist is asked of the table `cases`: one index, and conditions on its columns. Engines put it in their own
/// words.
package struct WorklistPlan: Sendable {
    /// A condition; all must hold.
    package enum Condition: Sendable {
        /// A column has a value.
        case equal(String, StoreValue)
        /// A column lies on a side of a value: `<`, `>=`.
        case compared(String, String, StoreValue)
        /// Rank and number lie on a side of a place: `<`, `>`.
        case beside(String, WorklistQuery.Place)
        /// The case waits for something. The bit is part of the statement, as the index holds such cases only.
        case waits(bit: Int64)
        /// It was not this person who made the open proposal.
        case notProposed(by: String)
    }

    /// The index that holds the cases in the order asked for.
    package let index: String
    /// The column the order goes by.
    package let rank: String
    /// What must hold.
    package let conditions: [Condition]
    /// Whether the rows are read from the largest rank and number.
    package let isDescending: Bool
    /// Whether the rows come last first, to be turned round.
    package let isReversed: Bool

    /// Plans a question.
    /// - Throws: `failed` when no index holds the cases in this order.
    package init(_ query: WorklistQuery, in register: RegisterName) throws(StoreError) {
        guard query.isIndexed else {
            throw StoreError(.failed, "No index holds the cases asked for in this order: ask for another order.")
        }
        var conditions: [Condition] = [.equal("register", .text(register.rawValue))]
        let suffix: String
        (rank, suffix) =
            switch query.order {
            case .due: ("work_due", "due")
            case .updated: ("updated", "updated")
            case .opened: ("opened", "opened")
            }
        switch query.selection {
        case .all: index = "cases_by_\(suffix)"
        case .phase(let phase):
            // Few cases have a term, and a period is asked for as such: one index for all phases will do there.
            index = query.order == .updated ? "cases_by_phase_updated" : "cases_by_\(suffix)"
            conditions.append(.equal("phase", .text(phase.rawValue)))
        case .waiting(let task, let person):
            index = "cases_to_\(task.rawValue)_by_\(suffix)"
            conditions.append(.waits(bit: CaseWork.bit(of: task)))
            if let person { conditions.append(.notProposed(by: person)) }
        }
        if let moment = query.dueBefore { conditions.append(.compared("work_due", "<", .integer(moment.milliseconds))) }
        if let moment = query.openedFrom { conditions.append(.compared("opened", ">=", .integer(moment.milliseconds))) }
        if let moment = query.openedUntil { conditions.append(.compared("opened", "<", .integer(moment.milliseconds))) }
        let isRising = query.order == .due
        switch query.page {
        case .first, .last: break
        case .after(let place): conditions.append(.beside(isRising ? ">" : "<", place))
        case .before(let place): conditions.append(.beside(isRising ? "<" : ">", place))
        }
        self.conditions = conditions
        isReversed = query.page.isBackward
        isDescending = isRising == isReversed
    }
}
