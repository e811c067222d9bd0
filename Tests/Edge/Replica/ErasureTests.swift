// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Foundation
import GRDB
import Identifiers
import Ledger
import Logging
import Testing

@testable import Edge

@Suite("What was deleted cannot be read any more", .timeLimit(.minutes(10)))
struct ErasureTests {
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

    /// Applies changes on disk and in memory, as a follower does.
    private func apply(_ changes: [DeviceChange], owes: Bool = false) throws {
        let kept = try kept(owes: owes)
        try store.apply(changes, kept: kept)
        index.apply(changes, version: kept.position.version, verifiedAt: kept.verifiedAt)
    }

    private func change(_ device: UInt64, _ status: ListStatus?) throws -> DeviceChange {
        DeviceChange(imei: try #require(IMEI(value: device)), status: status)
    }

    private func kept(owes: Bool = false) throws -> ReplicaStore.Kept {
        let position = try TrialEdge.following(HostileHub.sample()).applied
        return ReplicaStore.Kept(
            position: position, verifiedAt: HostileHub.moment, delivered: HostileHub.moment, accepted: HostileHub.moment,
            owesErasure: owes)
    }

    /// The key as SQLite writes it: seven bits a byte, the highest first.
    private func key(_ device: UInt64) -> [UInt8] {
        var bytes = [UInt8(device & 0x7F)]
        var rest = device >> 7
        while rest > 0 {
            bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return bytes
    }

    /// In how many of the files some bytes stand.
    private func files(with bytes: [UInt8]) throws -> Int {
        try folder.contents.count { name in
            try Data(contentsOf: URL(fileURLWithPath: folder.file(name))).range(of: Data(bytes)) != nil
        }
    }

    @Test("keys and statuses of deleted rows are in no file, however many there were")
    func erased() throws {
        let devices = (0..<4_000).map { 35_209_900_176_148 + UInt64($0) * 7 }
        try apply(devices.map { try change($0, "zeldzame-stand") })
        try apply(devices.dropFirst(10).map { try change($0, nil) }, owes: true)
        try apply(devices.prefix(10).map { try change($0, "prohibited") }, owes: true)
        #expect(try files(with: Array("zeldzame-stand".utf8)) > 0, "the journal still has them")

        try keeper.erase()

        #expect(try files(with: Array("zeldzame-stand".utf8)) == 0)
        for device in devices { #expect(try files(with: key(device)) == 0, "\(device)") }
        let left = Dictionary(uniqueKeysWithValues: devices.prefix(10).map { ($0, EquipmentStatus.prohibited) })
        #expect(try store.listed(in: folder.path) == left)
        #expect(try store.kept()?.owesErasure == false)
    }

    @Test("a device that stood in a segment and was taken off is in no segment afterwards, and the former one is gone")
    func segments() throws {
        try apply([change(35_209_900_176_148, "prohibited"), change(35_209_900_176_149, "tracking")])
        try keeper.erase()
        let first = try #require(try store.holding().segment)
        try apply([change(35_209_900_176_148, nil)], owes: true)

        try keeper.erase()

        let second = try #require(try store.holding().segment)
        #expect(second != first && !folder.contents.contains(first) && folder.contents.contains(second))
        #expect(try store.listed(in: folder.path) == [35_209_900_176_149: .tracking])
        #expect(try store.holding().changes.isEmpty)
        let imei = try #require(IMEI(value: 35_209_900_176_148))
        #expect(index.status(of: imei) == nil && index.count == 1)
    }

    @Test("while another process reads the old rows nothing is said to be erased")
    func busy() throws {
        try apply([change(35_209_900_176_148, "prohibited")])
        try apply([change(35_209_900_176_148, nil)], owes: true)
        let other = try DatabaseQueue(path: folder.file("replica.sqlite"))
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM changed")
            #expect(throws: (any Error).self) { try keeper.erase() }
            try database.execute(sql: "COMMIT")
        }
        #expect(try store.kept()?.owesErasure == true)

        try other.close()
        try keeper.erase()

        #expect(try store.kept()?.owesErasure == false && files(with: key(35_209_900_176_148)) == 0)
    }

    @Test("a version that instructs to erase is stated only once it is done")
    func stated() async throws {
        var hub = try HostileHub.sample()
        try hub.enterTombstone([0..<3])
        let door = try await StreamDoor { [hub] from, _ in .ended(try hub.stream(from: from)) }
        let folder = try ScratchFolder()
        let follower = try TrialFollower(in: folder, trusting: hub)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.file("replica.sqlite"), configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN; SELECT count(*) FROM changed") }

        try await follower.follow(door) { $0.index.version == 8 && $0.standing.kept?.position.version == 8 }
        #expect(follower.standing.statable == nil && follower.standing.kept?.owesErasure == true)
        #expect(try follower.agrees(with: hub, at: 13), "what is listed serves meanwhile")

        try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try other.close()
        try await follower.follow(door) { $0.standing.statable?.version == 8 }

        #expect(try follower.store.kept()?.owesErasure == false)
        await door.close()
    }
}
