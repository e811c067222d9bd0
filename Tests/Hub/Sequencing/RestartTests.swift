// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Starting again")
struct RestartTests {
    /// A place in which something of everything has happened.
    private func livedIn() async throws -> (place: TrialPlace, trace: TrialTrace) {
        let place = try TrialPlace()
        let trace = try await TrialHub.run(in: place) { hub in
            let edge = try TrialEdge(of: Cast.telecom)
            try await edge.register(at: hub)
            _ = try await hub.blocked(1)
            try await edge.comply(with: 1, at: hub)
            hub.clock.advance(by: .hours(30))
            try await hub.tick()
            _ = try await hub.post(
                "/v1/mandaten/\(Cast.mandate(of: Cast.insurer))/beeindigingen", ["redenen": "Proef."], as: Cast.admin
            )
            return try await hub.trace()
        }
        return (place, trace)
    }

    /// The error with which a start fails.
    private func refusal(
        in place: TrialPlace, hub: String = TrialPlace.hub, signers: [RegisterName: NoteSigner]? = nil
    ) async -> StoreError? {
        do {
            try await TrialHub.run(in: place, hub: hub, signers: signers) { _ in }
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test("a restart gives the same registry, measures, trees, sequence numbers and checkpoints")
    func same() async throws {
        let (place, before) = try await livedIn()

        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start + .days(2))) { hub in
            let after = try await hub.trace()
            #expect(after == before)
            #expect(hub.core.board.registry == before.registry)
            #expect(hub.core.board.head(of: .devices)?.checkpoint == before.logs[.devices]?.checkpoint)
            #expect(hub.core.board.head(of: .parties)?.size == before.logs[.parties]?.size)
            #expect(before.measures.count == 2)
            #expect(before.measures.values.contains { $0.activeVersion == 1 })
            #expect(before.measures.values.contains { !$0.steps.isEmpty })
        }
    }

    @Test("after a restart the work goes on where it was: a new listing has the next version")
    func goesOn() async throws {
        let (place, before) = try await livedIn()

        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start + .days(2))) { hub in
            _ = try await hub.blocked(2)
            #expect(try await hub.listings().count == 2)
            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["nieuwsteVersie"] == 2)
            #expect(hub.size() > before.logs[.devices]?.size ?? .max)
        }
    }

    @Test("a proof between the checkpoints before and after shows that nothing was rewritten")
    func consistent() async throws {
        let (place, before) = try await livedIn()
        let old = try #require(before.logs[.devices])

        try await TrialHub.run(in: place, at: ManualTimekeeper(at: TrialHub.start + .days(2))) { hub in
            _ = try await hub.blocked(2, 3)
            let leaves = try await hub.core.store.read { try $0.entries(of: .devices, in: 0..<old.size).map(\.leaf.hash) }
            var tree = MerkleTree()
            for leaf in leaves { tree.append(leaf) }
            #expect(tree.root == old.root)
        }
    }

    @Test("keys that do not belong to the store are refused")
    func wrongKey() async throws {
        let (place, _) = try await livedIn()

        let refusal = await refusal(in: place, signers: try TrialPlace.signers())

        #expect(refusal?.code == .corrupt)
        #expect(refusal?.reason.contains("another key") == true)
    }

    @Test("one wrong key among right ones is refused too, whichever log it is of", arguments: [RegisterName.parties, .devices])
    func oneWrongKey(_ log: RegisterName) async throws {
        let (place, _) = try await livedIn()
        var signers = place.signers
        signers[log] = try TrialPlace.signers()[log]

        #expect(await refusal(in: place, signers: signers)?.code == .corrupt)
    }

    @Test("another hub's name is refused, with its own keys and with those of the store")
    func wrongName() async throws {
        let (place, _) = try await livedIn()

        let own = await refusal(in: place, hub: "other.example", signers: try TrialPlace.signers(of: "other.example"))
        let mixed = await refusal(in: place, hub: "other.example")

        #expect(own?.code == .corrupt)
        #expect(mixed?.code == .failed)
        #expect(mixed?.reason.contains("hub.example/") == true)
    }

    @Test("a store with a log but without its key is refused")
    func missingKey() async throws {
        let (place, _) = try await livedIn()

        let refusal = await refusal(in: place, signers: place.signers.filter { $0.key == .parties })

        #expect(refusal != nil)
    }

    @Test(
        "a store that was changed is refused",
        arguments: [
            "UPDATE entries SET leaf = (SELECT max(leaf) FROM entries WHERE log = 'devices') WHERE log = 'devices' AND idx = 0",
            "UPDATE entries SET leaf = zeroblob(length(leaf)) WHERE log = 'parties' AND idx = 0",
            "DELETE FROM entries WHERE log = 'devices' AND idx = (SELECT max(idx) FROM entries WHERE log = 'devices')",
            "DELETE FROM entries WHERE log = 'devices' AND idx = 0",
            "UPDATE heads SET size = size - 1 WHERE log = 'devices'",
            "UPDATE heads SET checkpoint = replace(checkpoint, 'hub.example', 'hub.exbmple') WHERE log = 'devices'",
            "UPDATE heads SET checkpoint = (SELECT checkpoint FROM heads WHERE log = 'parties') WHERE log = 'devices'",
        ]
    )
    func changed(_ sql: String) async throws {
        let (place, _) = try await livedIn()

        try place.tamper(sql)

        await #expect(throws: (any Error).self) { try await TrialHub.run(in: place) { _ in } }
    }

    @Test(
        "a tile that was changed or lost is refused", arguments: ["UPDATE tiles SET hashes = zeroblob(8192)", "DELETE FROM tiles"])
    func changedTile(_ sql: String) async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            _ = try await hub.batch((1...300).map { TrialHub.reporting($0, random: UInt64($0) << 8) })
        }

        try place.tamper(sql)

        #expect(await refusal(in: place)?.code == .corrupt)
    }

    @Test("an untouched store starts again after all these: the trials do not refuse everything")
    func untouched() async throws {
        let (place, _) = try await livedIn()

        #expect(await refusal(in: place) == nil)
    }

    @Test("an empty store starts with nothing")
    func empty() async throws {
        try await TrialHub.run(peopled: false) { hub in
            #expect(hub.core.board.registry == Registry())
            #expect(hub.size() == 0)
            #expect(hub.core.board.isHealthy)
        }
    }
}
