// SPDX-License-Identifier: EUPL-1.2

import GRDB
import Store
import Testing

@testable import SQLiteStore

@Suite("Failures of the SQLite engine")
struct FailureTests {
    private struct Other: Error, Equatable {}

    @Test(
        "each kind of SQLite failure has its code of the store",
        arguments: [
            (ResultCode.SQLITE_FULL, StoreError.Code.full),
            (.SQLITE_IOERR, .full),
            (.SQLITE_IOERR_WRITE, .full),
            (.SQLITE_BUSY, .busy),
            (.SQLITE_BUSY_SNAPSHOT, .busy),
            (.SQLITE_LOCKED, .busy),
            (.SQLITE_CANTOPEN, .unreachable),
            (.SQLITE_READONLY, .unreachable),
            (.SQLITE_READONLY_DIRECTORY, .unreachable),
            (.SQLITE_PERM, .unreachable),
            (.SQLITE_CORRUPT, .corrupt),
            (.SQLITE_CORRUPT_VTAB, .corrupt),
            (.SQLITE_NOTADB, .corrupt),
            (.SQLITE_CONSTRAINT, .failed),
            (.SQLITE_MISUSE, .failed),
        ])
    func codes(_ failure: ResultCode, _ code: StoreError.Code) throws {
        let secret = "490154203237518"
        let error = DatabaseError(resultCode: failure, message: secret, sql: "SELECT '\(secret)'", arguments: [secret])

        let explained = try #require(SQLiteStore.explain(error) as? StoreError)

        #expect(explained.code == code)
        #expect(!explained.description.contains(secret))
        #expect(explained.reason.hasSuffix("."))
    }

    @Test("an error that is not SQLite's passes as it is")
    func passes() {
        #expect(SQLiteStore.explain(Other()) as? Other == Other())
        #expect(SQLiteStore.explain(StoreError(.tooNew, "Update.")) as? StoreError == StoreError(.tooNew, "Update."))
    }

    @Test("a full disk refuses the write as a whole, leaves what was there, and ends when there is room")
    func full() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        try await store.write { try $0.put(setting: "before", [1]) }
        try await FailureTests.limit(store, pages: 10)

        let error = await #expect(throws: StoreError.self) {
            try await store.write { writer in
                try writer.put(setting: "small", [1])
                try writer.put(setting: "large", Array(repeating: 1, count: 1_000_000))
            }
        }

        #expect(error?.code == .full)
        #expect(try await store.read { try $0.setting("before") } == [1])
        #expect(try await store.read { try $0.setting("small") } == nil)
        try await FailureTests.limit(store, pages: 10_000)
        try await store.write { try $0.put(setting: "large", Array(repeating: 1, count: 1_000_000)) }
        #expect(try await store.read { try $0.setting("large")?.count } == 1_000_000)
    }

    @Test("when the disk is full within a part, either the part alone is undone or the whole transaction")
    func fullWithinPart() async throws {
        let folder = try ScratchFolder()
        let store = try await folder.open()
        try await FailureTests.limit(store, pages: 10)

        let write = Task {
            try await store.write { writer in
                try writer.put(setting: "outside", [1])
                let error = #expect(throws: StoreError.self) {
                    try writer.part {
                        try writer.put(setting: "inside", [1])
                        try writer.put(setting: "large", Array(repeating: 1, count: 1_000_000))
                    }
                }
                #expect(error?.code == .full)
            }
        }

        let isDone = if case .success = await write.result { true } else { false }
        #expect(try await store.read { try $0.setting("outside") != nil } == isDone)
        #expect(try await store.read { try $0.setting("inside") } == nil)
        #expect(try await store.read { try $0.setting("large") } == nil)
    }

    /// Holds the file to a number of pages beyond those it has, as a full disk would.
    private static func limit(_ store: any Store, pages: Int) async throws {
        try await store.onWriter { database in
            let now = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(now + pages)")
        }
    }
}
