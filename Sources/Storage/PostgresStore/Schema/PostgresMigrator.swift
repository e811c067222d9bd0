// SPDX-License-Identifier: EUPL-1.2

import Store

/// Brings the tables of a database to what this program knows, whoever else is doing that at the same time.
struct PostgresMigrator {
    /// The lock under which hubs migrate, one at a time. A number of our own.
    static let lock: Int64 = 0x5343_4841_4B45_4C01

    private let connection: PostgresConnection
    private let migrations: [PostgresMigration]

    init(_ connection: PostgresConnection, _ migrations: [PostgresMigration]) {
        self.connection = connection
        self.migrations = migrations
    }

    /// Checks that the server keeps what it says it keeps, and can keep all texts.
    /// - Throws: `unreachable`, with the setting that has to change.
    func checkSettings() throws(StoreError) {
        let answer = try connection.run(
            "SELECT current_setting('synchronous_commit'), current_setting('fsync'), current_setting('server_encoding')")
        guard let row = answer?[0] else { throw PostgresFailure.lost }
        guard row.text(0) != "off", row.text(1) != "off" else {
            throw StoreError(
                .unreachable,
                "The database would lose acts in a crash: set synchronous_commit and fsync on for server, database and role.")
        }
        guard row.text(2) == "UTF8" else {
            throw StoreError(.unreachable, "The database cannot keep all texts: make it again with the encoding UTF8.")
        }
    }

    /// Applies the migrations that are missing.
    /// - Throws: `tooNew` when the tables ask for a newer program.
    func migrate() throws(StoreError) {
        for attempt in 1... {
            do throws(StoreError) {
                return try attemptMigration()
            } catch {
                _ = try? connection.run("ROLLBACK")
                guard error.code == .busy, attempt < 60 else { throw error }
                suspendThread(milliseconds: 200)
            }
        }
    }

    private func attemptMigration() throws(StoreError) {
        try connection.run("BEGIN; SELECT pg_advisory_xact_lock(\(PostgresMigrator.lock))")
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMPTZ NOT NULL DEFAULT now(),
                oldest_program BIGINT NOT NULL
            )
            """
        )
        let known = migrations.last?.number ?? 0
        guard
            let row = try connection.run(
                "SELECT coalesce(max(number), 0)::text, coalesce(max(oldest_program), 0)::text FROM migrations")?[0],
            let applied = Int64(row.text(0)), let oldest = Int64(row.text(1))
        else { throw PostgresFailure.lost }
        guard oldest <= known else {
            throw StoreError(
                .tooNew, "A newer version of this program made the store: update this one, or restore an older copy.")
        }
        for migration in migrations where migration.number > applied {
            try connection.run(migration.statements)
            try connection.run(
                """
                INSERT INTO migrations (number, name, oldest_program)
                VALUES (\(migration.number), '\(migration.name)', \(migration.oldestProgram))
                """
            )
        }
        try connection.run("COMMIT")
    }
}
