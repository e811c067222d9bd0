// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Store
import Synchronization
import Testing

@testable import PostgresStore

/// A server with a synchronous standby.
private struct Pair {
    let primary: PostgresServer
    let standby: PostgresServer
    let database: ScratchDatabase

    init() throws {
        primary = try PostgresServer(
            named: "primary", settings: ["wal_level": "replica", "max_wal_senders": "4", "wal_sender_timeout": "5s"])
        standby = try PostgresServer(emptyNamed: "standby")
        database = try ScratchDatabase(emptyOn: primary)
        try primary.run(
            "pg_basebackup", "-D", standby.data, "-R", "-X", "stream", "-c", "fast", "-d",
            "host=\(primary.folder) user=schakel application_name=standby")
        try standby.configure([:])
        try standby.start()
        try primary.sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        try primary.sql("SELECT pg_reload_conf()")
        try waitForStandby()
    }

    /// Waits until the standby follows synchronously.
    func waitForStandby() throws {
        for _ in 0..<200 {
            if try primary.sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'") == "1"
            {
                return
            }
            usleep(50_000)
        }
        throw ServerFailure(reason: "The standby does not follow.")
    }

    /// An address with both servers, of which the one that can be written is used.
    var url: String { "postgres://schakel@/\(database.name)?host=\(primary.folder),\(standby.folder)" }

    /// Makes the standby the primary.
    func promote() throws { try standby.run("pg_ctl", "promote", "-D", standby.data, "-w") }
}

/// What became of many writes.
private final class Tally: Sendable {
    private let state = Mutex((last: 0, acknowledged: Set<Int>(), undone: Set<Int>()))
    private let ended = Atomic(false)

    /// The number for a next write; nil when no more are wanted.
    func next() -> Int? {
        guard !ended.load(ordering: .relaxed) else { return nil }
        return state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    func acknowledge(_ number: Int) { _ = state.withLock { $0.acknowledged.insert(number) } }
    func undo(_ number: Int) { _ = state.withLock { $0.undone.insert(number) } }
    func end() { ended.store(true, ordering: .relaxed) }
    var acknowledged: Set<Int> { state.withLock { $0.acknowledged } }
    var undone: Set<Int> { state.withLock { $0.undone } }

    /// Writes until it is ended.
    func fill(_ store: PostgresStore) async {
        while let number = next() {
            do {
                try await store.write { writer in
                    try writer.put(setting: "\(number)", Array(repeating: 1, count: 200))
                    try writer.put(StoredHead(size: UInt64(number), time: .epoch, checkpoint: ""), of: "devices")
                }
                acknowledge(number)
            } catch {
                if "\(error)".contains("Nothing was written") { undo(number) }
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// Waits until so many were acknowledged.
    func waits(for count: Int) async throws {
        for _ in 0..<6_000 where acknowledged.count < count { try await Task.sleep(for: .milliseconds(5)) }
        guard acknowledged.count >= count else { throw ServerFailure(reason: "The store does not go on.") }
    }
}

extension PostgresTests {
    @Suite("A PostgreSQL store with a synchronous standby")
    struct StandbyTests {
        @Test("no acknowledged write is lost when the primary is killed and the standby takes over, and the store goes on there")
        func takeover() async throws {
            let pair = try Pair()
            let store = try PostgresStore(url: pair.url)
            let tally = Tally()
            let writers = (0..<3).map { _ in Task { await tally.fill(store) } }
            try await tally.waits(for: 60)

            try pair.primary.kill()
            let before = tally.acknowledged.count
            try pair.promote()
            try await tally.waits(for: before + 30)
            tally.end()
            for writer in writers { await writer.value }

            let after = try PostgresStore(url: pair.standby.url(pair.database.name))
            let table = try #require(StoreTable.all.first { $0.name == "settings" })
            let rows = try await after.read { try $0.rows(of: table, after: nil, most: 1_000_000) }
            let kept = Set(rows.compactMap { row in if case .text(let name) = row[0] { Int(name) } else { nil } })
            #expect(tally.acknowledged.subtracting(kept).isEmpty, "acknowledged and lost")
            #expect(tally.undone.isDisjoint(with: kept), "told as not written, and there")
        }

        @Test("a standby cannot be opened as a store, with what to do")
        func readOnly() throws {
            let pair = try Pair()

            let error = #expect(throws: StoreError.self) { try PostgresStore(url: pair.standby.url(pair.database.name)) }

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("primary") == true)
        }

        @Test("a commit whose wait for the standby somebody broke off returns only when the standby has it")
        func brokenOff() async throws {
            let pair = try Pair()
            let store = try PostgresStore(url: pair.url)
            try await store.write { try $0.put(setting: "a", [1]) }
            try pair.standby.stop()
            let returned = Tally()
            let write = Task {
                try await store.write { try $0.put(setting: "a", [2]) }
                returned.end()
            }
            var cancelled = ""
            for _ in 0..<100 where cancelled != "t" {
                cancelled = try pair.database.sql(
                    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND usename = 'schakel'"
                )
                try await Task.sleep(for: .milliseconds(30))
            }
            #expect(cancelled == "t")
            try await Task.sleep(for: .milliseconds(700))
            #expect(returned.next() != nil, "it has returned already")

            try pair.standby.start()
            try await write.value

            #expect(
                try pair.standby.sql("SELECT encode(value, 'hex') FROM settings WHERE name = 'a'", in: pair.database.name) == "02")
        }
    }
}
