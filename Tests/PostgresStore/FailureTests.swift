// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("A PostgreSQL store whose connection breaks")
    struct FailureTests {
        @Test(
            "a session that is ended in the middle of a write fails it as unreachable, nothing stays, and the next one is done"
        )
        func terminatedWriting() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            try await store.write { try $0.put(setting: "a", [1]) }

            let code = await StoreError.Code.of {
                try await store.write { writer in
                    for number in 0..<500 { try writer.put(setting: "\(number)", Array(repeating: 1, count: 100)) }
                    try database.terminate("writer")
                    for number in 0..<500 { try writer.put(setting: "again \(number)", [1]) }
                }
            }

            #expect(code == .unreachable)
            #expect(try await store.read { try $0.count(of: StoreTable.all[0]) } == 1)
            try await store.write { try $0.put(setting: "a", [2]) }
            #expect(try await store.read { try $0.setting("a") } == [2])
        }

        @Test("a session that is ended in a part is not taken for a refusal of that part")
        func terminatedInPart() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()

            let code = await StoreError.Code.of {
                try await store.write { writer in
                    try? writer.part {
                        try writer.put(setting: "a", [1])
                        try database.terminate("writer")
                        _ = try writer.setting("a")
                    }
                    try writer.put(setting: "b", [1])
                }
            }

            #expect(code == .unreachable)
            #expect(try database.sql("SELECT count(*) FROM settings") == "0")
        }

        @Test("a session that is ended in the middle of a read fails that read, and the next one is served")
        func terminatedReading() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            try await store.write { try $0.put(setting: "a", [1]) }

            let code = await StoreError.Code.of {
                try await store.read { reader throws in
                    _ = try reader.setting("a")
                    try database.terminate("reader")
                    _ = try reader.setting("a")
                }
            }

            #expect(code == .unreachable)
            #expect(try await store.read { try $0.setting("a") } == [1])
        }

        @Test("sessions that are ended between calls are not noticed by the callers")
        func terminatedIdle() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            let claim = LeaseClaim(holder: "hub-a", address: "", term: .seconds(30))
            let lease = try await store.lease(claim)

            for number in 0..<3 as Range<UInt8> {
                try await store.write(under: lease.epoch) { try $0.put(setting: "a", [number]) }
                #expect(try await store.read { try $0.setting("a") } == [number])
                for use in ["writer", "reader", "lease"] { try database.terminate(use) }
                #expect(try await store.lease(claim) == lease)
            }
        }

        @Test("after the server is started again everything goes on by itself")
        func restart() async throws {
            let server = try PostgresServer(named: "restart")
            let database = try ScratchDatabase(emptyOn: server)
            let store = try database.store()
            try await store.write { try $0.put(setting: "a", [1]) }
            #expect(try await store.read { try $0.setting("a") } == [1])

            try server.stop()
            #expect(await StoreError.Code.of { try await store.write { try $0.put(setting: "a", [2]) } } == .unreachable)
            #expect(await StoreError.Code.of { _ = try await store.read { try $0.setting("a") } } == .unreachable)
            try server.start()

            var attempts = 0
            while attempts < 100, await StoreError.Code.of({ try await store.write { try $0.put(setting: "a", [3]) } }) != nil {
                attempts += 1
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(try await store.read { try $0.setting("a") } == [3])
        }

        @Test("while the server is away calls fail at once, most of them without trying to connect")
        func backoff() async throws {
            let server = try PostgresServer(named: "away")
            let database = try ScratchDatabase(emptyOn: server)
            let proxy = try CuttingProxy(to: server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            try server.stop()
            let before = proxy.connections

            for _ in 0..<1000 {
                #expect(await StoreError.Code.of { try await store.write { try $0.put(setting: "a", []) } } == .unreachable)
            }

            #expect(proxy.connections - before < 20)
        }

        @Test("a read that takes longer than the server allows is busy, and its connection is used again")
        func slow() async throws {
            let database = try ScratchDatabase()
            try database.sql("ALTER DATABASE \(database.name) SET statement_timeout = '1s'")
            let store = try database.store()

            let code = await StoreError.Code.of {
                try await store.read { reader throws in
                    let reader = try #require(reader as? PostgresReader)
                    _ = try reader.first("SELECT set_config('statement_timeout', '100', true)", { _ in }) { $0.text(0) }
                    _ = try reader.first("SELECT pg_sleep(5)", { _ in }) { _ in }
                }
            }

            #expect(code == .busy)
            #expect(try await store.read { try $0.setting("a") } == nil)
        }

        @Test("a table that another session keeps locked makes a write busy, not hang")
        func locked() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            let other = try PostgresConnection(to: PostgresAddress(database.url), as: .migrator)
            try other.run("BEGIN; LOCK TABLE settings IN ACCESS EXCLUSIVE MODE")

            let code = await StoreError.Code.of { try await store.write { try $0.put(setting: "a", [1]) } }

            #expect(code == .busy)
            try other.run("ROLLBACK")
            try await store.write { try $0.put(setting: "a", [2]) }
            #expect(try await store.read { try $0.setting("a") } == [2])
        }

        @Test(
            "a text with a character NUL is refused, in a part or not, and a name too long for an index in a part is refused there")
        func texts() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            var generator = SystemRandomNumberGenerator()
            let long = String((0..<20_000).map { _ in Character(Unicode.Scalar(UInt8.random(in: 33...126, using: &generator))) })

            #expect(await StoreError.Code.of { try await store.write { try $0.put(setting: "a\0", [1]) } } == .failed)
            try await store.write { writer in
                #expect(throws: StoreError.self) { try writer.part { try writer.put(setting: long, [1]) } }
                try writer.put(setting: "b", [1])
            }

            #expect(try database.sql("SELECT string_agg(name, ',') FROM settings") == "b")
        }

        @Test("more is written in one transaction than any buffer holds")
        func large() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            let bytes = Array(repeating: 7 as UInt8, count: 1_000_000)

            try await store.write { writer in
                for number in 0..<40 { try writer.put(setting: "large \(number)", bytes) }
                for number in 0..<10_000 { try writer.put(setting: "small \(number)", [1]) }
            }

            #expect(try database.sql("SELECT count(*), sum(length(value)) FROM settings") == "10040|40010000")
        }
    }
}
