// SPDX-License-Identifier: EUPL-1.2

import Store

/// Makes sure that what was deleted is not left in the table files: rewrites each table or partition from which was deleted.
///
/// A deletion notes its table in `scrub_marks`, in the same transaction. The note goes when the table is rewritten, so that nothing
/// is forgotten when the program stops in between. What remains in the write-ahead log is described in docs/postgresql.md.
struct PostgresScrubber {
    /// How long is waited for reads that still see what was deleted.
    private static let longestWait = Duration.seconds(35)
    /// How often a lock is tried for.
    private static let mostAttempts = 100

    private let connection: PostgresConnection

    init(_ connection: PostgresConnection) { self.connection = connection }

    /// Rewrites what needs it.
    /// - Throws: `busy` when somebody still reads what was deleted.
    func scrub() throws(StoreError) {
        let marks = try values("SELECT quote_literal(relation), marked::text FROM scrub_marks", columns: 2)
        guard !marks.isEmpty else { return }
        try waitForReaders()
        for mark in marks {
            let tables = try values(
                """
                SELECT relid::text FROM pg_partition_tree(to_regclass(\(mark[0]))) WHERE isleaf
                UNION ALL SELECT relation FROM scrub_marks JOIN pg_class ON oid = to_regclass(relation)
                WHERE relation = \(mark[0]) AND relkind = 'r' AND NOT relispartition
                """, columns: 1
            )
            for table in tables { try rewrite(table[0]) }
        }
        checkpoint()
        for mark in marks {
            try connection.run("DELETE FROM scrub_marks WHERE relation = \(mark[0]) AND marked = \(mark[1])")
        }
    }

    /// Waits until nobody sees a state in which the deleted rows were there.
    private func waitForReaders() throws(StoreError) {
        let next = try values("SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text", columns: 1)
        guard let next = next.first?[0] else { throw PostgresFailure.lost }
        let end = ContinuousClock.now + PostgresScrubber.longestWait
        let older = """
            SELECT 1 WHERE EXISTS (
                SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
                    AND (age(backend_xmin) > age('\(next)'::xid) OR age(backend_xid) > age('\(next)'::xid))
            ) OR EXISTS (SELECT FROM pg_replication_slots WHERE age(xmin) > age('\(next)'::xid))
            OR EXISTS (SELECT FROM pg_prepared_xacts WHERE age(transaction) > age('\(next)'::xid))
            """
        while try !values(older, columns: 1).isEmpty {
            guard .now < end else {
                throw StoreError(.busy, "A long read keeps what was deleted in the database: it is tried again.")
            }
            suspendThread(milliseconds: 100)
        }
    }

    /// Rewrites a table. Waiting for its lock holds up others, so that is done in short attempts.
    private func rewrite(_ table: String) throws(StoreError) {
        for attempt in 1... {
            do throws(StoreError) {
                connection.hasWarned = false
                try connection.run("VACUUM (FULL) \(table)")
                guard !connection.hasWarned else { throw PostgresFailure.error("42501") }
                return
            } catch {
                guard error.code == .busy, attempt < PostgresScrubber.mostAttempts else { throw error }
                suspendThread(milliseconds: 100)
            }
        }
    }

    /// Lets the server give back the files that were replaced; not every role may.
    private func checkpoint() {
        _ = try? connection.run("CHECKPOINT")
    }

    private func values(_ text: String, columns: Int32) throws(StoreError) -> [[String]] {
        guard let answer = try connection.run(text) else { return [] }
        return (0..<answer.count).map { row in (0..<columns).map { answer[row].text($0) } }
    }
}

extension PostgresLane {
    /// Scrubs on a connection of its own, which ends afterwards.
    func scrub() throws {
        defer { drop() }
        try PostgresScrubber(try ready()).scrub()
    }
}
