// SPDX-License-Identifier: EUPL-1.2

import GRDB
import Store

extension SQLiteWriter: RunShelf {
    var plan: RunPlan { .small }

    func runs() throws -> [SubjectRun] {
        try rows("SELECT number, rows, is_open, target FROM runs ORDER BY number", []) { row in
            SubjectRun(number: row[0], rows: row[1], isOpen: row[2], target: row[3])
        }
    }

    func put(_ run: SubjectRun) throws {
        try self.run(
            "INSERT OR REPLACE INTO runs (number, rows, is_open, target) VALUES (?, ?, ?, ?)",
            [run.number, run.rows, run.isOpen, run.target]
        )
    }

    func removeRun(_ number: Int64) throws {
        try run("DELETE FROM runs WHERE number = ?", [number])
    }

    func moveRows(of runs: [Int64], into target: Int64, each: Int) throws -> (count: Int, isLast: Bool) {
        let last = try runs.compactMap { try value(each, of: $0) }.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let marks = Array(repeating: "?", count: runs.count).joined(separator: ", ")
        let range = "WHERE run IN (\(marks))" + (last == nil ? "" : " AND value <= ?")
        let arguments = StatementArguments(runs) + StatementArguments([last].compactMap(\.self))
        try run(
            """
            INSERT OR IGNORE INTO subject_runs (run, value, register, kind, case_id)
            SELECT ?, value, register, kind, case_id FROM subject_runs \(range) ORDER BY value, register, kind, case_id
            """, StatementArguments([target]) + arguments
        )
        let count = database.changesCount
        try run("DELETE FROM subject_runs \(range)", arguments)
        return (count, last == nil)
    }

    /// The value in the `number`th row of a run, from 1. Moved rows are gone from it, so its next ones are its first.
    private func value(_ number: Int, of run: Int64) throws -> String? {
        try first("SELECT value FROM subject_runs WHERE run = ? ORDER BY value LIMIT 1 OFFSET ?", [run, number - 1]) { $0[0] }
    }
}
