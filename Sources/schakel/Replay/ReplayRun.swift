// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Rebuilds the versions of a list that are asked for, and proves the log that they come from.
struct ReplayRun {
    /// A list as it was at a version.
    struct State {
        let version: UInt64
        /// The time of the entry that is this version.
        let moment: Instant
        let list: ListReplay
    }

    /// What came of it.
    struct Outcome {
        /// The version that was asked for.
        let state: State
        /// The earlier one, when a delta was asked for.
        let earlier: State?
        let checkpoint: Checkpoint
        /// The newest version in the log.
        let newest: UInt64
        /// How many snapshots in the log have the digest of the rebuilt list.
        let agreed: Int
        let missing: [ErasedVersions]
    }

    let source: any ReplaySource
    let register: RegisterName
    let list: ListName
    let verifiers: [NoteVerifier]
    /// The version; nil for the newest.
    let version: UInt64?
    /// The earlier version from which a delta is wanted; 0 from nothing.
    let from: UInt64?

    /// Does it. Nothing that it returns is unproved.
    /// - Parameter progress: how many entries were read, of how many.
    func run(progress: (UInt64, UInt64) -> Void = { _, _ in }) async throws -> Outcome {
        guard let origin = verifiers.first(where: { $0.name.hasSuffix("/\(register)") })?.name else {
            throw ReplayFault(.absent, "None of the keys is of a log \(register): give that of the log with --key.")
        }
        var replay = LedgerReplay(register: register, list: list, origin: origin, audience: nil)
        var total: UInt64 = 0
        var kept: [UInt64: State] = [:]
        var base: (version: UInt64, text: [UInt8])?
        var hasAsked = false
        func keep(_ version: UInt64) {
            if let list = replay.list { kept[version] = State(version: version, moment: replay.moment, list: list) }
        }
        let note = try await source.read(list, of: register) { audience, size in
            replay = LedgerReplay(register: register, list: list, origin: origin, audience: audience)
            total = size
            if from == 0 { keep(0) }
        } take: { entry in
            let before = replay.version
            try replay.take(entry.leaf, entry.opening)
            progress(replay.range.size, max(total, replay.range.size))
            guard replay.version != before else { return }
            if replay.list == nil, !hasAsked {
                hasAsked = true
                base = try await source.snapshot(of: list, in: register)
            }
            if let text = base, text.version == replay.version, replay.list == nil { try replay.begin(with: text.text) }
            if replay.version == version || replay.version == from { keep(replay.version) }
        }
        let checkpoint = try Checkpoint(opening: SignedNote(parsing: Array(note.utf8)), by: verifiers)
        try replay.finish(at: checkpoint)
        if version == nil { keep(replay.version) }
        let wanted = try state(version ?? replay.version, in: kept, of: replay)
        let earlier = try from.map { try state($0, in: kept, of: replay) }
        return Outcome(
            state: wanted, earlier: earlier, checkpoint: checkpoint, newest: replay.version, agreed: replay.agreed,
            missing: replay.missing)
    }

    private func state(_ version: UInt64, in kept: [UInt64: State], of replay: LedgerReplay) throws(ReplayFault) -> State {
        if let state = kept[version] { return state }
        guard version <= replay.version else {
            throw ReplayFault(.absent, "The log has \(replay.version) versions of the list \(list), and not \(version).")
        }
        let lost = replay.missing.filter { $0.versions.lowerBound <= version }.map {
            let range = $0.versions
            let versions = range.count == 1 ? "version \(range.lowerBound)" : "versions \(range.lowerBound) to \(range.upperBound)"
            return "\(versions) by entry \($0.tombstone) (\($0.rule))"
        }
        throw ReplayFault(
            .erased,
            "Version \(version) cannot be rebuilt, for its content was erased: \(lost.joined(separator: ", ")). Ask for a later version."
        )
    }
}
