// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Signed notes and their signature lines.
struct NoteTarget: FuzzTarget {
    let name = "note"
    let longest = 4_096
    let words = [
        "\u{2014} ", "\n\n", "PeterNeumann", "hub.example/devices", "\u{2014} PeterNeumann x08go/", "\r\n", "\u{301}", "\u{600}",
    ]

    func seeds() throws -> [[UInt8]] {
        let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
        let one = try SignedNote(signing: text, with: [SampleKeys.peter])
        let two = try SignedNote(signing: "één\n\ntwee\n", with: [SampleKeys.peter, SampleKeys.log])
        return [one.bytes, two.bytes, one.signatures[0].description.input, text.input]
    }

    func attempt(_ bytes: [UInt8]) {
        if let note = try? SignedNote(parsing: bytes) { examine(note, bytes) }
        guard let text = String(input: bytes) else { return }
        if let note = try? SignedNote(parsing: text) { claim(note.bytes == bytes, "a note reads the same from text") }
        if let line = try? NoteSignature(line: text) { claim(line.description.input == bytes, "a signature line has one form") }
        guard let note = try? SignedNote(signing: text, with: [SampleKeys.peter, SampleKeys.log]) else { return }
        let read = must("what was signed is read") { try SignedNote(parsing: note.bytes) }
        claim(read.text.input == bytes && read.signatures == note.signatures, "what was signed is read as it was")
        let signers = must("what was signed is verified") { try read.verified(by: SampleKeys.trusted) }
        claim(signers == [SampleKeys.peter.verifier, SampleKeys.log.verifier], "both signers are named")
    }

    private func examine(_ note: SignedNote, _ bytes: [UInt8]) {
        claim(note.bytes == bytes, "a note has one form")
        claim((1...SignedNote.mostSignatures).contains(note.signatures.count), "signatures are counted")
        claim(note.text.utf8.count < bytes.count, "the text is part of the note")
        let signers = (try? note.verified(by: SampleKeys.trusted)) ?? []
        claim(signers.allSatisfy { SampleKeys.trusted.contains($0) }, "only trusted keys count")
        if let again = try? note.adding(note.signatures[0]) {
            claim(again.signatures.count <= note.signatures.count, "a second signature by one key takes the place of the first")
        }
    }
}
