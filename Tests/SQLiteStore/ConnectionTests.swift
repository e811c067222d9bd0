// SPDX-License-Identifier: EUPL-1.2

import GRDB
import Store
import Testing

@testable import SQLiteStore

@Suite("The connections of the SQLite engine")
struct ConnectionTests {
    private static func pragmas(_ database: Database) throws -> [String: String] {
        let names = ["synchronous", "journal_mode", "secure_delete", "foreign_keys", "cache_size"]
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, try String.fetchOne(database, sql: "PRAGMA \($0)") ?? "none") })
    }

    @Test("the connection that writes syncs fully at every commit, to a write-ahead log, and overwrites what it deletes")
    func writer() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        let pragmas = try await store.onWriter(ConnectionTests.pragmas)

        #expect(
            pragmas == [
                "synchronous": "2", "journal_mode": "wal", "secure_delete": "1", "foreign_keys": "1", "cache_size": "-65536",
            ]
        )
    }

    @Test("a connection that reads cannot write")
    func reader() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        #expect(try await store.onReader(ConnectionTests.pragmas)["journal_mode"] == "wal")
        await #expect(throws: StoreError.self) { try await store.onReader { try $0.execute(sql: "DELETE FROM settings") } }
    }

    @Test("the engine's name tells SQLite's own version")
    func engine() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        let version = try await store.onReader { try String.fetchOne($0, sql: "SELECT sqlite_version()") }

        #expect(store.engine == "SQLite \(try #require(version))")
    }

    @Test("each migration is applied once, however often the store is opened")
    func migrations() async throws {
        let folder = try ScratchFolder()
        for _ in 0..<3 {
            let store = try await folder.open()
            let applied = try await store.onReader {
                try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
            }
            #expect(
                applied == [
                    "001-ledger", "002-exchange", "003-edges-and-snapshots", "004-subject-runs", "005-worklist", "006-readings",
                    "007-figures",
                ])
            try await store.write { try $0.put(setting: "kept", ($0.setting("kept") ?? []) + [1]) }
            try await store.close()
        }

        let store = try await folder.open()
        #expect(try await store.read { try $0.setting("kept") } == [1, 1, 1])
    }

    @Test(
        "no table is read from end to end for what the hub asks often",
        arguments: [
            "SELECT idx FROM entries WHERE log = 'a' AND tag = x'00' AND sequence = 1",
            "SELECT payloads.idx FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx "
                + "WHERE entries.log = 'a' AND stream = 'b' ORDER BY entries.idx",
            "SELECT coalesce(max(idx) + 1, 0) FROM entries WHERE log = 'a'",
            "SELECT id FROM cases WHERE register = 'a' AND updated < 5 ORDER BY updated DESC LIMIT 5",
            "SELECT id FROM cases WHERE register = 'a' AND phase = 'b' AND updated < 5 ORDER BY updated DESC LIMIT 5",
            "SELECT id FROM cases WHERE register = 'a' AND due IS NOT NULL AND due < 5 ORDER BY due LIMIT 5",
            "SELECT value FROM case_subjects WHERE register = 'a' AND case_id = 'b' ORDER BY kind, value",
            "SELECT value FROM subject_runs WHERE run = 1 ORDER BY value LIMIT 1 OFFSET 5",
            "DELETE FROM subject_runs WHERE run IN (1, 2) AND value <= 'a'",
            "DELETE FROM subject_runs WHERE run IN (SELECT number FROM runs) AND value = 'a' AND register = 'b'",
            "SELECT subject FROM holds WHERE register = 'a' AND list = 'b' AND case_id = 'c'",
            "DELETE FROM acts WHERE at < 5",
            "SELECT idx FROM entries WHERE log = 'a' AND tag = x'00' AND sequence >= 1 AND sequence < 9 ORDER BY sequence",
            "SELECT payloads.idx FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx "
                + "WHERE entries.log = 'a' AND tag = x'00' AND sequence < 9 ORDER BY sequence LIMIT 5",
            "SELECT version FROM facts WHERE measure = 'a' AND fact = 'b' AND edge = 'c' AND version >= 1 ORDER BY version LIMIT 1",
            "SELECT version FROM facts WHERE measure = 'a' AND fact = 'b' AND version >= 1 ORDER BY version, edge LIMIT 5",
            "SELECT DISTINCT subject FROM holds WHERE register = 'a' AND list = 'b' AND subject > 'c' ORDER BY subject LIMIT 5",
            "SELECT version FROM snapshots WHERE register = 'a' AND list = 'b' AND entry IS NOT NULL ORDER BY version DESC LIMIT 1",
        ])
    func plans(_ sql: String) async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        let steps = try await store.onReader {
            try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
        }

        #expect(!steps.isEmpty)
        #expect(steps.allSatisfy { !$0.hasPrefix("SCAN") || $0 == "SCAN CONSTANT ROW" }, "\(steps)")
        #expect(steps.allSatisfy { !$0.contains("TEMP B-TREE FOR ORDER BY") }, "\(steps)")
    }
}
