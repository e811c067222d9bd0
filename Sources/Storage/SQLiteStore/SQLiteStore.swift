// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
public import Store

/// The embedded store: one SQLite file in WAL mode, synchronous at every commit, with deleted content overwritten.
///
/// One process uses it at a time; a second one is told so.
public final class SQLiteStore: Store {
    private let pool: DatabasePool
    private let lock: FileLock

    /// Opens the store, and makes it when it is not there.
    /// - Parameter path: the file's path; its folder must exist.
    /// - Throws: `StoreError`: unreachable, busy, tooNew, full.
    public init(path: String) throws {
        lock = try FileLock(path: path + ".lock")
        var configuration = Configuration()
        configuration.label = "schakel.store"
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA foreign_keys = ON")
            try database.execute(sql: "PRAGMA cache_size = -65536")
            // What a part of a transaction changed is kept in memory until it ends, and not also written to a file.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // Pages that are written again and again go to the file once in 32 MiB, not once in 4.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
        }
        do {
            FileLock.makePrivate(path)
            pool = try DatabasePool(path: path, configuration: configuration)
            // A pool sets NORMAL when it turns to WAL, and that loses the last commits in a power failure.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let migrator = SQLiteSchema.migrator
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw StoreError(
                    .tooNew, "A newer version of this program made the store: update this one, or restore an older copy.")
            }
            try migrator.migrate(pool)
        } catch {
            throw SQLiteStore.explain(error)
        }
    }

    /// `SQLite 3.40.1`.
    public var engine: String {
        let version = try? pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }
        return "SQLite \(version ?? "of unknown version")"
    }

    /// Reads a consistent state, beside a write.
    public func read<Result: Sendable>(_ body: @Sendable @escaping (any StoreReader) throws -> Result) async throws -> Result {
        do {
            return try await pool.read { try body(SQLiteReader($0)) }
        } catch {
            throw SQLiteStore.explain(error)
        }
    }

    /// Writes in one transaction, durable when it returns. The file lock makes this process the only one, so no epoch is looked at.
    public func write<Result: Sendable>(
        under epoch: UInt64?, _ body: @Sendable @escaping (any StoreWriter) throws -> Result
    ) async throws -> Result {
        do {
            return try await pool.write { database in
                let writer = SQLiteWriter(database)
                let result = try body(writer)
                try writer.settle(added: writer.added)
                return result
            }
        } catch {
            throw SQLiteStore.explain(error)
        }
    }

    /// Always granted: whoever has the file is alone.
    public func lease(_ claim: LeaseClaim) async throws -> StoreLease {
        StoreLease(holder: claim.holder, address: claim.address, epoch: 1)
    }

    /// Nothing is to be done: no other process waits.
    public func release(_ claim: LeaseClaim) async throws {}

    /// Never tells: no other process writes.
    public func changes() -> AsyncStream<Void> { AsyncStream { _ in } }

    /// Moves the write-ahead log into the file and empties it. Deleted content was overwritten when it was deleted.
    /// - Throws: `StoreError` `busy` when a long read keeps the old state needed; try again later.
    public func scrub() async throws {
        do {
            let isBusy = try await pool.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 1
            }
            guard isBusy == 0 else {
                throw StoreError(.busy, "A long read keeps what was deleted in the write-ahead log: it is tried again.")
            }
        } catch {
            throw SQLiteStore.explain(error)
        }
    }

    /// Closes the file, which is then the whole store: what stood in the write-ahead log is moved into it.
    public func close() async throws {
        try? await pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        defer { lock.release() }
        // A read that was begun before may still be under way; it ends by itself.
        for attempt in 1... {
            do {
                return try pool.close()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && attempt < 100 {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw SQLiteStore.explain(error)
            }
        }
    }

    /// Turns an engine's error into a store's; others pass.
    static func explain(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR:
            let code = error.extendedResultCode.rawValue
            return StoreError(
                .full,
                "The store cannot be written: the disk is full or faulty (SQLite code \(code)). Make room; it then goes on by itself."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return StoreError(.busy, "Another process has the store: stop it first.")
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return StoreError(
                .unreachable, "The store's file cannot be opened for writing: check that its folder exists and is yours.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return StoreError(.corrupt, "The store's file is damaged or is no store: restore it from a copy.")
        default:
            return StoreError(.failed, "The store failed with SQLite code \(error.extendedResultCode.rawValue).")
        }
    }
}
