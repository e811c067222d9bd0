// SPDX-License-Identifier: EUPL-1.2

import Store

/// What became of a transaction whose commit was sent and not answered.
///
/// Each transaction leaves its number in the row of its writer. Asking waits, by the writers' lock, until a transaction that still
/// goes on has ended. One that has not even begun, because it is still on its way to the server, is given up: its number is taken,
/// and it fails when it comes to write it. The row is written in any case, so that the answer comes only when a synchronous standby
/// has what it tells of: a commit is never called done that could yet be lost. All this holds on a server that took over as well.
enum PostgresOutcome {
    /// It was committed.
    case committed
    /// It was not, and will not be.
    case undone

    /// Asks the server.
    /// - Throws: `StoreError` when the connection breaks before it has answered.
    init(of number: Int64, by writer: String, asking connection: PostgresConnection) throws {
        let transaction = PostgresTransaction(connection)
        try transaction.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        try connection.send("SELECT pg_advisory_xact_lock($1)") { $0.integer(PostgresWriter.lock) }
        let statement: Statement = """
            INSERT INTO outcomes (writer, number, is_void) VALUES ($1, $2, TRUE)
            ON CONFLICT (writer) DO UPDATE SET at = EXCLUDED.at, number = EXCLUDED.number,
                is_void = outcomes.number < EXCLUDED.number OR outcomes.is_void
            RETURNING is_void
            """
        let answer = try transaction.ask(statement, writes: true) {
            try $0.text(writer)
            $0.integer(number)
        }
        guard answer.count > 0, case .committed = try transaction.commit() else { throw PostgresFailure.lost }
        self = answer[0].integer(0) == 0 ? .committed : .undone
    }
}
