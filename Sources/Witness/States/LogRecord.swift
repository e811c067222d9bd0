// SPDX-License-Identifier: EUPL-1.2

import Ledger
import NIOPosix

/// What a witness knows of one log. One request at a time is decided, kept and answered, in this order: of two at once one wins,
/// and none goes back.
actor LogRecord {
    /// An answer to a request, with the cosignature when there is one.
    struct Answer: Sendable {
        let outcome: WitnessOutcome
        let cosignature: NoteSignature?
    }

    /// The most requests that wait for their turn.
    static let mostWaiting = 64

    let origin: String
    private let logs: KnownLogs
    private let keys: [NoteVerifier]
    private let signer: WitnessSigner
    private let file: StateFile
    private let seconds: @Sendable () -> UInt64
    private var kept: KeptCheckpoint?
    /// Whether a write failed, so that the disk may hold the former checkpoint or the new one.
    private var isUncertain = false
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Reads what was kept of a log.
    /// - Throws: `WitnessError` `folder` or `damaged`.
    init(
        origin: String, logs: KnownLogs, signer: WitnessSigner, folder: String, seconds: @escaping @Sendable () -> UInt64
    ) throws(WitnessError) {
        self.origin = origin
        self.logs = logs
        keys = logs.keys(of: origin) ?? []
        self.signer = signer
        self.seconds = seconds
        file = StateFile(folder: folder, name: KnownLogs.hash(of: origin))
        file.removeLeftover()
        kept = try Self.read(file, origin: origin, keys: keys, witness: signer.verifier)
    }

    /// The last checkpoint, with the signatures of the log and of this witness.
    var checkpoint: KeptCheckpoint? { isUncertain ? nil : kept }

    /// Whether the last write went well.
    var isHealthy: Bool { !isUncertain }

    /// Decides about a request, keeps what is cosigned, and only then hands out the cosignature.
    /// - Throws: `WitnessError` when it could not be kept, or too many wait; then there is no cosignature.
    func add(_ request: AddCheckpointRequest) async throws -> Answer {
        // Whoever is not the log does not wait in its row.
        let first = WitnessDecider.decide(request, logs: logs, state: nil)
        switch first {
        case .unknownLog, .unsigned, .malformed: return Answer(outcome: first, cosignature: nil)
        case .cosign, .conflict, .inconsistent: break
        }
        try await enter()
        defer { leave() }
        if isUncertain {
            kept = try Self.read(file, origin: origin, keys: keys, witness: signer.verifier)
            isUncertain = false
        }
        let outcome = WitnessDecider.decide(request, logs: logs, state: kept?.state)
        guard case .cosign(let checkpoint, let note) = outcome else { return Answer(outcome: outcome, cosignature: nil) }
        // The time never goes back, or a later word would contradict an earlier one.
        let time = max(seconds(), kept?.state.time ?? 0)
        if let kept, kept.state == WitnessState(checkpoint: checkpoint, time: time), let own = ownSignature(of: kept) {
            return Answer(outcome: outcome, cosignature: own)
        }
        let signature = try signer.cosign(note.text, at: time)
        let fresh = KeptCheckpoint(
            note: try note.adding(signature), state: WitnessState(checkpoint: checkpoint, time: time))
        do {
            try await NIOThreadPool.singleton.runIfActive { [file] in try file.write(fresh.note.bytes) }
        } catch {
            isUncertain = true
            throw error
        }
        kept = fresh
        return Answer(outcome: outcome, cosignature: signature)
    }

    private func ownSignature(of kept: KeptCheckpoint) -> NoteSignature? {
        kept.note.signatures.first { signer.verifier.made($0) }
    }

    private func enter() async throws(WitnessError) {
        guard isTaken else {
            isTaken = true
            return
        }
        guard waiting.count < Self.mostWaiting else {
            throw WitnessError(.crowded, "Too many requests about the log \(origin) wait: send one at a time.")
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().resume() }
        isTaken = false
    }

    private static func read(
        _ file: StateFile, origin: String, keys: [NoteVerifier], witness: WitnessVerifier
    ) throws(WitnessError) -> KeptCheckpoint? {
        guard let bytes = try file.read() else { return nil }
        return try KeptCheckpoint(parsing: bytes, origin: origin, keys: keys, witness: witness)
    }
}
