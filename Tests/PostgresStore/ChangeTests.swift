// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Synchronization
import Testing

@testable import PostgresStore

/// Counts what a store tells of changes.
private final class Ear: Sendable {
    private let count = Atomic<Int>(0)
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)
    private let hasEnded = Atomic(false)

    init(_ store: PostgresStore) {
        let changes = store.changes()
        task.withLock {
            $0 = Task { [self] in
                for await _ in changes { count.wrappingAdd(1, ordering: .relaxed) }
                hasEnded.store(true, ordering: .relaxed)
            }
        }
    }

    var heard: Int { count.load(ordering: .relaxed) }
    var ended: Bool { hasEnded.load(ordering: .relaxed) }

    /// Waits until it has heard so much, for five seconds at most.
    func hears(_ least: Int) async -> Bool {
        for _ in 0..<500 where heard < least { try? await Task.sleep(for: .milliseconds(10)) }
        return heard >= least
    }
}

extension PostgresTests {
    @Suite("Hearing of another hub's changes")
    struct ChangeTests {
        private static let head = StoredHead(size: 0, time: .epoch, checkpoint: "")

        @Test("what another hub writes to a log is heard; what concerns no log or measure, and one's own writes, are not")
        func hears() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let ear = Ear(one)
            // The connection itself is told of, as something may have been missed before it.
            #expect(await ear.hears(1))

            try await other.write { try $0.put(ChangeTests.head, of: "devices") }
            #expect(await ear.hears(2))
            try await other.write { try $0.put(setting: "a", [1]) }
            try await one.write { try $0.put(ChangeTests.head, of: "devices") }
            await #expect(throws: StoreError.self) {
                try await other.write { writer in
                    try writer.put(ChangeTests.head, of: "devices")
                    throw StoreError(.failed, "Undone.")
                }
            }
            try await Task.sleep(for: .milliseconds(600))

            #expect(ear.heard == 2)
        }

        @Test("appending, laying a measure and adding rows are all told of")
        func kinds() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let ear = Ear(one)
            #expect(await ear.hears(1))
            let (salt, commitment) = Commitment.seal(payload: [1])
            let leaf = try Leaf(
                register: "devices", kind: "report", time: 1, audience: AudienceTag(secret: [1], name: "a"), sequence: 1,
                commitment: commitment)
            let party = try PartyID("kvk:00000000")
            let measure = Measure(
                id: MeasureID(register: "devices", list: "stolen", party: party), register: "devices", addressee: party,
                target: .list("stolen"), basis: "Voorbeeldwet art. 1", imposedAt: .epoch)

            try await other.write {
                try $0.append(
                    StoredEntry(index: 0, leaf: leaf, stream: "parties"), payload: StoredPayload(index: 0, salt: salt, bytes: [1]),
                    to: "devices")
            }
            #expect(await ear.hears(2))
            try await other.write { try $0.put(measure) }
            #expect(await ear.hears(3))
            try await other.write { try $0.insert([], into: StoreTable.all[0]) }
            #expect(ear.heard == 3)
        }

        @Test("after the connection is made anew an element is given, and changes are heard again")
        func reconnects() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let ear = Ear(one)
            #expect(await ear.hears(1))

            try database.terminate("listener")
            #expect(await ear.hears(2))
            try await other.write { try $0.put(ChangeTests.head, of: "devices") }

            #expect(await ear.hears(3))
        }

        @Test("elements that nobody fetched are one, streams are each their own, and all end when the store is closed")
        func streams() async throws {
            let database = try ScratchDatabase()
            let (one, other) = (try database.store(), try database.store())
            let slow = one.changes()
            let ear = Ear(one)
            #expect(await ear.hears(1))
            for number in 2...5 {
                try await other.write { try $0.put(ChangeTests.head, of: "devices") }
                #expect(await ear.hears(number))
            }

            try await one.close()

            var elements = 0
            for await _ in slow { elements += 1 }
            #expect(elements == 1)
            for _ in 0..<100 where !ear.ended { try await Task.sleep(for: .milliseconds(10)) }
            #expect(ear.ended)
            for await _ in one.changes() { Issue.record("A closed store tells of nothing.") }
        }
    }
}
