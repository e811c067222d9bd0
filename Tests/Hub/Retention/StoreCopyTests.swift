// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import GRDB
import Ledger
import SQLiteStore
import Store
import Synchronization
import Testing

@testable import Hub

@Suite("Moving a ledger to another store")
struct StoreCopyTests {
    /// A place whose hub has a story behind it.
    private func told() async throws -> TrialPlace {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            for phone in 1...5 { _ = try await hub.blocked(phone) }
            _ = try await hub.batchThroughSequencer((100..<400).map { TrialHub.reporting($0, random: UInt64($0)) })
        }
        return place
    }

    @Test("everything goes over, progress is told to the end, and a hub goes on from the copy as if nothing had happened")
    func whole() async throws {
        let place = try await told()
        let source = try SQLiteStore(path: place.file)
        let moved = place.folder + "/moved.sqlite"
        let target = try SQLiteStore(path: moved)
        let last = Mutex<StoreCopy.Progress?>(nil)

        try await StoreCopy(from: source, to: target).run { progress in last.withLock { $0 = progress } }

        #expect(last.withLock { $0?.done == $0?.total && ($0?.done ?? 0) > 1_000 })
        for table in StoreTable.all {
            let rows = try await source.read { try $0.rows(of: table, after: nil, most: 100_000) }
            #expect(try await target.read { try $0.rows(of: table, after: nil, most: 100_000) } == rows, "\(table.name)")
        }
        let signer = try LogSigner(hub: TrialPlace.hub, signers: place.signers)
        let (state, head) = try await target.read { (try HubState(reading: $0, registers: .all), try $0.head(of: .devices)) }
        try signer.check(try #require(head), of: .devices, root: state.logs[.devices]?.tree.root)
        try await source.close()
        try await target.close()
    }

    @Test("a target that has something is left as it is")
    func notEmpty() async throws {
        let place = try await told()
        let source = try SQLiteStore(path: place.file)
        let target = try SQLiteStore(path: place.folder + "/moved.sqlite")
        try await target.write { try $0.put(setting: "secret", [1]) }

        let error = await #expect(throws: StoreError.self) { try await StoreCopy(from: source, to: target).run { _ in } }

        #expect(error?.reason.contains("not empty") == true)
        #expect(try await target.read { try $0.setting("secret") } == [1])
        try await source.close()
        try await target.close()
    }

    @Test("a source whose content is not what the log commits to is found out")
    func damaged() async throws {
        let place = try await told()
        try await DatabaseQueue(path: place.file).write {
            try $0.execute(sql: "UPDATE payloads SET bytes = x'7b7d' WHERE log = 'devices' AND idx = 3")
        }
        let source = try SQLiteStore(path: place.file)
        let target = try SQLiteStore(path: place.folder + "/moved.sqlite")

        let error = await #expect(throws: StoreError.self) { try await StoreCopy(from: source, to: target).run { _ in } }

        #expect(error?.code == .corrupt)
        try await source.close()
        try await target.close()
    }
}
