// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Opening a PostgreSQL store")
    struct OpeningTests {
        private func openingError(_ url: String) -> StoreError? {
            #expect(throws: StoreError.self) { try PostgresStore(url: url) }
        }

        @Test("the engine's name tells the server's own version")
        func engine() throws {
            let database = try ScratchDatabase()

            let version = try database.sql("SHOW server_version").split(separator: " ")[0]

            #expect(try database.store().engine == "PostgreSQL \(version)")
        }

        @Test("hubs that start at once make the tables once, and all of them can write")
        func together() async throws {
            let database = try ScratchDatabase(emptyOn: nil)

            try await withThrowingTaskGroup { group in
                for number in 0..<4 as Range<UInt8> {
                    group.addTask {
                        let store = try database.store()
                        try await store.write { try $0.put(setting: "\(number)", [number]) }
                    }
                }
                try await group.waitForAll()
            }

            #expect(
                try database.sql("SELECT string_agg(number || ' ' || name, ', ' ORDER BY number) FROM migrations")
                    == "1 ledger, 2 exchange, 3 many-hubs, 4 subject-runs, 5 worklist, 6 readings, 7 figures, 8 clearances")
            #expect(try database.sql("SELECT count(*) FROM settings") == "4")
        }

        @Test("a database of a newer version that this one does not know is too new; one that allows it is opened")
        func newer() async throws {
            let database = try ScratchDatabase()
            try database.sql("INSERT INTO migrations VALUES (900, 'of the future', now(), 3)")
            let store = try database.store()
            try await store.write { try $0.put(setting: "a", [1]) }

            try database.sql("INSERT INTO migrations VALUES (901, 'of the far future', now(), 901)")

            #expect(openingError(database.url)?.code == .tooNew)
            #expect(try database.sql("SELECT count(*) FROM settings") == "1")
        }

        @Test("a server that does not wait for its disk is refused with the setting to change", arguments: ["DATABASE", "ROLE"])
        func careless(_ what: String) throws {
            let database = try ScratchDatabase()
            let role = "careless_\(database.name)"
            try database.sql("CREATE ROLE \(role) LOGIN SUPERUSER")
            try database.sql("ALTER \(what) \(what == "ROLE" ? role : database.name) SET synchronous_commit = off")

            let error = openingError(database.server.url(database.name, user: role))

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("synchronous_commit") == true)
        }

        @Test("a database whose encoding cannot hold all texts is refused")
        func encoding() throws {
            let server = try PostgresServer.shared.get()
            try server.sql("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")

            let error = openingError(server.url("narrow"))

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("UTF8") == true)
        }

        @Test("a database that is not there is unreachable, with how to make it")
        func missing() throws {
            let server = try PostgresServer.shared.get()

            let error = openingError(server.url("not_there"))

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("createdb") == true)
        }

        @Test("a role that the server does not know, or that may not make tables, is told so")
        func rights() throws {
            let database = try ScratchDatabase(emptyOn: nil)
            #expect(openingError(database.server.url(database.name, user: "nobody_here"))?.code == .unreachable)
            let role = "poor_\(database.name)"
            try database.sql("CREATE ROLE \(role) LOGIN")

            let error = openingError(database.server.url(database.name, user: role))

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("owner") == true)
        }

        @Test("a role that owns the database and is no superuser can do everything, scrubbing included")
        func owner() async throws {
            let database = try ScratchDatabase(emptyOn: nil)
            let role = "owner_\(database.name)"
            try database.sql("CREATE ROLE \(role) LOGIN")
            try database.sql("ALTER DATABASE \(database.name) OWNER TO \(role)")
            let store = try PostgresStore(url: database.server.url(database.name, user: role))

            try await store.write { writer in
                try writer.put(StoredAct(key: "a", fingerprint: [], answer: [1], at: .epoch))
            }
            try await store.write { try $0.forgetActs(before: .latest) }
            _ = try await store.lease(LeaseClaim(holder: "a", address: "", term: .seconds(1)))
            try await store.scrub()

            #expect(try database.sql("SELECT count(*) FROM scrub_marks") == "0")
        }

        @Test("texts are compared by their bytes, whatever the database's own language")
        func collation() throws {
            let database = try ScratchDatabase()

            let others = try database.sql(
                """
                SELECT count(*) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                JOIN pg_collation ON pg_collation.oid = attcollation
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migrations'
                AND attnum > 0 AND collname <> 'C'
                """)

            #expect(others == "0")
        }

        @Test("every table has the columns that all engines have, in the same kinds")
        func columns() throws {
            let database = try ScratchDatabase()

            for table in StoreTable.all {
                let found = try database.sql(
                    "SELECT column_name || ' ' || data_type FROM information_schema.columns WHERE table_name = '\(table.name)'"
                )
                let wanted = table.columns.map { column in
                    switch column.kind {
                    case .integer: "\(column.name) bigint"
                    case .text: "\(column.name) text"
                    case .bytes: "\(column.name) bytea"
                    }
                }
                #expect(Set(found.split(separator: "\n").map(String.init)) == Set(wanted), "\(table.name)")
            }
        }
    }
}
