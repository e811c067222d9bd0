// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Edge
import Exchange
import Identifiers
import Ledger

/// Writes what was rebuilt: the text of the list, or the files that an edge hands to a register of files.
struct ReplayFiles {
    /// What is written.
    enum Format: String, CaseIterable {
        /// Full lists and deltas in the form of DIRBS.
        case dirbs
        /// The text of docs/list-format.md.
        case canonical
    }

    let folder: String
    let format: Format
    let spelling: IMEISpelling

    /// Writes the files.
    /// - Returns: their names.
    func write(_ outcome: ReplayRun.Outcome) throws -> [String] {
        try Files.makeFolder(folder)
        switch format {
        case .canonical:
            return try [outcome.earlier, outcome.state].compactMap(\.self).filter { $0.version > 0 }.map { state in
                let name = "\(state.list.list)-\(state.version).txt"
                try write([try state.list.text(origin: outcome.checkpoint.origin)], to: name)
                return name
            }
        case .dirbs: return try writeBlacklist(outcome)
        }
    }

    private func writeBlacklist(_ outcome: ReplayRun.Outcome) throws -> [String] {
        guard let name = ReplayFiles.name(at: outcome.state.moment) else {
            throw FileFailure(description: "The list is of \(outcome.state.moment), a year that a list of DIRBS cannot write.")
        }
        let rows = try ReplayFiles.rows(of: outcome.state)
        var names = [name.full]
        try write(rows, to: name.full)
        guard let earlier = outcome.earlier else { return names }
        var before = try ReplayFiles.rows(of: earlier)[...]
        var after = rows[...]
        var changes: [BlockListChange: [BlockListRow]] = [:]
        BlockListChange.each(
            from: { before.popFirst() }, to: { after.popFirst() }, do: { changes[$0, default: []].append($1) })
        let base = earlier.version == 0 ? BlockListName.nothing : Int(earlier.version)
        for change in BlockListChange.allCases {
            let file = name.delta(from: base, to: Int(outcome.state.version), change)
            try write(changes[change] ?? [], to: file)
            names.append(file)
        }
        return names
    }

    private static func rows(of state: ReplayRun.State) throws -> [BlockListRow] {
        try state.list.lines.compactMap { line in
            guard let imei = IMEI(digits: line.subject.utf8), line.status == "prohibited" else { return nil }
            guard let since = line.since else {
                throw ReplayFault(
                    .erased, "The log does not tell since when every device is listed: it was erased before days were kept.")
            }
            return BlacklistRow.row(of: imei, line.status, since: since, on: state.list.list)
        }
    }

    private static func name(at moment: Instant) -> BlockListName? {
        let digits = moment.description.utf8.filter { (0x30...0x39).contains($0) }
        return BlockListName(
            stamp: String(decoding: digits.prefix(8), as: UTF8.self) + "_"
                + String(decoding: digits.dropFirst(8).prefix(6), as: UTF8.self))
    }

    private func write(_ rows: [BlockListRow], to name: String) throws {
        let writer = BlockListWriter(spelling: spelling)
        let file = try FileSink("\(folder)/\(name)")
        try file.add { buffer throws(FileFailure) in writer.appendHeader(to: &buffer) }
        for row in rows {
            try file.add { buffer throws(FileFailure) in
                do throws(BlockListError) {
                    try writer.append(row, to: &buffer)
                } catch {
                    throw FileFailure(description: error.reason)
                }
            }
        }
        try file.finish()
    }

    private func write(_ pieces: [[UInt8]], to name: String) throws {
        let file = try FileSink("\(folder)/\(name)")
        for piece in pieces { try file.add { buffer throws(FileFailure) in buffer.append(contentsOf: piece) } }
        try file.finish()
    }
}
