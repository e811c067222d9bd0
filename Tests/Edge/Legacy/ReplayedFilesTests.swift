// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Foundation
import Identifiers
import Ledger
import ListedDevices
import Logging
import Testing

@testable import Edge

@Suite("Files of edges and of the ledger", .timeLimit(.minutes(10)))
struct ReplayedFilesTests {
    /// An edge with a folder of its own, which takes batches and makes a run after each.
    private final class FilingEdge {
        let folder: ScratchFolder
        let runs: ScratchFolder
        let store: ReplicaStore
        let index: DeviceIndex
        let keeper: ListKeeper
        let legacy: LegacyFolder
        var machine: TrialEdge
        private var made: [LegacyRun] = []
        private let clock: Instant

        /// - Parameter ahead: how far its own clock is ahead of the hub's.
        init(trusting hub: HostileHub, ahead: Span) throws {
            folder = try ScratchFolder()
            runs = try ScratchFolder()
            store = try ReplicaStore(path: folder.file("replica.sqlite"))
            clock = HostileHub.moment + ahead
            index = try DeviceIndex(in: folder.path, timekeeper: ManualTimekeeper(at: clock))
            keeper = ListKeeper(store: store, index: index, logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() })
            legacy = try LegacyFolder(opening: runs.path, for: "hub.example/devices/stolen")
            machine = TrialEdge(trusting: hub)
        }

        private func kept(_ position: FollowPosition) -> ReplicaStore.Kept {
            ReplicaStore.Kept(position: position, verifiedAt: clock, delivered: clock, accepted: clock)
        }

        /// Follows the hub to its end.
        func follow(_ hub: HostileHub) throws {
            let before = machine.batches
            try machine.follow(hub.stream(from: machine.applied.range.size))
            guard machine.batches > before, let batch = machine.last else { return }
            let changes = try DeviceChange.changes(in: batch.listings)
            try store.apply(changes, kept: kept(batch.position))
            index.apply(changes, version: batch.position.version, verifiedAt: clock)
        }

        /// Takes the text of a snapshot in place of what came before.
        func take(_ text: [UInt8], at position: FollowPosition, of hub: HostileHub) throws {
            var reader = ListTextReader()
            let lines = try reader.read(text)
            try keeper.replace(kept: kept(position)) { writer in
                for line in lines {
                    let imei = try #require(IMEI(digits: line.subject.utf8))
                    try writer.add(ListedDevice(imei: imei, status: ListedStatus(line.status), since: ListedDay(line.since)))
                }
            }
            machine = TrialEdge(trusting: hub, from: position)
        }

        /// Makes a run.
        /// - Returns: the bytes of its files, by what they are of: nil for the full list, else the earlier version and the change.
        func run(at version: UInt64) throws -> [String: String] {
            let composer = LegacyComposer(source: ServedList(index: index), list: "stolen", spelling: .digits, mustStop: { false })
            let number = (made.last?.number ?? 0) + 1
            let run = try #require(
                try composer.compose(number, at: clock + .seconds(number), deltasFrom: made, in: legacy))
            #expect(run.version == version)
            var files: [String: String] = ["full": try runs.text("\(run.folder)/\(run.name.full)")]
            for base in made {
                for change in BlockListChange.allCases {
                    let name = run.name.delta(from: base.number, to: run.number, change)
                    files["\(base.version) \(change)"] = try runs.text("\(run.folder)/\(name)")
                }
            }
            made.append(run)
            return files
        }
    }

    /// Reports, releases, a device that comes back, one that is only tracked and one that becomes blocked, over several days.
    private func hub() throws -> HostileHub {
        var hub = try HostileHub()
        hub.pace = .hours(9)
        try hub.list([35_209_900_176_148: "prohibited", 35_209_900_176_149: "tracking"])
        try hub.enterForOthers()
        try hub.list([1: "prohibited", 49_015_420_323_751: "prohibited"])
        try hub.list([:], released: [1])
        try hub.enterForOthers()
        try hub.list([35_209_900_176_149: "prohibited"])
        try hub.list([1: "prohibited"], released: [35_209_900_176_148])
        try hub.list([99_999_999_999_999: "prohibited"])
        return hub
    }

    private func replayed(_ hub: HostileHub, _ size: Int) throws -> LedgerReplay {
        var replay = LedgerReplay(
            register: HostileHub.register, list: HostileHub.list, origin: HostileHub.origin, audience: HostileHub.audience)
        for entry in hub.entries.prefix(size) {
            let isOurs = entry.leaf.audience == HostileHub.audience
            try replay.take(entry.leaf, isOurs ? .init(salt: entry.salt, payload: entry.payload) : nil)
        }
        return replay
    }

    /// The blacklist that the ledger gives.
    private func rows(_ replay: LedgerReplay) throws -> [BlockListRow] {
        try #require(replay.list).lines.compactMap { line in
            try BlacklistRow.row(
                of: #require(IMEI(digits: line.subject.utf8)), line.status, since: #require(line.since), on: HostileHub.list)
        }
    }

    private func text(_ rows: [BlockListRow]) throws -> String {
        let writer = BlockListWriter()
        var buffer: [UInt8] = []
        writer.appendHeader(to: &buffer)
        for row in rows { try writer.append(row, to: &buffer) }
        return String(decoding: buffer, as: UTF8.self)
    }

    @Test(
        "at every version an edge that followed from the start, one whose clock is wrong, and one that came by a snapshot give the bytes that the ledger gives"
    )
    func sameBytes() throws {
        let hub = try hub()
        let old = try FilingEdge(trusting: hub, ahead: .zero)
        let wrong = try FilingEdge(trusting: hub, ahead: .days(400))
        let late = try FilingEdge(trusting: hub, ahead: .hours(1))
        var history: [(version: UInt64, rows: [BlockListRow])] = []
        var compared = 0
        for size in 1...Int(hub.size) where hub.entries[size - 1].leaf.audience == HostileHub.audience {
            let now = hub.prefix(size)
            let replay = try replayed(hub, size)
            var edges = [old, wrong]
            for edge in edges { try edge.follow(now) }
            if replay.version == 3 {
                let text = try #require(replay.list).text(origin: HostileHub.origin)
                try late.take(text, at: old.machine.applied, of: hub)
            }
            if replay.version >= 3 {
                try late.follow(now)
                edges.append(late)
            }
            let full = try text(rows(replay))
            for edge in edges {
                let files = try edge.run(at: replay.version)
                #expect(files["full"] == full, "version \(replay.version)")
                for (earlier, before) in history {
                    guard files["\(earlier) blocked"] != nil else { continue }
                    var (from, to) = (before[...], try rows(replay)[...])
                    var changes: [BlockListChange: [BlockListRow]] = [:]
                    BlockListChange.each(
                        from: { from.popFirst() }, to: { to.popFirst() }, do: { changes[$0, default: []].append($1) })
                    for change in BlockListChange.allCases {
                        #expect(try files["\(earlier) \(change)"] == text(changes[change] ?? []), "\(earlier) to \(replay.version)")
                        compared += 1
                    }
                }
            }
            history.append((replay.version, try rows(replay)))
        }
        #expect(compared > 60, "deltas between all pairs of versions: \(compared)")
        #expect(try text(rows(replayed(hub, Int(hub.size)))).contains("00000000000001,20261123,"), "it came back on another day")
    }
}
