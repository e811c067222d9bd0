// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import EquipmentIdentity
import Exchange
import Identifiers
import Ledger
import ListedDevices
import Synchronization

/// Writes one run: the full list, and a delta from every earlier run that is kept.
///
/// Its rows are those of ``BlacklistRow``: they follow from the version of the list alone, so that everybody who has the ledger can make
/// the same bytes.
struct LegacyComposer {
    let source: any ListedDevicesSource
    let list: ListName
    let spelling: IMEISpelling
    /// Whether to give up: the edge stops.
    let mustStop: @Sendable () -> Bool

    /// The edge stops while a run is made; nothing of it stays.
    struct Stopped: Error {}

    /// How many devices are written between two looks at whether to stop.
    private static let stride = 8_192

    /// Makes the next run.
    /// - Parameters:
    ///   - number: its number.
    ///   - now: its moment.
    ///   - bases: earlier runs from which there are deltas, oldest first; when there is none, from nothing.
    ///   - folder: where it is made.
    /// - Returns: nil when there is no list yet.
    func compose(
        _ number: Int, at now: Instant, deltasFrom bases: [LegacyRun], in folder: LegacyFolder
    ) throws -> LegacyRun? {
        try folder.make { place in
            guard let name = LegacyRun.name(at: now) else {
                throw LegacyError(.folder, "It is \(now) here, a year that a list cannot write: set the clock.")
            }
            guard let (version, count) = try writeFull(to: "\(place)/\(name.full)") else { return nil }
            guard let run = LegacyRun(number: number, version: version, at: now, devices: count) else { return nil }
            for base in bases { try writeDelta(from: base, in: folder, to: run, at: place) }
            if bases.isEmpty { try writeDelta(from: nil, in: folder, to: run, at: place) }
            let manifest = try DurableFile(making: "\(place)/\(LegacyRun.manifest)")
            manifest.buffer = run.json(of: folder.origin, bases: bases.map(\.number)).canonical() + [UInt8(ascii: "\n")]
            try manifest.finish()
            return run
        }
    }

    private func writeFull(to path: String) throws -> (version: UInt64, count: Int)? {
        let writer = BlockListWriter(spelling: spelling)
        let file = try DurableFile(making: path)
        writer.appendHeader(to: &file.buffer)
        var count = 0
        let version = try source.eachInOrder { value, status, since in
            guard ListedStatus(status) == .prohibited, let imei = IMEI(value: value) else { return }
            guard let since else { throw LegacyComposer.undated }
            guard let row = BlacklistRow.row(of: imei, status, since: since, on: list) else { return }
            try writer.append(row, to: &file.buffer)
            try file.flush()
            count += 1
            if count.isMultiple(of: LegacyComposer.stride), mustStop() { throw Stopped() }
        }
        guard let version else { return nil }
        try file.finish()
        return (version, count)
    }

    /// The list comes from an edge, or a hub, of before the log's days were kept.
    private static let undated = LegacyError(
        .undated,
        "The list of this edge does not tell since when its devices are listed, so no file is made: stop the edge, remove replica.sqlite and start it, and it takes the list anew."
    )

    private func writeDelta(from base: LegacyRun?, in folder: LegacyFolder, to run: LegacyRun, at place: String) throws {
        let writer = BlockListWriter(spelling: spelling)
        let old = try base.map { try ListedFile(of: $0, in: folder) }
        let new = try ListedFile(at: "\(place)/\(run.name.full)", count: run.devices)
        var files: [BlockListChange: DurableFile] = [:]
        for change in BlockListChange.allCases {
            let name = run.name.delta(from: base?.number ?? BlockListName.nothing, to: run.number, change)
            let file = try DurableFile(making: "\(place)/\(name)")
            writer.appendHeader(to: &file.buffer)
            files[change] = file
        }
        var count = 0
        try BlockListChange.each(
            from: { () throws(any Error) in try old?.next() }, to: { () throws(any Error) in try new.next() },
            do: { change, row throws(any Error) in
                guard let file = files[change] else { return }
                try writer.append(row, to: &file.buffer)
                try file.flush()
                count += 1
                if count.isMultiple(of: LegacyComposer.stride), mustStop() { throw Stopped() }
            })
        for change in BlockListChange.allCases { try files[change]?.finish() }
    }
}

/// The full list of a run, row by row. It must have as many as the run says.
final class ListedFile {
    private let file: PlainFile
    private let path: String
    private let expected: Int
    private var reader = BlockListReader()
    private var count = 0
    private var isRead = false

    init(at path: String, count: Int) throws(LegacyError) {
        file = try PlainFile(reading: path)
        self.path = path
        expected = count
    }

    convenience init(of run: LegacyRun, in folder: LegacyFolder) throws(LegacyError) {
        try self.init(at: folder.fullList(of: run), count: run.devices)
    }

    /// The next row; nil at the end.
    /// - Throws: `damaged` when the file is not what was written.
    func next() throws(LegacyError) -> BlockListRow? {
        while true {
            let row: BlockListRow?
            do {
                row = try reader.next()
            } catch {
                throw damaged(error.reason)
            }
            if let row {
                count += 1
                return row
            }
            guard !isRead else {
                guard count == expected else { throw damaged("It has \(count) rows, not \(expected).") }
                return nil
            }
            let bytes = try file.next()
            if bytes.isEmpty {
                isRead = true
                reader.end()
            } else {
                reader.append(bytes)
            }
        }
    }

    private func damaged(_ reason: String) -> LegacyError {
        LegacyError(.damaged, "The list \(path) is not what was written, so its run is not used any more: \(reason)")
    }
}
