// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import GRDB
import Identifiers
import Ledger
import Testing

@testable import Edge

@Suite("Hits on disk", .timeLimit(.minutes(10)))
struct HitStoreTests {
    private let folder: ScratchFolder
    private let policy = HitPolicy()

    init() throws { folder = try ScratchFolder() }

    private func open() throws -> HitStore { try HitStore(path: folder.file("hits.sqlite")) }

    private func settle(_ store: HitStore, _ outcome: HitOutcome = .entered) throws -> Int {
        let batch = try #require(try store.batch(most: 100))
        return try store.settle(batch, Array(repeating: outcome, count: batch.rows.count))
    }

    @Test("what was kept is there after a restart, in order, and the message keeps its key")
    func restart() throws {
        var store: HitStore? = try open()
        _ = try store?.keep([HitSample.noted(1, area: "204-08-1A2B"), HitSample.noted(2)], under: policy)
        let batch = try #require(try store?.batch(most: 10))
        store = nil

        let again = try open()
        #expect(try again.batch(most: 10) == batch)
        #expect(batch.rows.map(\.imei) == [try HitSample.device(1).value, try HitSample.device(2).value])
        #expect(batch.rows.map(\.area) == ["204-08-1A2B", nil] && batch.rows.map(\.seenAt) == [HitSample.now, HitSample.now])
        #expect(batch.key.utf8.count == 36)
    }

    @Test("a device that waits is not kept again within the period, and is after it")
    func period() throws {
        let store = try open()
        for hours in [0, 1, 23, 24, 47, 48] {
            _ = try store.keep([HitSample.noted(at: HitSample.now + .hours(hours))], under: policy)
        }

        #expect(try store.batch(most: 10)?.rows.map { ($0.seenAt - HitSample.now).milliseconds / 3_600_000 } == [0, 24, 48])
    }

    @Test("beyond the most that may wait the oldest go, and are counted")
    func room() throws {
        let store = try open()
        let (kept, dropped) = try store.keep((0..<5).map { try HitSample.noted($0) }, under: HitPolicy(mostWaiting: 3))

        #expect(kept == ["tracking": 5] && dropped == 2)
        #expect(try store.batch(most: 10)?.rows.map(\.imei) == (2..<5).map { try HitSample.device($0).value })
        #expect(try store.summary().dropped == ["room": 2])
    }

    @Test("a message grows no further; what comes later goes in the next one")
    func messages() throws {
        let store = try open()
        _ = try store.keep((0..<3).map { try HitSample.noted($0) }, under: policy)
        let first = try #require(try store.batch(most: 2))
        _ = try store.keep([HitSample.noted(9)], under: policy)

        #expect(try first.rows.count == 2 && store.batch(most: 10) == first)
        _ = try store.settle(first, [.entered, .known])
        let second = try #require(try store.batch(most: 10))
        #expect(second.rows.count == 2 && second.key != first.key)
    }

    @Test("a message of which a hit is dropped gets another key, for the hub may have answered the first one")
    func brokenUp() throws {
        let store = try open()
        _ = try store.keep((0..<3).map { try HitSample.noted($0) }, under: policy)
        let first = try #require(try store.batch(most: 10))
        let gone = try HitSample.device(1)

        #expect(try store.drop("released") { $0 != gone } == 1)

        let second = try #require(try store.batch(most: 10))
        #expect(second.key != first.key && second.rows.count == 2 && !second.rows.contains { $0.imei == gone.value })
        // The answer to the first may still come.
        _ = try store.settle(first, [.entered, .entered, .entered])
        #expect(try store.count() == 0)
    }

    @Test("what the hub wants later waits on under another key; all else is settled")
    func later() throws {
        let store = try open()
        _ = try store.keep((0..<3).map { try HitSample.noted($0) }, under: policy)
        let first = try #require(try store.batch(most: 10))

        #expect(try store.settle(first, [.entered, .later, .notListed]) == 1)

        let second = try #require(try store.batch(most: 10))
        #expect(second.rows == [first.rows[1]] && second.key != first.key)
        #expect(try store.summary().sent == ["vastgelegd": 1, "niet-op-lijst": 1])
    }

    @Test("what was settled or dropped is in no file any more", arguments: [true, false])
    func erased(isSettled: Bool) throws {
        let store = try open()
        let devices: Range<UInt64> = 0..<2_000
        for start in stride(from: devices.lowerBound, to: devices.upperBound, by: 100) {
            _ = try store.keep((start..<start + 100).map { try HitSample.noted($0 * 7, area: "zeldzaam-gebied") }, under: policy)
        }
        #expect(try HitSample.files(in: folder, with: HitSample.device(7)) > 0, "nothing was ever there")

        if isSettled {
            while try store.count() > 0 { _ = try settle(store) }
        } else {
            try store.drop("released") { _ in false }
        }

        for number in devices { #expect(try HitSample.files(in: folder, with: HitSample.device(number * 7)) == 0) }
    }

    @Test("the summary counts, and names no device; a folder without an edge has none")
    func summary() throws {
        #expect(try HitStore.summary(in: folder.path) == HitSummary())
        let store = try open()
        _ = try store.keep(
            [HitSample.noted(1), HitSample.noted(2, status: .prohibited), HitSample.noted(3, at: HitSample.now - .hours(1))],
            under: policy)
        try store.noteDropped(4, "overflow")

        let summary = try HitStore.summary(in: folder.path)

        #expect(summary.waiting == ["tracking": 2, "prohibited": 1] && summary.waitingCount == 3)
        #expect(summary.oldest == HitSample.now - .hours(1) && summary.dropped == ["overflow": 4])
        #expect(try summary == store.summary())
        for number: UInt64 in 1...3 { #expect(!summary.json.canonicalText.contains(try HitSample.device(number).digits)) }
    }

    @Test("as durable as the list: write-ahead log, synchronised in full, deleted bytes overwritten")
    func pragmas() throws {
        let store = try open()
        let values = try store.pool.writeWithoutTransaction { database in
            try ["journal_mode", "synchronous", "secure_delete", "temp_store"].map {
                try String.fetchOne(database, sql: "PRAGMA \($0)")
            }
        }

        #expect(values == ["wal", "2", "1", "2"])
    }

    @Test("what could not be erased because somebody read the file is erased as soon as the list is looked at again")
    func owed() throws {
        let store = try open()
        _ = try store.keep([HitSample.noted(1, area: "zeldzaam-gebied")], under: policy)
        var configuration = Configuration()
        configuration.readonly = true
        let reader = try DatabaseQueue(path: folder.file("hits.sqlite"), configuration: configuration)
        try reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM hits")
            _ = try settle(store)
            try database.execute(sql: "COMMIT")
        }
        #expect(try HitSample.files(in: folder, with: HitSample.device(1)) > 0, "nothing was in the way")

        try store.drop("released") { _ in true }

        #expect(try HitSample.files(in: folder, with: HitSample.device(1)) == 0)
    }
}
