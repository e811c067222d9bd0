// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import GRDB
import Identifiers
import Ledger
import Logging
import Operations
import Testing

@testable import Edge

@Suite("An edge put together")
struct EdgeServiceTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func edge() throws -> EdgeService {
        let configuration = EdgeConfiguration(
            name: "rand-1", logKey: try HostileHub().signer.vkey, register: HostileHub.register, list: HostileHub.list,
            dataFolder: folder.path, serviceHost: "127.0.0.1", servicePort: 0, operationsHost: "127.0.0.1", operationsPort: 0,
            policy: AnswerPolicy())
        return try EdgeService(
            configuration: configuration, hub: HubConnection(to: "http://127.0.0.1:1", with: nil), party: PartyID("kvk:12345678"),
            logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }, exposition: { [] })
    }

    @Test("a second edge on the same folder is told so, and the folder is free when the first is gone")
    func second() throws {
        var first: EdgeService? = try edge()

        let failure = #expect(throws: FolderLock.Failure.self) { try edge() }
        #expect(failure?.isTaken == true && failure?.description.contains(folder.path) == true)
        withExtendedLifetime(first) {}
        first = nil

        #expect(throws: Never.self) { try edge() }
    }

    @Test("what the last run still had to erase is erased before anything is stated")
    func owed() throws {
        let file = folder.file("replica.sqlite")
        do {
            let store = try ReplicaStore(path: file)
            let position = try TrialEdge.following(HostileHub.sample()).applied
            try store.apply(
                [],
                kept: ReplicaStore.Kept(
                    position: position, verifiedAt: HostileHub.moment, delivered: HostileHub.moment, accepted: HostileHub.moment,
                    heard: HostileHub.moment, owesErasure: true))
        }

        let edge = try edge()

        let owes = try DatabaseQueue(path: file).read { try Bool.fetchOne($0, sql: "SELECT owes FROM position") }
        #expect(owes == false)
        withExtendedLifetime(edge) {}
    }

    @Test("a list whose file is damaged or gone is forgotten, not half served, and evidence stays", arguments: [true, false])
    func damaged(isThere: Bool) throws {
        let name: String
        do {
            let store = try ReplicaStore(path: folder.file("replica.sqlite"))
            let index = try DeviceIndex(in: folder.path, timekeeper: ManualTimekeeper(at: HostileHub.moment))
            let kept = ReplicaStore.Kept(
                position: try TrialEdge.following(HostileHub.sample()).applied, verifiedAt: HostileHub.moment,
                delivered: HostileHub.moment, accepted: HostileHub.moment)
            let changes = [DeviceChange(imei: try #require(IMEI(value: 1)), status: "prohibited")]
            try store.apply(changes, kept: kept)
            index.apply(changes, version: kept.position.version, verifiedAt: kept.verifiedAt)
            try ListKeeper(store: store, index: index, logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }).erase()
            try store.keepEvidence(.splitView, ours: "a", theirs: "b", at: HostileHub.moment)
            name = try #require(try store.holding().segment)
        }
        if isThere {
            try Data(repeating: 0x5A, count: 4_096).write(to: URL(fileURLWithPath: folder.file(name)))
        } else {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }

        let edge = try edge()

        let store = try ReplicaStore(path: folder.file("replica.sqlite"))
        #expect(try store.kept() == nil && store.holding().segment == nil && store.holding().changes.isEmpty)
        #expect(try edge.evidence().count == 1)
    }

    @Test("it tells what it holds against its hub, newest first, and so does its folder")
    func evidence() throws {
        let hub = try HostileHub.sample()
        let (ours, theirs) = try (hub.checkpoint(at: 7), hub.forked().checkpoint())
        do {
            let store = try ReplicaStore(path: folder.file("replica.sqlite"))
            try store.keepEvidence(.splitView, ours: "a", theirs: "b", at: HostileHub.moment)
            try store.keepEvidence(.splitView, ours: ours, theirs: theirs, at: HostileHub.moment + .seconds(1))
        }

        let edge = try edge()
        let evidence = try edge.evidence()

        #expect(evidence.count == 2 && evidence[0].ours == ours && evidence[0].theirs == theirs)
        #expect(evidence[0].sizes == [7, 12] && evidence[1].sizes == [nil, nil])
        #expect(evidence[0].code == "split-view" && evidence[0].telling == .waiting)
        #expect(try EdgeService.evidence(in: folder.path) == evidence)
    }
}
