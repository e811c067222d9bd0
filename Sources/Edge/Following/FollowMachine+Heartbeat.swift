// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

extension FollowMachine {
    /// Hears how the log stands. Only the hub's signed word about the present counts: a checkpoint bears no time.
    mutating func hear(_ data: JSON, at arrived: Instant) throws(FollowFault) -> Action? {
        let isResting = pending.range.size == position.range.size && pledge == nil
        if let note = data["checkpoint"]?.string {
            let checkpoint = try verify(note)
            guard !isResting || checkpoint.size != position.range.size || checkpoint.root == position.range.root else {
                throw FollowFault(
                    .splitView, "The hub signed two histories of the same length; both checkpoints are kept as evidence.",
                    evidence: note)
            }
        }
        stopped = FollowMachine.stop(in: data)
        guard let word = data["now"]?.string else { return nil }
        let statement = try read(word)
        if isResting, statement.size == position.range.size, statement.root != position.range.root {
            throw FollowFault(
                .splitView, "The hub signed two histories of the same length; both notes are kept as evidence.", evidence: word)
        }
        try freshness.judge(statement.at, at: arrived)
        // What the edge has is not the head: a batch follows.
        guard isResting, statement.size == position.range.size else { return nil }
        return .upToDate(statement.at)
    }

    /// Verifies a checkpoint of this log.
    func verify(_ note: String) throws(FollowFault) -> Checkpoint {
        let checkpoint = try CheckpointReading.open(note, by: verifier)
        guard checkpoint.size >= signedSize else {
            throw FollowFault(.rollback, "The hub shows a log of \(checkpoint.size) entries after it signed \(signedSize).")
        }
        if let pledge, checkpoint.size == pledge.size, checkpoint.root != pledge.root {
            throw FollowFault(
                .splitView, "The hub signed two histories of the same length; both checkpoints are kept as evidence.",
                evidence: note)
        }
        return checkpoint
    }

    private func read(_ word: String) throws(FollowFault) -> FreshnessStatement {
        let note: SignedNote
        do {
            note = try SignedNote(parsing: word)
            try note.verified(by: [verifier])
        } catch {
            throw FollowFault(
                .signature, "What the hub says of the present is not signed by its key for \(origin): \(error.reason)")
        }
        guard let statement = try? FreshnessStatement(text: note.text) else {
            throw FollowFault(.malformed, "What the hub says of the present does not have its five lines.")
        }
        guard statement.origin == origin else {
            throw FollowFault(.origin, "What the hub says of the present is of another log than \(origin).")
        }
        return statement
    }
}

/// Opens checkpoints, with the faults of following.
enum CheckpointReading {
    /// Verifies that a note is a checkpoint by the key of the log.
    static func open(_ note: String, by verifier: NoteVerifier) throws(FollowFault) -> Checkpoint {
        do {
            return try Checkpoint(opening: SignedNote(parsing: note), by: [verifier])
        } catch {
            let code: FollowFault.Code = error.code == .wrongOrigin ? .origin : .signature
            throw FollowFault(code, "A checkpoint is not signed by the hub's key for \(verifier.name): \(error.reason)")
        }
    }
}
