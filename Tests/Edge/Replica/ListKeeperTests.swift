// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Foundation
import GRDB
import Identifiers
import ListedDevices
import Logging
import Segments
import Testing

@testable import Edge

@Suite("Writing the list anew", .timeLimit(.minutes(10)))
struct ListKeeperTests {
    private let folder: ScratchFolder
    private let store: ReplicaStore
    private let index: DeviceIndex
    private let keeper: ListKeeper

    init() throws {
        folder = try ScratchFolder()
        store = try ReplicaStore(path: folder.file("replica.sqlite"))
        index = try DeviceIndex(in: folder.path, timekeeper: ManualTimekeeper(at: HostileHub.moment))
        keeper = ListKeeper(store: store, index: index, logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() })
    }

    private func kept(_ version: UInt64) throws -> ReplicaStore.Kept {
        var position = try TrialEdge.following(HostileHub.sample()).applied
        position.version = version
        return ReplicaStore.Kept(
            position: position, verifiedAt: HostileHub.moment, delivered: HostileHub.moment, accepted: HostileHub.moment)
    }

    private func apply(_ changes: [(UInt64, ListStatus?)], version: UInt64) throws {
        let changes = try changes.map { DeviceChange(imei: try #require(IMEI(value: $0.0)), status: $0.1) }
        let kept = try kept(version)
        try store.apply(changes, kept: kept)
        index.apply(changes, version: version, verifiedAt: kept.verifiedAt)
        keeper.compactIfDue()
    }

    private func status(_ device: UInt64) throws -> EquipmentStatus? { index.status(of: try #require(IMEI(value: device))) }

    @Test("many changes become a segment while others come in, and a restart finds exactly the list")
    func compaction() async throws {
        let many = UInt64(ListKeeper.limit(of: 0))
        try apply((0..<many).map { (35_000_000_000_000 + $0 * 3, "prohibited") }, version: 1)
        var version: UInt64 = 1
        while try store.holding().segment == nil, version < 5_000 {
            version += 1
            let device = 35_000_000_000_000 + version * 3
            try apply([(device, nil), (device + 1, "tracking")], version: version)
            #expect(try status(device) == nil && status(device + 1) == .tracking)
            try await Task.sleep(for: .milliseconds(1))
        }

        let held = try store.holding()
        let found = try store.listed(in: folder.path)
        #expect(held.segment != nil && held.changes.count < Int(many))
        #expect(found.count == index.count && index.count == Int(many))
        for changed in 2...version {
            let device = 35_000_000_000_000 + changed * 3
            #expect(found[device] == nil && found[device + 1] == .tracking)
        }
    }

    @Test("a list that comes in place of another leaves nothing of it, on disk and in memory")
    func replacement() throws {
        try apply([(1, "prohibited"), (2, "prohibited")], version: 1)
        try keeper.erase()
        try apply([(3, "prohibited")], version: 2)

        try keeper.replace(kept: kept(9)) { writer in
            for device in [UInt64(2), 7] {
                try writer.add(ListedDevice(imei: #require(IMEI(value: device)), status: .tracking))
            }
        }

        #expect(try store.listed(in: folder.path) == [2: .tracking, 7: .tracking])
        #expect(try status(1) == nil && status(2) == .tracking && status(3) == nil && index.count == 2 && index.version == 9)
        #expect(try store.kept()?.position.version == 9)
        #expect(folder.contents.filter { $0.hasSuffix(".segment") }.count == 1)
    }

    @Test("a replacement that fails half-way, or cannot be kept, leaves the list as it was and no file behind")
    func failedReplacement() throws {
        try apply([(1, "prohibited")], version: 1)
        struct Failure: Error {}

        #expect(throws: Failure.self) {
            try keeper.replace(kept: kept(9)) { writer in
                try writer.add(ListedDevice(imei: #require(IMEI(value: 7)), status: .tracking))
                throw Failure()
            }
        }
        try DatabaseQueue(path: folder.file("replica.sqlite")).write { database in
            try database.execute(
                sql: "CREATE TRIGGER refusal BEFORE INSERT ON segment BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        }
        #expect(throws: DatabaseError.self) {
            try keeper.replace(kept: kept(9)) { try $0.add(ListedDevice(imei: #require(IMEI(value: 7)), status: .tracking)) }
        }

        #expect(try status(1) == .prohibited && status(7) == nil && index.version == 1)
        #expect(try store.listed(in: folder.path) == [1: .prohibited])
        #expect(folder.contents.filter { $0.contains(".segment") }.isEmpty)
    }

    @Test("of a crash between any two steps nothing is left but the list, with all that was applied", arguments: 0...2)
    func crash(after step: Int) throws {
        try apply([(1, "prohibited"), (2, "prohibited")], version: 1)
        try keeper.erase()
        try apply([(1, nil), (3, "tracking")], version: 2)

        let draft = try index.devices.compact()
        if step > 0 { try store.adopt(draft.name, upTo: draft.version) }
        if step > 1 { _ = try index.devices.adopt(draft) }
        let again = try DeviceIndex(
            in: folder.path, holding: store.holding(), kept: store.kept(), timekeeper: ManualTimekeeper(at: HostileHub.moment))

        #expect(again.count == 2 && again.version == 2)
        #expect(try store.listed(in: folder.path) == [2: .prohibited, 3: .tracking])
        #expect(folder.contents.filter { $0.contains(".segment") }.count == 1, "\(folder.contents)")
    }
}
