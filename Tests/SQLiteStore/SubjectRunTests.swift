// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import GRDB
import Store
import Testing

@testable import SQLiteStore

@Suite("Runs of subjects in a SQLite store")
struct SubjectRunTests {
    private static func value(_ number: Int) -> String {
        String(10_000_000_000_000 + UInt64(number) &* 0x9E37_79B9_7F4A_7C15 % 10_000_000_000_000)
    }

    private func add(_ numbers: Range<Int>, to store: any Store) async throws {
        try await store.write { writer in
            for number in numbers {
                try writer.add(
                    [Subject(kind: "imei", value: SubjectRunTests.value(number))],
                    to: CaseID(prefix: "DV", random: UInt64(number)), in: "devices")
            }
        }
    }

    @Test("a store of the version before keeps its subjects, by case and by value")
    func former() async throws {
        let folder = try ScratchFolder()
        let queue = try DatabaseQueue(path: folder.file)
        try SQLiteSchema.migrator.migrate(queue, upTo: "003-edges-and-snapshots")
        let id = CaseID(prefix: "DV", random: 5)
        try await queue.write { database in
            for value in ["3", "1", "2"] {
                try database.execute(sql: "INSERT INTO keys VALUES ('devices', 'imei', ?, ?)", arguments: [value, id.description])
            }
        }
        try queue.close()

        let store = try await folder.open()
        try await store.write { writer in
            try writer.put(
                CaseRow(
                    id: id, phase: .reported, openedAt: .epoch, updatedAt: .epoch, due: nil, subjectCount: 3, listVersion: nil),
                in: "devices")
            try writer.add(["4", "1"].map { Subject(kind: "imei", value: $0) }, to: id, in: "devices")
        }

        #expect(try await store.read { try $0.subjects(of: id, in: "devices").map(\.value) } == ["1", "2", "3", "4"])
        for value in ["1", "4"] {
            let open = try await store.read { try $0.openCases(about: Subject(kind: "imei", value: value), in: "devices") }
            #expect(open == [id])
        }
        let runs = try await store.onReader { try Int.fetchAll($0, sql: "SELECT rows FROM runs ORDER BY number") }
        #expect(runs == [3, 2])
    }

    @Test("runs are closed and merged as subjects come, and every subject is in one of those that are known")
    func merges() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        for part in 0..<45 { try await add(part * 1_000..<(part + 1) * 1_000, to: store) }

        let runs = try await store.onReader { try Int.fetchAll($0, sql: "SELECT rows FROM runs ORDER BY number") }
        let counts = try await store.onReader { database in
            try [
                "SELECT count(*) FROM subject_runs", "SELECT count(DISTINCT value) FROM subject_runs",
                "SELECT count(*) FROM subject_runs WHERE run IN (SELECT number FROM runs)",
            ].map { try Int.fetchOne(database, sql: $0) }
        }
        #expect(counts == [45_000, 45_000, 45_000])
        #expect(runs.contains { $0 > 30_000 }, "\(runs)")
        #expect(runs.count <= 4, "\(runs)")
    }

    @Test("nothing of a forgotten subject is left in the store's files, through whichever runs it went")
    func erases() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        for part in 0..<36 { try await add(part * 1_000..<(part + 1) * 1_000, to: store) }
        let numbers = [3, 8_200, 20_000, 35_999]
        let traces = (numbers + [4]).map { Data(SubjectRunTests.value($0).utf8) }
        let found = {
            let files = try ["", "-wal"].map { try Data(contentsOf: URL(filePath: folder.file + $0)) }
            return traces.map { trace in files.contains { $0.firstRange(of: trace) != nil } }
        }
        #expect(try found() == [true, true, true, true, true])

        try await store.write { writer in
            for number in numbers {
                try writer.forgetSubjects(of: CaseID(prefix: "DV", random: UInt64(number)), in: "devices")
            }
        }
        try await store.scrub()

        #expect(try found() == [false, false, false, false, true])
    }

    @Test("what a part of a transaction changed is not written to a file of its own")
    func temporary() async throws {
        let store = try await ScratchFolder().open()

        #expect(try await store.onWriter { try Int.fetchOne($0, sql: "PRAGMA temp_store") } == 2)
    }
}
