// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Store

extension SQLiteReader {
    func worklist(_ query: WorklistQuery, in register: RegisterName) throws -> [CaseRow] {
        let plan = try WorklistPlan(query, in: register)
        let found = try rows(
            SQLiteReader.page(plan), pageArguments(plan, query, register), SQLiteReader.caseRow
        )
        // The join keeps the order in fact, not by its word.
        let ordered = found.sorted {
            let (left, right) = ($0.place(in: query.order), $1.place(in: query.order))
            return (left.rank, left.id) < (right.rank, right.id)
        }
        return plan.isDescending == plan.isReversed ? ordered : ordered.reversed()
    }

    func count(_ query: WorklistQuery, in register: RegisterName) throws -> Int {
        let plan = try WorklistPlan(query, in: register)
        return try first(SQLiteReader.count(plan), SQLiteReader.arguments(plan) + [max(query.most, 0)]) { $0[0] as Int } ?? 0
    }

    func casesWithoutWork(in register: RegisterName, most: Int) throws -> [CaseID] {
        try rows(SQLiteReader.withoutWork, [register.rawValue, max(most, 0)]) { try SQLiteReader.caseID($0[0]) }
    }

    func cases(about subject: Subject, in register: RegisterName, most: Int) throws -> [CaseRow] {
        try rows(
            """
            SELECT \(SQLiteReader.caseColumns) FROM runs CROSS JOIN subject_runs ON run = number
            CROSS JOIN cases ON cases.register = subject_runs.register AND cases.id = case_id
            WHERE subject_runs.register = ? AND kind = ? AND value = ? ORDER BY case_id DESC LIMIT ?
            """,
            [register.rawValue, subject.kind, subject.value, max(most, 0)], SQLiteReader.caseRow
        )
    }

    /// What ``page(_:)`` has question marks for.
    func pageArguments(_ plan: WorklistPlan, _ query: WorklistQuery, _ register: RegisterName) -> StatementArguments {
        SQLiteReader.arguments(plan) + [max(query.most, 0)] + [register.rawValue]
    }

    /// The statement for a page: the numbers from the index alone, then their rows.
    static func page(_ plan: WorklistPlan) -> String {
        let direction = plan.isDescending ? "DESC" : "ASC"
        return """
            SELECT \(caseColumns) FROM (
                SELECT id AS number FROM cases INDEXED BY \(plan.index) WHERE \(conditions(plan))
                ORDER BY \(plan.rank) \(direction), id \(direction) LIMIT ?
            ) AS page CROSS JOIN cases WHERE register = ? AND id = number
            """
    }

    /// The statement that counts.
    static func count(_ plan: WorklistPlan) -> String {
        "SELECT count(*) FROM (SELECT 1 FROM cases INDEXED BY \(plan.index) WHERE \(conditions(plan)) LIMIT ?)"
    }

    /// The statement that finds rows of a former version.
    static let withoutWork = """
        SELECT id FROM cases INDEXED BY cases_without_work WHERE register = ? AND described <> updated ORDER BY id LIMIT ?
        """

    private static func conditions(_ plan: WorklistPlan) -> String {
        plan.conditions.map { condition in
            switch condition {
            case .equal(let column, _): "\(column) = ?"
            case .compared(let column, let sign, _): "\(column) \(sign) ?"
            case .beside(let sign, _): "(\(plan.rank), id) \(sign) (?, ?)"
            case .waits(let bit): "(tasks & \(bit)) <> 0"
            case .notProposed: "proposer IS NOT ?"
            }
        }.joined(separator: " AND ")
    }

    private static func arguments(_ plan: WorklistPlan) -> StatementArguments {
        var arguments = StatementArguments()
        for condition in plan.conditions {
            switch condition {
            case .equal(_, let value), .compared(_, _, let value): arguments += [value.database]
            case .beside(_, let place): arguments += [place.rank, place.id.description]
            case .waits: break
            case .notProposed(let person): arguments += [person]
            }
        }
        return arguments
    }
}
