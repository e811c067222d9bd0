// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The last cosigned checkpoint of a log, as it is kept: the note with the signatures of the log and of this witness.
struct KeptCheckpoint: Hashable, Sendable {
    let note: SignedNote
    let state: WitnessState

    init(note: SignedNote, state: WitnessState) {
        self.note = note
        self.state = state
    }

    /// Reads what was kept, and makes sure that it was kept here: a witness that trusts a damaged memory would cosign what
    /// contradicts its earlier word.
    init(parsing bytes: [UInt8], origin: String, keys: [NoteVerifier], witness: WitnessVerifier) throws(WitnessError) {
        do throws(LedgerError) {
            note = try SignedNote(parsing: bytes)
            let checkpoint = try Checkpoint(opening: note, by: keys)
            guard checkpoint.origin == origin else { throw LedgerError(.wrongOrigin, "It is that of \(checkpoint.origin).") }
            let own = try note.cosignatures(by: [witness]).first
            state = WitnessState(checkpoint: checkpoint, time: own?.time ?? 0)
        } catch {
            throw WitnessError(
                .damaged,
                """
                What is kept of the log \(origin) cannot be used: \(error.reason) Keep its former keys in the list of logs; else \
                restore the data folder.
                """
            )
        }
    }
}
