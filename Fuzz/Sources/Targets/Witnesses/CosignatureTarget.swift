// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Cosignatures. The input: a time, then a note, or the text of a checkpoint that a witness cosigns at that time.
struct CosignatureTarget: FuzzTarget {
    let name = "cosignature"
    let longest = 3_072
    let words = ["\u{2014} toezicht.example/w1 HSJGkQ", "\u{2014} ombudsman.example/w1 mDmLWw", "\n\n"]
    private let witnesses = [SampleKeys.witness.verifier, SampleKeys.otherWitness.verifier]

    func seeds() throws -> [[UInt8]] {
        let time: UInt64 = 1_795_230_500
        let note = try SampleLog.long.note(at: 600)
        let one = try note.adding(SampleKeys.witness.cosign(note.text, at: time))
        let two = try one.adding(SampleKeys.otherWitness.cosign(note.text, at: time + 1))
        let twice = try SignedNote(text: one.text, signatures: two.signatures + [SampleKeys.witness.cosign(note.text, at: 1)])
        return [one.bytes, two.bytes, twice.bytes, note.text.input].map { time.input + $0 }
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let time = input.number()
        if let note = try? SignedNote(parsing: input.rest) { examine(note) }
        guard let text = String(input: input.rest), let line = try? SampleKeys.witness.cosign(text, at: time) else { return }
        guard let note = try? SignedNote(text: text, signatures: [line]) else { return }
        let read = must("a cosigned note is read") { try SignedNote(parsing: note.bytes) }
        let found = must("a cosignature holds") { try read.cosignatures(by: witnesses) }
        claim(found.map(\.time) == [time] && found.map(\.witness) == [SampleKeys.witness.verifier], "witness and time are told")
    }

    private func examine(_ note: SignedNote) {
        guard let found = try? note.cosignatures(by: witnesses) else { return }
        claim(found.count == Set(found.map(\.witness)).count && found.count <= witnesses.count, "a witness counts once")
        claim(found.allSatisfy { (1...UInt64(Int64.max)).contains($0.time) }, "a time is one that a clock shows")
    }
}
