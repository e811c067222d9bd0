// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Synchronization
import Testing

@testable import Hub

@Suite("A store that fails")
struct StoreFailureTests {
    /// Runs a hub over a store that can be made to fail.
    private func run(_ body: (TrialHub, FaultyStore) async throws -> Void) async throws {
        let made = Mutex<FaultyStore?>(nil)
        let wrap = { (inner: any Store) -> any Store in
            let faulty = FaultyStore(inner)
            made.withLock { $0 = faulty }
            return faulty
        }
        try await TrialHub.run(wrap: wrap) { hub in
            try await body(hub, try #require(made.withLock { $0 }))
        }
    }

    @Test(
        "everybody in the batch hears that nothing was entered, and nothing was", arguments: [FaultyStore.Fault.atOnce, .atCommit])
    func fails(_ fault: FaultyStore.Fault) async throws {
        try await run { hub, store in
            let before = try await hub.trace()
            let rows = try hub.place.rowCounts()
            store.fail(fault)

            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for phone in 1...10 { group.addTask { try await hub.post("/v1/meldingen", TrialHub.theft(of: [phone])).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(statuses == Array(repeating: 503, count: 10))
            #expect(!hub.core.board.isHealthy)
            #expect(try await hub.trace() == before)
            #expect(try hub.place.rowCounts() == rows)
            #expect(hub.core.board.head(of: .devices)?.checkpoint == before.logs[.devices]?.checkpoint)
        }
    }

    @Test(
        "when the store is well again, the hub goes on as if nothing had happened",
        arguments: [FaultyStore.Fault.atOnce, .atCommit])
    func recovers(_ fault: FaultyStore.Fault) async throws {
        try await run { hub, store in
            let size = hub.size()
            store.fail(fault)
            _ = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))
            _ = try await hub.post(
                "/v1/deelnemers", ["deelnemer": "00000099", "naam": "x", "rollen": ["provider"]], as: Cast.admin)

            store.fail(nil)
            let reported = try await hub.blocked(1)

            #expect(hub.core.board.isHealthy)
            #expect(hub.core.board.registry.parties[Cast.stranger] == nil)
            #expect(hub.size() == size + 4)
            #expect(try await hub.listings().count == 1)
            #expect(reported.reference.hasSuffix("-1"))
            #expect(try await hub.trace().logs[.devices]?.checkpoint == hub.core.board.head(of: .devices)?.checkpoint)
        }
    }

    @Test("a failed act does not use its key up")
    func key() async throws {
        try await run { hub, store in
            let key = "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10"
            store.fail(.atCommit)
            let failed = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)

            store.fail(nil)
            let entered = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)

            #expect(failed.code == "store-full")
            #expect(entered.status == 201)
        }
    }

    @Test("what a failing store says of itself reaches nobody outside")
    func discreet() async throws {
        try await run { hub, store in
            store.fail(.atOnce)

            let answer = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]))

            #expect(!answer.text.contains("gone"))
            #expect(answer.json["detail"]?.string?.contains("nothing was entered") == true)
        }
    }
}
