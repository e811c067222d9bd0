// SPDX-License-Identifier: EUPL-1.2

import Store

extension PostgresWriter: RunShelf {
    var plan: RunPlan { .large }

    func runs() throws -> [SubjectRun] {
        try rows(
            "SELECT number, rows, is_open, target FROM runs ORDER BY number"
        ) { _ in
        } value: { row in
            SubjectRun(
                number: row.integer(0), rows: Int(clamping: row.integer(1)), isOpen: row.integer(2) != 0,
                target: row.isNull(3) ? nil : row.integer(3))
        }
    }

    func put(_ run: SubjectRun) throws {
        try self.run(
            """
            INSERT INTO runs (number, rows, is_open, target) VALUES ($1, $2, $3::bigint <> 0, $4)
            ON CONFLICT (number) DO UPDATE SET rows = EXCLUDED.rows, is_open = EXCLUDED.is_open, target = EXCLUDED.target
            """
        ) {
            $0.integer(run.number)
            $0.integer(run.rows)
            $0.integer(run.isOpen ? 1 as Int64 : 0)
            $0.integer(run.target)
        }
    }

    func removeRun(_ number: Int64) throws {
        try run("DELETE FROM runs WHERE number = $1") { $0.integer(number) }
    }

    func moveRows(of runs: [Int64], into target: Int64, each: Int) throws -> (count: Int, isLast: Bool) {
        // What was moved leaves rows behind until the server clears them. They need not be passed over again: all lie before the
        // last one that came into the target.
        let from = try lastValue(of: target) ?? ""
        let last = try runs.compactMap { try value(each, of: $0, from: from) }.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let answer = try transaction.ask(last == nil ? PostgresWriter.movingRest : PostgresWriter.moving, writes: true) {
            try $0.array(.integer, runs.map { .integer($0) })
            $0.integer(target)
            try $0.text(from)
            if let last { try $0.text(last) }
        }
        return (answer.rowsChanged, last == nil)
    }

    private static let moving: Statement = """
        WITH moved AS (
            DELETE FROM subject_runs WHERE run = ANY ($1::bigint[]) AND value >= $3 AND value <= $4
            RETURNING value, register, kind, case_id
        )
        INSERT INTO subject_runs (run, value, register, kind, case_id)
        SELECT $2::bigint, value, register, kind, case_id FROM moved ORDER BY value, register, kind, case_id
        ON CONFLICT DO NOTHING
        """

    private static let movingRest: Statement = """
        WITH moved AS (
            DELETE FROM subject_runs WHERE run = ANY ($1::bigint[]) AND value >= $3 RETURNING value, register, kind, case_id
        )
        INSERT INTO subject_runs (run, value, register, kind, case_id)
        SELECT $2::bigint, value, register, kind, case_id FROM moved ORDER BY value, register, kind, case_id
        ON CONFLICT DO NOTHING
        """

    /// The value in the last row of a run.
    private func lastValue(of run: Int64) throws -> String? {
        try first(
            "SELECT value FROM subject_runs WHERE run = $1 ORDER BY value DESC LIMIT 1", { $0.integer(run) }, value: { $0.text(0) })
    }

    /// The value in the `number`th row of a run, from 1, among those from a value on.
    private func value(_ number: Int, of run: Int64, from value: String) throws -> String? {
        try first(
            "SELECT value FROM subject_runs WHERE run = $1 AND value >= $2 ORDER BY value LIMIT 1 OFFSET $3",
            {
                $0.integer(run)
                try $0.text(value)
                $0.integer(number - 1)
            }, value: { $0.text(0) })
    }
}
