// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Store
import Synchronization
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Runs of subjects in a PostgreSQL store")
    struct SubjectRunTests {
        private static func value(_ number: Int) -> String {
            String(10_000_000_000_000 + UInt64(number) &* 0x9E37_79B9_7F4A_7C15 % 10_000_000_000_000)
        }

        private static func id(_ number: Int) -> CaseID { CaseID(prefix: "DV", random: UInt64(number)) }

        private func add(_ numbers: Range<Int>, to store: PostgresStore, size: Int = 100) async throws {
            try await store.write { writer in
                for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: size) {
                    try writer.add(
                        (start..<min(start + size, numbers.upperBound)).map {
                            Subject(kind: "imei", value: SubjectRunTests.value($0))
                        }, to: SubjectRunTests.id(start), in: "devices")
                }
                // Runs that are smaller than this engine's own, so that there is something to be moved in a short test.
                try #require(writer as? PostgresWriter).settle(added: numbers.count, by: .small)
            }
        }

        /// Opens a store as the version before this one did.
        private func former(_ database: ScratchDatabase) throws -> PostgresConnection {
            let connection = try PostgresConnection(to: PostgresAddress(database.url), as: .migrator)
            try PostgresMigrator(connection, Array(PostgresSchema.migrations.prefix { $0.name != "subject-runs" })).migrate()
            return connection
        }

        @Test("runs are closed and merged as subjects come, and every subject is in one of those that are known")
        func merges() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()

            for part in 0..<45 { try await add(part * 1_000..<(part + 1) * 1_000, to: store) }

            #expect(
                try database.sql("SELECT count(*), count(DISTINCT value) FROM subject_runs WHERE run IN (SELECT number FROM runs)")
                    == "45000|45000")
            #expect(try database.sql("SELECT count(*) FROM subject_runs") == "45000")
            #expect(try database.sql("SELECT count(*) > 0 FROM runs WHERE rows > 16000 AND NOT is_open") == "t")
            #expect(try database.sql("SELECT count(*) <= 8 FROM runs") == "t")
        }

        @Test("subjects of the version before are found after the migration, by case and by value, and are forgotten")
        func migrates() async throws {
            let database = try ScratchDatabase(emptyOn: nil)
            let connection = try former(database)
            try connection.run(
                """
                INSERT INTO keys SELECT 'devices', 'imei', number::text, '\(SubjectRunTests.id(5))'
                FROM generate_series(1, 3) AS numbers (number)
                """)

            let store = try database.store()
            let id = SubjectRunTests.id(5)
            try await store.write { writer in
                try writer.put(
                    CaseRow(
                        id: id, phase: .reported, openedAt: .epoch, updatedAt: .epoch, due: nil, subjectCount: 3, listVersion: nil),
                    in: "devices")
                try writer.add(["1", "4"].map { Subject(kind: "imei", value: $0) }, to: id, in: "devices")
            }
            let subjects = try await store.read { try $0.subjects(of: id, in: "devices").map(\.value) }
            let open = try await store.read { reader in
                try ["1", "4", "5"].map { try reader.openCases(about: Subject(kind: "imei", value: $0), in: "devices") }
            }
            try await store.write { try $0.forgetSubjects(of: id, in: "devices") }

            #expect(subjects == ["1", "2", "3", "4"])
            #expect(open == [[id], [id], []])
            #expect(try database.sql("SELECT (SELECT count(*) FROM subject_runs) + (SELECT count(*) FROM case_subjects)") == "0")
        }

        @Test("a hub of the version before goes on adding, finding and forgetting subjects while this one migrates, and after it")
        func beside() async throws {
            let database = try ScratchDatabase(emptyOn: nil)
            _ = try former(database)
            let lane = PostgresLane(try PostgresAddress(database.url), .writer)
            let isDone = Atomic(false)
            let count = Atomic<Int>(0)
            let load = Task {
                while !isDone.load(ordering: .relaxed) {
                    let number = count.load(ordering: .relaxed) + 1
                    try await lane.former(adds: [SubjectRunTests.value(number)], to: SubjectRunTests.id(number))
                    if number.isMultiple(of: 5) { try await lane.former(forgets: SubjectRunTests.id(number - 2)) }
                    count.store(number, ordering: .relaxed)
                }
            }
            while count.load(ordering: .relaxed) < 200 { try await Task.sleep(for: .milliseconds(5)) }

            let store = try database.store()
            let during = count.load(ordering: .relaxed)
            while count.load(ordering: .relaxed) < during + 50 { try await Task.sleep(for: .milliseconds(5)) }
            isDone.store(true, ordering: .relaxed)
            try await load.value

            let expected = (1...count.load(ordering: .relaxed)).filter {
                $0 % 5 != 3 || $0 + 2 > count.load(ordering: .relaxed)
            }
            for number in expected {
                let subjects = try await store.read { try $0.subjects(of: SubjectRunTests.id(number), in: "devices") }
                #expect(subjects == [Subject(kind: "imei", value: SubjectRunTests.value(number))])
            }
            let rows = "SELECT string_agg(value || case_id, ',' ORDER BY value, case_id) FROM"
            #expect(try database.sql("\(rows) case_subjects") == database.sql("\(rows) subject_runs"))
            #expect(try database.sql("SELECT count(*) FROM case_subjects") == "\(expected.count)")
            // It sees what this version writes, and the other way round.
            try await store.write { try $0.add([Subject(kind: "imei", value: "nieuw")], to: SubjectRunTests.id(0), in: "devices") }
            #expect(try await lane.former(subjectsOf: SubjectRunTests.id(0)) == ["nieuw"])
            try await lane.former(forgets: SubjectRunTests.id(0))
            #expect(try await store.read { try $0.subjects(of: SubjectRunTests.id(0), in: "devices") } == [])
            #expect(try database.sql("SELECT count(*) FROM subject_runs WHERE value = 'nieuw'") == "0")
            #expect(try database.sql("SELECT count(*) FROM scrub_marks WHERE relation IN ('case_subjects', 'subject_runs')") == "2")
        }

        @Test("after forgetting and scrubbing a subject is in no file of the server, through whichever runs it went")
        func erases() async throws {
            let server = try PostgresServer(named: "runs", settings: ["wal_recycle": "off", "wal_init_zero": "off"])
            let database = try ScratchDatabase(emptyOn: server)
            let store = try database.store()
            for part in 0..<36 { try await add(part * 1_000..<(part + 1) * 1_000, to: store, size: 10) }
            let numbers = [3, 8_200, 20_000, 35_999]
            try database.sql("ANALYZE; CHECKPOINT")
            let traces = (numbers + [40]).map { SubjectRunTests.value($0) }
            #expect(try traces.allSatisfy { try server.holds($0) })

            try await store.write { writer in
                for number in numbers { try writer.forgetSubjects(of: SubjectRunTests.id(number / 10 * 10), in: "devices") }
            }
            try await store.scrub()
            for _ in 0..<3 { try database.sql("SELECT pg_switch_wal(); CHECKPOINT") }

            #expect(try traces.map { try server.holds($0) } == [false, false, false, false, true])
        }
    }
}

extension PostgresServer {
    /// Whether a text is in one of its files.
    fileprivate func holds(_ text: String) throws -> Bool {
        let names = try #require(FileManager.default.enumerator(atPath: data)).compactMap { $0 as? String }
        return names.contains { name in
            FileManager.default.contents(atPath: data + "/" + name)?.firstRange(of: Data(text.utf8)) != nil
        }
    }
}

extension PostgresLane {
    /// What the version before sent when subjects were added.
    fileprivate func former(adds values: [String], to id: CaseID) throws {
        try former(
            """
            INSERT INTO keys (register, kind, value, case_id)
            SELECT $1, kind, value, $2 FROM unnest($3::text[], $4::text[]) AS subjects (kind, value) ON CONFLICT DO NOTHING
            """
        ) {
            try $0.text("devices")
            try $0.text(id.description)
            try $0.array(.text, values.map { _ in .text("imei") })
            try $0.array(.text, values.map { .text($0) })
        }
    }

    /// What it sent when a case was erased.
    fileprivate func former(forgets id: CaseID) throws {
        try former("DELETE FROM keys WHERE register = $1 AND case_id = $2") {
            try $0.text("devices")
            try $0.text(id.description)
        }
    }

    /// What it asked for the subjects of a case.
    fileprivate func former(subjectsOf id: CaseID) throws -> [String] {
        let transaction = PostgresTransaction(try ready())
        defer { transaction.finish("COMMIT") }
        try transaction.begin("BEGIN")
        let answer = try transaction.ask("SELECT kind, value FROM keys WHERE register = $1 AND case_id = $2 ORDER BY kind, value") {
            try $0.text("devices")
            try $0.text(id.description)
        }
        return (0..<answer.count).map { answer[$0].text(1) }
    }

    private func former(_ statement: Statement, _ bind: (inout Parameters) throws -> Void) throws {
        let transaction = PostgresTransaction(try ready())
        try transaction.begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        try transaction.write(statement, bind)
        guard case .committed = try transaction.commit() else { throw StoreError(.failed, "The statement was refused.") }
    }
}
