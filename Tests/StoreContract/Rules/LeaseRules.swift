// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing

extension StoreRule {
    /// The right to enter acts, as one hub sees it that has nobody beside it.
    static let leases: [StoreRule] = [
        StoreRule("a hub that claims the lease of a store has it, keeps its epoch when it renews, and may write under it") {
            store in
            let claim = LeaseClaim(holder: "hub-a", address: "https://a.hub.example", term: .seconds(30))

            let lease = try await store.lease(claim)
            #expect(lease.holder == "hub-a")
            #expect(lease.address == "https://a.hub.example")
            #expect(lease.epoch > 0)

            for number in 0..<3 as Range<UInt8> {
                #expect(try await store.lease(claim) == lease)
                try await store.write(under: lease.epoch) { try $0.put(setting: "a", [number]) }
            }
            #expect(try await store.read { try $0.setting("a") } == [2])
        },
        StoreRule("once the lease is given up another hub gets it, under an epoch that is not lower") { store in
            let first = LeaseClaim(holder: "hub-a", address: "https://a.hub.example", term: .seconds(30))
            let second = LeaseClaim(holder: "hub-b", address: "https://b.hub.example", term: .seconds(30))
            let before = try await store.lease(first)

            try await store.release(first)
            let after = try await store.lease(second)

            #expect(after.holder == "hub-b")
            #expect(after.address == "https://b.hub.example")
            #expect(after.epoch >= before.epoch)
            try await store.write(under: after.epoch) { try $0.put(setting: "a", [1]) }
        },
        StoreRule("giving up a lease that one does not have does no harm") { store in
            let claim = LeaseClaim(holder: "hub-a", address: "https://a.hub.example", term: .seconds(30))
            try await store.release(claim)
            let lease = try await store.lease(claim)

            try await store.release(LeaseClaim(holder: "hub-b", address: "", term: .zero))

            #expect(try await store.lease(claim) == lease)
        },
        StoreRule("without an epoch one may write whether or not there is a lease") { store in
            try await store.write(under: nil) { try $0.put(setting: "a", [1]) }
            _ = try await store.lease(LeaseClaim(holder: "hub-a", address: "", term: .seconds(30)))

            try await store.write { try $0.put(setting: "a", ($0.setting("a") ?? []) + [2]) }

            #expect(try await store.read { try $0.setting("a") } == [1, 2])
        },
        StoreRule("changes may be asked for by several and let go, and never end by themselves") { store in
            let streams = [store.changes(), store.changes()]
            let followers = streams.map { stream in
                Task {
                    for await _ in stream where Task.isCancelled { break }
                    return Task.isCancelled
                }
            }

            try await store.write { try $0.put(StoredHead(size: 0, time: .epoch, checkpoint: ""), of: .devices) }
            for follower in followers { follower.cancel() }

            for follower in followers { #expect(await follower.value) }
        },
    ]
}
