// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Migrating a PostgreSQL store")
    struct MigrationTests {
        /// What the next version might add.
        private static let next = PostgresMigration(
            Int64(PostgresSchema.migrations.count + 1), "of-the-next-version", oldestProgram: 3,
            """
            ALTER TABLE settings ADD COLUMN note TEXT COLLATE "C" NOT NULL DEFAULT 'none';
            ALTER TABLE entries ADD COLUMN mark BIGINT;
            CREATE INDEX settings_by_note ON settings (note);
            CREATE TABLE later (id BIGINT PRIMARY KEY);
            """)

        @Test("a hub of the version before goes on writing and reading while the next version migrates, and after it")
        func underLoad() async throws {
            let database = try ScratchDatabase()
            let old = try database.store()
            let isDone = Atomic(false)
            let count = Atomic<UInt64>(0)
            let load = Task {
                var written: UInt64 = 0
                while !isDone.load(ordering: .relaxed) {
                    written += 1
                    let name = "\(written)"
                    try await old.write { writer in
                        try writer.part { try writer.put(setting: name, [1]) }
                        _ = try writer.setting(name)
                    }
                    #expect(try await old.read { try $0.setting(name) } == [1])
                    count.store(written, ordering: .relaxed)
                }
                return written
            }
            while count.load(ordering: .relaxed) < 3 { try await Task.sleep(for: .milliseconds(10)) }

            let new = try PostgresStore(url: database.url, migrations: PostgresSchema.migrations + [MigrationTests.next])
            try await new.write { try $0.put(setting: "new", [2]) }
            let during = count.load(ordering: .relaxed)
            while count.load(ordering: .relaxed) < during + 3 { try await Task.sleep(for: .milliseconds(10)) }
            isDone.store(true, ordering: .relaxed)
            let written = try await load.value

            #expect(try database.sql("SELECT count(*) FROM settings WHERE note = 'none'") == "\(written + 1)")
            #expect(try database.sql("SELECT max(number) FROM migrations") == "\(MigrationTests.next.number)")
            let again = try database.store()
            #expect(try await again.read { try $0.setting("new") } == [2])
        }

        @Test("a long read does not make a migration hold up the writer for longer than its own short wait")
        func longRead() async throws {
            let database = try ScratchDatabase()
            let old = try database.store()
            let reader = try PostgresConnection(to: PostgresAddress(database.url), as: .migrator)
            try reader.run("BEGIN; SELECT * FROM settings")
            let migration = Task.detached {
                try PostgresStore(url: database.url, migrations: PostgresSchema.migrations + [MigrationTests.next])
            }

            var longest = Duration.zero
            for _ in 0..<25 {
                let start = ContinuousClock.now
                try await old.write { try $0.put(setting: "a", [1]) }
                longest = max(longest, .now - start)
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try database.sql("SELECT max(number) FROM migrations") == "\(MigrationTests.next.number - 1)")
            try reader.run("ROLLBACK")
            _ = try await migration.value

            #expect(longest < .seconds(3))
            #expect(try database.sql("SELECT max(number) FROM migrations") == "\(MigrationTests.next.number)")
        }

        @Test("a program stopped at an earlier migration makes those tables only, and the next program adds the others")
        func stepwise() throws {
            let database = try ScratchDatabase(emptyOn: nil)

            for count in 1...PostgresSchema.migrations.count {
                let connection = try PostgresConnection(to: PostgresAddress(database.url), as: .migrator)
                try PostgresMigrator(connection, Array(PostgresSchema.migrations.prefix(count))).migrate()
                #expect(try database.sql("SELECT max(number) FROM migrations") == "\(count)")
            }

            #expect(try database.sql("SELECT count(*) FROM lease") == "1")
        }

        @Test("numbers rise by one, and no migration asks for a newer program than itself")
        func numbers() {
            for (place, migration) in PostgresSchema.migrations.enumerated() {
                #expect(migration.number == Int64(place + 1))
                #expect(migration.oldestProgram <= migration.number)
            }
        }
    }
}
