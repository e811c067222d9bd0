// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresReader {
    func worklist(_ query: WorklistQuery, in register: RegisterName) throws -> [CaseRow] {
        let plan = try WorklistPlan(query, in: register)
        let found = try rows(
            Statement(made: PostgresReader.page(plan)),
            {
                try PostgresReader.bind(plan, to: &$0)
                $0.integer(max(query.most, 0))
            }, value: PostgresReader.caseRow)
        return plan.isReversed ? found.reversed() : found
    }

    func count(_ query: WorklistQuery, in register: RegisterName) throws -> Int {
        let plan = try WorklistPlan(query, in: register)
        return try first(Statement(made: PostgresReader.count(plan))) {
            try PostgresReader.bind(plan, to: &$0)
            $0.integer(max(query.most, 0))
        } value: {
            Int(clamping: $0.integer(0))
        } ?? 0
    }

    func casesWithoutWork(in register: RegisterName, most: Int) throws -> [CaseID] {
        try rows(
            "SELECT id FROM cases WHERE register = $1 AND described <> updated ORDER BY id LIMIT $2"
        ) {
            try $0.text(register.rawValue)
            $0.integer(max(most, 0))
        } value: {
            try PostgresReader.caseID($0.text(0))
        }
    }

    func cases(about subject: Subject, in register: RegisterName, most: Int) throws -> [CaseRow] {
        try rows(
            """
            SELECT cases.id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections,
                proposer
            FROM subject_runs JOIN cases ON cases.register = subject_runs.register AND cases.id = case_id
            WHERE run = ANY (ARRAY(SELECT number FROM runs)) AND subject_runs.register = $1 AND kind = $2 AND value = $3
            ORDER BY case_id DESC LIMIT $4
            """,
            {
                try $0.text(register.rawValue)
                try $0.text(subject.kind)
                try $0.text(subject.value)
                $0.integer(max(most, 0))
            }, value: PostgresReader.caseRow)
    }

    /// The statement for a page.
    static func page(_ plan: WorklistPlan) -> String {
        let direction = plan.isDescending ? "DESC" : "ASC"
        let (conditions, count) = conditions(plan)
        return """
            SELECT cases.id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections,
                proposer
            FROM cases WHERE \(conditions) ORDER BY \(plan.rank) \(direction), id \(direction) LIMIT $\(count + 1)
            """
    }

    /// The statement that counts.
    static func count(_ plan: WorklistPlan) -> String {
        let (conditions, count) = conditions(plan)
        return "SELECT count(*) FROM (SELECT 1 FROM cases WHERE \(conditions) LIMIT $\(count + 1)) AS counted"
    }

    /// The conditions, and how many parameters they have.
    private static func conditions(_ plan: WorklistPlan) -> (String, Int) {
        var number = 0
        func next() -> String {
            number += 1
            return "$\(number)"
        }
        let conditions = plan.conditions.map { condition in
            switch condition {
            case .equal(let column, _): "\(column) = \(next())"
            case .compared(let column, let sign, _): "\(column) \(sign) \(next())"
            case .beside(let sign, _): "(\(plan.rank), id) \(sign) (\(next()), \(next()))"
            case .waits(let bit): "(tasks & \(bit)) <> 0"
            case .notProposed: "proposer IS DISTINCT FROM \(next())"
            }
        }
        return (conditions.joined(separator: " AND "), number)
    }

    static func bind(_ plan: WorklistPlan, to parameters: inout Parameters) throws {
        for condition in plan.conditions {
            switch condition {
            case .equal(_, let value), .compared(_, _, let value): try parameters.add(value)
            case .beside(_, let place):
                parameters.integer(place.rank)
                try parameters.text(place.id.description)
            case .waits: break
            case .notProposed(let person): try parameters.text(person)
            }
        }
    }
}
