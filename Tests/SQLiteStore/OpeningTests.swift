// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import GRDB
import Store
import Testing

@testable import SQLiteStore

@Suite("Opening a SQLite store")
struct OpeningTests {
    private func openingError(_ path: String) -> StoreError? {
        #expect(throws: StoreError.self) { try SQLiteStore(path: path) }
    }

    @Test("a second opener is told that the store is busy, until the first closes")
    func busy() async throws {
        let folder = try ScratchFolder()
        let first = try await folder.open()

        #expect(openingError(folder.file)?.code == .busy)
        try await first.write { try $0.put(setting: "a", [1]) }
        try await first.close()

        let second = try await folder.open()
        #expect(try await second.read { try $0.setting("a") } == [1])
        #expect(openingError(folder.file)?.code == .busy)
    }

    @Test("a store that is let go without being closed can be opened again")
    func letGo() async throws {
        let folder = try ScratchFolder()
        do {
            let store = try await folder.open()
            try await store.write { try $0.put(setting: "a", [1]) }
        }

        let store = try await folder.open()
        #expect(try await store.read { try $0.setting("a") } == [1])
    }

    @Test("a closed store's file alone is the whole store, fit to be copied")
    func closedFile() async throws {
        let folder = try ScratchFolder()
        let copy = try ScratchFolder()
        let store = try await folder.open()
        for number in 0..<10 as Range<UInt8> { try await store.write { try $0.put(setting: "number", [number]) } }
        #expect(try await store.read { try $0.setting("number") } == [9])
        try await store.close()

        try FileManager.default.copyItem(atPath: folder.file, toPath: copy.file)

        let copied = try await copy.open()
        #expect(try await copied.read { try $0.setting("number") } == [9])
    }

    @Test("two stores in one folder do not hinder each other")
    func neighbours() async throws {
        let folder = try ScratchFolder()
        let one = try SQLiteStore(path: folder.path + "/one.sqlite")
        let other = try SQLiteStore(path: folder.path + "/other.sqlite")

        try await one.write { try $0.put(setting: "a", [1]) }

        #expect(try await other.read { try $0.setting("a") } == nil)
    }

    @Test("a missing folder is unreachable, and is not made")
    func missingFolder() throws {
        let folder = try ScratchFolder()

        #expect(openingError(folder.path + "/none/store.sqlite")?.code == .unreachable)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/none"))
    }

    @Test("a folder where the file should be is unreachable")
    func folderAsFile() throws {
        let folder = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: folder.file, withIntermediateDirectories: false)

        #expect(openingError(folder.file)?.code == .unreachable)
    }

    @Test("a folder that cannot be written is unreachable", .enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func readOnlyFolder() throws {
        let folder = try ScratchFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path) }

        #expect(openingError(folder.file)?.code == .unreachable)
    }

    @Test("a file that cannot be written is unreachable", .enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func readOnlyFile() async throws {
        let folder = try ScratchFolder()
        try await folder.open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder.file)

        #expect(openingError(folder.file)?.code == .unreachable)
    }

    @Test("a file that is no database is corrupt and stays as it is", arguments: [100, 512, 4096, 100_000])
    func noDatabase(size: Int) throws {
        let folder = try ScratchFolder()
        let bytes = Data(repeating: UInt8(ascii: "x"), count: size)
        try bytes.write(to: URL(filePath: folder.file))

        #expect(openingError(folder.file)?.code == .corrupt)
        #expect(try Data(contentsOf: URL(filePath: folder.file)) == bytes)
    }

    @Test("a store that could not be opened holds no lock")
    func releasesLock() async throws {
        let folder = try ScratchFolder()
        try Data(repeating: 7, count: 5000).write(to: URL(filePath: folder.file))
        #expect(openingError(folder.file)?.code == .corrupt)

        try FileManager.default.removeItem(atPath: folder.file)

        try await folder.open().close()
    }

    @Test("a store made by a newer version is too new and stays as it is")
    func tooNew() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        try await store.write { try $0.put(setting: "a", [1]) }
        try await store.onWriter { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('900-of-the-future')") }
        try await store.close()

        #expect(openingError(folder.file)?.code == .tooNew)

        let raw = try DatabaseQueue(path: folder.file)
        #expect(
            try await raw.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM grdb_migrations") }
                == SQLiteSchema.migrator.migrations.count + 1)
        #expect(try await raw.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM settings") } == 1)
    }

    @Test("a store of the version before keeps its statements of facts, now one per edge")
    func formerFacts() async throws {
        let folder = try ScratchFolder()
        let queue = try DatabaseQueue(path: folder.file)
        try SQLiteSchema.migrator.migrate(queue, upTo: "002-exchange")
        try await queue.write {
            try $0.execute(
                sql:
                    "INSERT INTO facts (measure, fact, version, at, stated, edge) VALUES ('m', 'accepted', 3, 20, 10, 'rand-noord')"
            )
        }
        try queue.close()
        let id = MeasureID(stored: "m")
        let former = Measure.Standing(
            version: 3, at: Instant(milliseconds: 20), statedAt: Instant(milliseconds: 10), edge: "rand-noord")
        let other = Measure.Standing(
            version: 3, at: Instant(milliseconds: 40), statedAt: Instant(milliseconds: 30), edge: "rand-zuid")

        let store = try await folder.open()
        try await store.write { try $0.add(.accepted, other, of: id) }

        #expect(try await store.read { try $0.statements(of: .accepted, for: id, from: 0, most: 9) } == [former, other])
    }

    @Test("scrubbing leaves nothing of what was deleted in the store's files")
    func scrubs() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        let secret = Array("490154203237518-secret".utf8)
        try await store.write { try $0.put(StoredAct(key: "a", fingerprint: [], answer: secret, at: .epoch)) }
        let found = {
            try ["", "-wal"].contains { try Data(contentsOf: URL(filePath: folder.file + $0)).firstRange(of: Data(secret)) != nil }
        }
        #expect(try found())

        try await store.write { try $0.forgetActs(before: .latest) }
        try await store.scrub()

        #expect(try !found())
    }

    @Test("the only process that has the file has the lease, whoever asks, and hears of no changes")
    func lease() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()

        for holder in ["hub-a", "hub-b"] {
            let lease = try await store.lease(LeaseClaim(holder: holder, address: holder, term: .seconds(1)))
            #expect(lease == StoreLease(holder: holder, address: holder, epoch: 1))
        }
        let heard = Task {
            for await _ in store.changes() { return true }
            return false
        }
        try await store.write(under: 1) { try $0.put(StoredHead(size: 0, time: .epoch, checkpoint: ""), of: "devices") }
        try await Task.sleep(for: .milliseconds(50))
        heard.cancel()
        #expect(await !heard.value)
    }

    @Test("nobody but the owner can read the store's files")
    func rights() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        try await store.write { try $0.put(setting: "a", [1]) }

        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let rights = try files.map {
            try FileManager.default.attributesOfItem(atPath: folder.path + "/" + $0)[.posixPermissions] as? Int
        }

        #expect(Set(files) == ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "store.sqlite.lock"])
        #expect(rights.allSatisfy { $0 == 0o600 }, "\(zip(files, rights).map { "\($0) \($1 ?? -1)" })")
    }
}
