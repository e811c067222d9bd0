// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Exchange
import Ledger
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Two hubs on one PostgreSQL database")
    struct LeaseTests {
        private func claim(_ holder: String, term: Span = .seconds(30)) -> LeaseClaim {
            LeaseClaim(holder: holder, address: "https://\(holder).hub.example", term: term)
        }

        /// Claims until the claimant has the lease.
        private func takeOver(_ store: PostgresStore, _ claim: LeaseClaim) async throws -> StoreLease {
            for _ in 0..<1000 {
                if let lease = try? await store.lease(claim), lease.holder == claim.holder { return lease }
                try await Task.sleep(for: .milliseconds(20))
            }
            throw ServerFailure(reason: "\(claim.holder) never gets the lease.")
        }

        @Test("the lease is one hub's until it ends or is given up, and each new holder has a higher epoch")
        func turns() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())

            let first = try await one.lease(claim("hub-a"))
            #expect(try await other.lease(claim("hub-b")) == first)
            #expect(try await one.lease(claim("hub-a", term: .milliseconds(200))) == first)
            let second = try await takeOver(other, claim("hub-b"))
            #expect(second.epoch == first.epoch + 1)
            #expect(second.address == "https://hub-b.hub.example")
            #expect(try await one.lease(claim("hub-a")) == second)
            try await one.release(claim("hub-a"))
            #expect(try await one.lease(claim("hub-a")) == second)
            try await other.release(claim("hub-b"))
            #expect(try await one.lease(claim("hub-a")).epoch == second.epoch + 1)
        }

        @Test("of many hubs that claim at once one gets the lease, and all are told the same")
        func race() async throws {
            let database = try ScratchDatabase()
            let stores = try (0..<5).map { _ in try database.store() }

            let leases = try await withThrowingTaskGroup(of: StoreLease.self) { group in
                for (number, store) in stores.enumerated() { group.addTask { try await store.lease(claim("hub-\(number)")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(Set(leases).count == 1)
            #expect(leases.first?.epoch == 1)
        }

        @Test("a write under a lease that another has taken since is fenced, and nothing is written")
        func fenced() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let first = try await one.lease(claim("hub-a", term: .milliseconds(50)))
            try await one.write(under: first.epoch) { try $0.put(setting: "a", [1]) }
            let second = try await takeOver(other, claim("hub-b"))

            let code = await StoreError.Code.of { try await one.write(under: first.epoch) { try $0.put(setting: "a", [2]) } }

            #expect(code == .fenced)
            try await other.write(under: second.epoch) { try $0.put(setting: "b", [3]) }
            #expect(await StoreError.Code.of { try await other.write(under: second.epoch + 1) { _ in } } == .fenced)
            #expect(try await other.read { [try $0.setting("a"), try $0.setting("b")] } == [[1], [3]])
        }

        @Test("a takeover waits for the commit under way, which then counts")
        func waits() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let first = try await one.lease(claim("hub-a", term: .milliseconds(50)))
            let (begun, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))

            async let write: Void = one.write(under: first.epoch) { writer in
                begun.signal()
                _ = go.wait(timeout: .now() + 1)
                try writer.put(setting: "a", [1])
            }
            await Task.detached { begun.wait() }.value
            try await Task.sleep(for: .milliseconds(100))
            let claimed = Task { () -> (StoreLease, [UInt8]?) in
                let lease = try await takeOver(other, claim("hub-b"))
                return (lease, try await other.read { try $0.setting("a") })
            }
            try await Task.sleep(for: .milliseconds(300))
            go.signal()

            try await write
            let (lease, seen) = try await claimed.value
            #expect(lease.epoch == first.epoch + 1)
            #expect(seen == [1], "the takeover came before the commit")
        }

        @Test("a holder that hangs in the middle of a write holds a takeover up for three seconds at most, and its write fails")
        func hangs() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let first = try await one.lease(claim("hub-a", term: .milliseconds(50)))
            let begun = DispatchSemaphore(value: 0)
            let hung = Task {
                try await one.write(under: first.epoch) { writer in
                    try writer.put(setting: "a", [1])
                    _ = try writer.setting("a")
                    begun.signal()
                    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 6)
                    try writer.put(setting: "b", [1])
                }
            }
            await Task.detached { begun.wait() }.value
            let start = ContinuousClock.now

            let second = try await takeOver(other, claim("hub-b"))
            try await other.write(under: second.epoch) { try $0.put(setting: "c", [1]) }

            #expect(.now - start < .seconds(5))
            let code = await StoreError.Code.of { try await hung.value }
            #expect(code == .unreachable)
            #expect(try database.sql("SELECT string_agg(name, ',') FROM settings") == "c")
            #expect(
                await StoreError.Code.of { try await one.write(under: first.epoch) { try $0.put(setting: "d", []) } } == .fenced)
        }

        @Test("a holder stopped while it was sending, where the server waits without limit, is cut off by the takeover")
        func hangsSending() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let first = try await one.lease(claim("hub-a", term: .milliseconds(50)))
            #expect(first.epoch == 1)
            // What a store would have sent, up to the moment of the stop: no boundary behind it.
            let connection = try PostgresConnection(to: PostgresAddress(database.url), as: .writer)
            let writer = PostgresWriter(PostgresTransaction(connection))
            try writer.begin(under: 1)
            try connection.send("SELECT 1 FROM lease FOR SHARE")
            try connection.flush(until: .now + .seconds(1))
            try await Task.sleep(for: .milliseconds(2_500))
            #expect(try database.sql("SELECT count(*) FROM pg_stat_activity WHERE pid = \(connection.backend)") == "1")
            let start = ContinuousClock.now

            let second = try await takeOver(other, claim("hub-b"))
            try await other.write(under: second.epoch) { try $0.put(setting: "a", [1]) }

            #expect(.now - start < .seconds(5))
            #expect(throws: StoreError.self) {
                try connection.sendBoundary()
                _ = try connection.collect()
            }
        }

        @Test("a holder whose lease has not ended is not cut off, however long its write waits")
        func notCutOff() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let lease = try await one.lease(claim("hub-a"))

            try await one.write(under: lease.epoch) { writer in
                try writer.put(setting: "a", [1])
                for _ in 0..<8 {
                    _ = DispatchSemaphore(value: 0).wait(timeout: .now() + 0.5)
                    _ = try writer.setting("a")
                }
            }

            #expect(try await other.lease(claim("hub-b")) == lease)
            #expect(try await other.read { try $0.setting("a") } == [1])
        }

        @Test("writes of two hubs without a lease are done one after another, and none is lost")
        func bothWrite() async throws {
            let database = try ScratchDatabase()
            let stores = [try database.store(), try database.store()]

            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        try await stores[number % 2].write { writer in
                            let tag = AudienceTag(secret: [1], name: "everyone")
                            let index = try writer.sequence(of: "devices", tag: tag)
                            let (salt, commitment) = Commitment.seal(payload: [1])
                            let leaf = try Leaf(
                                register: "devices", kind: "report", time: 1, audience: tag, sequence: index + 1,
                                commitment: commitment)
                            try writer.append(
                                StoredEntry(index: index, leaf: leaf, stream: "parties"),
                                payload: StoredPayload(index: index, salt: salt, bytes: [1]), to: "devices")
                        }
                    }
                }
                try await group.waitForAll()
            }

            #expect(try await stores[0].read { try $0.entries(of: "devices", in: 0..<100).count } == 60)
        }
    }
}
