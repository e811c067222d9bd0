// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import GRDB
import Identifiers
import Ledger
import Testing

@testable import Edge

@Suite("What an edge keeps on disk")
struct ReplicaStoreTests {
    private let folder: ScratchFolder
    private let now = Instant(milliseconds: 1_795_230_500_123)

    init() throws { folder = try ScratchFolder() }

    private var file: String { folder.file("replica.sqlite") }

    private func change(_ device: UInt64, _ status: ListStatus?) throws -> DeviceChange {
        DeviceChange(imei: try #require(IMEI(value: device)), status: status)
    }

    private func kept(_ hub: HostileHub, at size: Int) throws -> ReplicaStore.Kept {
        let position = try TrialEdge.following(hub.prefix(size)).applied
        return ReplicaStore.Kept(position: position, verifiedAt: now, delivered: now - .seconds(2), accepted: now - .seconds(1))
    }

    private func listed(_ store: ReplicaStore) throws -> [UInt64: EquipmentStatus] { try store.listed(in: folder.path) }

    @Test("at the first start nothing is kept")
    func fresh() throws {
        let store = try ReplicaStore(path: file)

        #expect(try store.kept() == nil && listed(store).isEmpty)
    }

    @Test("list and position are there again after a restart, in every place a log can have", arguments: 0...12)
    func restart(size: Int) throws {
        let hub = try HostileHub.sample()
        let kept = try kept(hub, at: size)
        do {
            let store = try ReplicaStore(path: file)
            try store.apply(hub.devices(at: UInt64(size)).map { try change($0.key, $0.value) }, kept: kept)
        }

        let store = try ReplicaStore(path: file)
        let found = try #require(try store.kept())

        #expect(found.position == kept.position && found.position.range.root == hub.range(at: UInt64(size)).root)
        #expect(found.verifiedAt == kept.verifiedAt && found.delivered == kept.delivered && found.accepted == kept.accepted)
        #expect(try listed(store) == hub.statuses(at: UInt64(size)))
    }

    @Test("what was kept is enough to go on from")
    func goingOn() throws {
        let hub = try HostileHub.sample()
        let store = try ReplicaStore(path: file)
        try store.apply([], kept: kept(hub, at: 7))

        var edge = TrialEdge(trusting: hub, from: try #require(try store.kept()).position)
        try edge.follow(hub.stream(from: 7))

        #expect(edge.applied.range == hub.range(at: 12) && edge.applied.version == 7)
    }

    @Test("within a batch the last change of a device counts")
    func changes() throws {
        let store = try ReplicaStore(path: file)
        let kept = try kept(HostileHub.sample(), at: 1)

        try store.apply(
            [change(1, "prohibited"), change(2, "tracking"), change(1, nil), change(2, "greylisted"), change(9, nil)], kept: kept)
        #expect(try listed(store) == [2: .tracking])

        try store.apply([change(2, nil), change(99_999_999_999_999, "prohibited"), change(0, "x")], kept: kept)
        #expect(try listed(store) == [99_999_999_999_999: .prohibited, 0: .tracking])
    }

    @Test("a batch whose position cannot be written leaves no change behind")
    func atomic() throws {
        let hub = try HostileHub.sample()
        let store = try ReplicaStore(path: file)
        let before = try kept(hub, at: 1)
        try store.apply([change(1, "prohibited")], kept: before)
        try DatabaseQueue(path: file).write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refusal BEFORE INSERT ON position WHEN NEW.size > 1 BEGIN SELECT RAISE(ABORT, 'disk full'); END
                    """)
        }

        #expect(throws: DatabaseError.self) { try store.apply([change(2, "prohibited"), change(1, nil)], kept: kept(hub, at: 7)) }

        #expect(try listed(store) == [1: .prohibited])
        #expect(try store.kept()?.position == before.position)
    }

    @Test("a confirmation changes the moment and nothing else")
    func touch() throws {
        let hub = try HostileHub.sample()
        let store = try ReplicaStore(path: file)
        var kept = try kept(hub, at: 7)
        try store.apply([change(1, "prohibited")], kept: kept)

        kept.verifiedAt = now + .minutes(5)
        try store.touch(kept)

        let found = try #require(try ReplicaStore(path: file).kept())
        #expect(found.verifiedAt == now + .minutes(5) && found.position == kept.position && found.delivered == kept.delivered)
        #expect(try listed(store) == [1: .prohibited])
    }

    @Test("a file whose right edge does not fit its size is refused, not followed on", arguments: [-1, 6, 8, Int64.max])
    func damagedPosition(size: Int64) throws {
        let hub = try HostileHub.sample()
        try ReplicaStore(path: file).apply([], kept: kept(hub, at: 7))
        try DatabaseQueue(path: file).write { try $0.execute(sql: "UPDATE position SET size = ?", arguments: [size]) }

        #expect(throws: LedgerError.self) { try ReplicaStore(path: file).kept() }
    }

    @Test("a hash that is cut short is refused")
    func damagedHashes() throws {
        let hub = try HostileHub.sample()
        try ReplicaStore(path: file).apply([], kept: kept(hub, at: 7))
        try DatabaseQueue(path: file).write { try $0.execute(sql: "UPDATE position SET hashes = substr(hashes, 1, 95)") }

        #expect(throws: LedgerError.self) { try ReplicaStore(path: file).kept() }
    }

    @Test("the index is filled from what was kept, with its age")
    func load() throws {
        let timekeeper = ManualTimekeeper(at: now + .hours(2))
        let store = try ReplicaStore(path: file)
        let kept = try kept(HostileHub.sample(), at: 7)
        try store.apply([change(1, "prohibited"), change(2, "unheard-of")], kept: kept)

        let index = try DeviceIndex(in: folder.path, holding: store.holding(), kept: kept, timekeeper: timekeeper)

        #expect(try index.status(of: change(1, nil).imei) == .prohibited && index.status(of: change(2, nil).imei) == .tracking)
        #expect(index.count == 2)
        #expect(index.freshness == .list(version: 4, ageMilliseconds: 7_200_000))
    }

    @Test("a file in a folder that is not there is refused")
    func noFolder() {
        #expect(throws: DatabaseError.self) { try ReplicaStore(path: folder.file("absent/replica.sqlite")) }
    }
}
