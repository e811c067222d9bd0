// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Foundation
import Ledger
import Logging
import PrivateChecks
import Store
import Testing

@testable import Hub

@Suite("The table of private checks")
struct PrivateCheckDeskTests {
    private let epoch = CheckEpoch(at: TrialHub.start.milliseconds)

    private func key() throws -> CheckKey {
        try CheckKey(secret: Array(repeating: 1, count: 32), origin: "hub.example/devices", list: "stolen", epoch: epoch)
    }

    private func build(_ hub: TrialHub) -> PrivateCheckBuild {
        PrivateCheckBuild(
            register: .devices, list: .stolen, tag: hub.core.secrets.tag(of: .list(.stolen, of: .devices)), store: hub.core.store)
    }

    private func shelf(_ hub: TrialHub, _ folder: String?) -> PrivateCheckShelf {
        PrivateCheckShelf(
            folder: folder, register: .devices, list: .stolen, tag: hub.core.secrets.tag(of: .list(.stolen, of: .devices)),
            store: hub.core.store)
    }

    private func desk(_ hub: TrialHub, _ folder: String? = nil) -> PrivateCheckDesk {
        PrivateCheckDesk(
            of: .stolen, in: .devices, store: hub.core.store, board: hub.core.board, secrets: hub.core.secrets,
            origin: "hub.example/devices", timekeeper: hub.clock, logger: TrialHub.logger, folder: folder)
    }

    private func outcomes(_ phones: [Int], _ key: CheckKey) throws -> [UInt8] {
        var table = CheckTable()
        for phone in phones { table.insert(try key.outcome(of: TrialAsker.phone(phone)), of: try TrialAsker.phone(phone)) }
        return table.encoded()
    }

    @Test("followed version by version it is the same as made in whole, after listings, releases and more")
    func same() async throws {
        try await TrialHub.run { hub in
            let (build, key) = (build(hub), try key())
            var followed = try await build.whole(epoch: epoch, key: key)
            #expect(followed.version == 0 && followed.table.count == 0)
            let second = try await hub.blocked(1, 2, 3)
            followed = try await build.brought(followed)
            #expect(try followed.table.encoded() == outcomes([1, 2, 3], key))
            _ = try await hub.blocked(2, 4)
            try #require(try await hub.propose("unblock", in: second.caseID).status == 201)
            followed = try await build.brought(followed)

            let whole = try await build.whole(epoch: epoch, key: key)
            #expect(followed.version == whole.version && followed.changed == whole.changed)
            #expect(followed.table.encoded() == whole.table.encoded())
            #expect(try whole.table.encoded() == outcomes([2, 4], key), "what another case holds stays")
            #expect(try await build.brought(whole).version == whole.version)
        }
    }

    @Test("when a change was erased before it was followed, the list is read in whole")
    func erased() async throws {
        try await TrialHub.run { hub in
            let (build, key) = (build(hub), try key())
            let empty = try await build.whole(epoch: epoch, key: key)
            _ = try await hub.blocked(1)
            let tag = build.tag
            try await hub.core.store.write { writer in
                let entry = try #require(try writer.entry(of: .devices, tag: tag, sequence: 1))
                #expect(try writer.erasePayloads(of: .devices, at: [entry.index]) == 1)
            }

            await #expect(throws: PrivateCheckBuild.Lost.self) { _ = try await build.brought(empty) }
            #expect(try await build.whole(epoch: epoch, key: key).table.encoded() == outcomes([1], key))
            let edition = try await desk(hub).edition(within: .seconds(5))
            #expect(edition.table.count == 1 && edition.version == 1)
        }
    }

    @Test("an edition that is ahead of the store is of another history")
    func ahead() async throws {
        try await TrialHub.run { hub in
            let build = build(hub)
            let ahead = PrivateCheckEdition(epoch: epoch, key: try key(), version: 5, changed: nil, table: CheckTable())

            await #expect(throws: PrivateCheckBuild.Lost.self) { _ = try await build.brought(ahead) }
        }
    }

    @Test("a table that was kept is used at the next start; damaged, of another key or of another history it is not")
    func kept() async throws {
        let place = try TrialPlace()
        let folder = place.folder + "-tables"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(1, 2)
            let first = desk(hub, folder)
            let edition = try await first.edition(within: .seconds(5))
            await first.stop()
            let file = "\(folder)/devices-stolen-\(epoch.number).table"
            let bytes = try Data(contentsOf: URL(filePath: file))
            #expect(bytes.range(of: Data(TrialHub.subject(1).utf8)) == nil)

            let read = try #require(try await shelf(hub, folder).edition(of: epoch, key: edition.key))
            #expect(read.version == edition.version && read.changed == edition.changed)
            #expect(read.table.encoded() == edition.table.encoded())
            #expect(try await shelf(hub, folder).edition(of: epoch.next, key: edition.key) == nil)
            #expect(try await shelf(hub, folder).edition(of: epoch, key: try key()) == nil)
            #expect(try await shelf(hub, nil).edition(of: epoch, key: edition.key) == nil)
            for place in [0, 30, 120, 400, bytes.count - 1] {
                var damaged = bytes
                damaged[place] ^= 1
                try damaged.write(to: URL(filePath: file))
                let read = try await shelf(hub, folder).edition(of: epoch, key: edition.key)
                #expect(read == nil, "byte \(place)")
            }
            try bytes.write(to: URL(filePath: file))
            try await TrialHub.run { other in
                _ = try await other.blocked(1)
                #expect(try await shelf(other, folder).edition(of: epoch, key: edition.key) == nil)
            }
            shelf(hub, folder).forget(before: epoch.next)
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test("the table of the next epoch is made before it begins, and the former one goes")
    func coming() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let desk = desk(hub)
            let first = try await desk.edition(within: .seconds(5))
            hub.clock.set(to: Instant(milliseconds: epoch.end) - .hours(1))
            await desk.keepUp()
            await desk.rest()
            hub.clock.set(to: Instant(milliseconds: epoch.end))

            // It is there at once: nobody waits.
            let next = try await desk.edition(within: .zero)
            #expect(next.epoch == epoch.next && next.key.publicKey != first.key.publicKey)
            #expect(next.table.count == 1)
            await desk.keepUp()
            await desk.rest()
            #expect(await desk.epochs == [epoch.next])
        }
    }

    @Test("before the first table is ready a question is told to come back")
    func notReady() async throws {
        try await TrialHub.run { hub in
            let desk = desk(hub)
            await desk.stop()

            let problem = await #expect(throws: Problem.self) { _ = try await desk.edition(within: .milliseconds(20)) }
            #expect(problem?.status == 503 && problem?.code == "not-ready" && problem?.retryAfter == 10)
        }
    }
}
