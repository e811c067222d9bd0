// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Foundation
import Ledger
import Logging
import Synchronization

@testable import Edge

/// A list that can be changed at will.
final class TrialList: ListedDevicesSource {
    private struct Listed {
        var version: UInt64?
        var devices: [UInt64: (status: ListStatus, since: CivilDate?)] = [:]
    }
    private let state = Mutex(Listed())

    /// The list becomes this one: what is new on it is there since the day of a moment, or since nobody knows when.
    func set(_ devices: [UInt64: ListStatus], version: UInt64, at moment: Instant?) {
        state.withLock { state in
            let before = state.devices
            state.version = version
            state.devices = [:]
            for (device, status) in devices {
                let kept = before[device].flatMap { $0.status == status ? $0 : nil }
                state.devices[device] = kept ?? (status, moment.map { DutchTime.date(of: $0) })
            }
        }
    }

    func eachInOrder(_ body: (UInt64, ListStatus, CivilDate?) throws -> Void) throws -> UInt64? {
        let listed = state.withLock { $0 }
        guard let version = listed.version else { return nil }
        for (device, row) in listed.devices.sorted(by: { $0.key < $1.key }) { try body(device, row.status, row.since) }
        return version
    }
}

/// A desk over a list, a folder and a clock of the test's own.
final class LegacyTrial {
    static let start = Instant(milliseconds: 1_795_230_500_000)  // 2026-11-21T03:08:20Z

    let folder: ScratchFolder
    let list = TrialList()
    let standing = EdgeStanding()
    let legacy: LegacyStanding
    let timekeeper = ManualTimekeeper(at: LegacyTrial.start)
    let desk: LegacyDesk
    let stop = LegacyService.Stop()
    var course = LegacyDesk.Course()

    init(_ change: (inout LegacyConfiguration) -> Void = { _ in }) throws {
        folder = try ScratchFolder()
        var configuration = LegacyConfiguration(folder: folder.path)
        change(&configuration)
        legacy = LegacyStanding(configuration)
        desk = LegacyDesk(
            source: list, list: "stolen", origin: "hub.example/devices/stolen", standing: standing, legacy: legacy,
            timekeeper: timekeeper, logger: Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() },
            mustStop: { [stop] in stop.isSet })
        standing.noteMeasure(MeasureID(stored: "devices/stolen/oin:00000000000000000000"), origin: "hub.example/devices")
    }

    /// A version comes into force, now.
    func publish(_ version: UInt64, _ devices: [UInt64: ListStatus], hasDays: Bool = true) {
        let now = timekeeper.now()
        list.set(devices, version: version, at: hasDays ? now : nil)
        let position = FollowPosition(range: CompactRange(), version: version, checkpoint: "note")
        standing.noteKept(ReplicaStore.Kept(position: position, verifiedAt: now, delivered: now, accepted: now), active: now)
    }

    /// Time passes, and the desk does what is due.
    func step(after span: Span = .zero) throws {
        timekeeper.advance(by: span)
        try desk.step(&course)
    }

    /// A new version, and its run.
    func run(_ version: UInt64, _ devices: [UInt64: ListStatus]) throws {
        publish(version, devices)
        try step()
        try step(after: .seconds(6))
    }

    /// The names of the runs' folders.
    var runs: [String] { folder.contents.filter { $0.hasPrefix("listgen__") } }

    /// The numbers of the runs.
    var numbers: [Int] { runs.compactMap { $0.split(separator: "_").last.flatMap { Int($0) } }.sorted() }

    /// The folder of a run.
    func place(_ run: Int) -> String { runs.first { $0.hasSuffix("runid_\(run)") } ?? "missing-\(run)" }

    /// The rows of a file of a run, named by its end; nil when it is not there.
    func rows(_ run: Int, _ end: String) throws -> [String]? {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.file(place(run)))
        guard let name = files.first(where: { $0.hasSuffix(end) }) else { return nil }
        let lines = try folder.text("\(place(run))/\(name)").components(separatedBy: "\r\n")
        return Array(lines.dropFirst().dropLast())
    }

    /// The importing side says something.
    func say(_ text: String, of run: Int) throws {
        try Data(text.utf8).write(to: URL(filePath: folder.file("\(run).result")))
    }

    var carriedOut: Int? { standing.statable?.carriedOut?.version }
}
