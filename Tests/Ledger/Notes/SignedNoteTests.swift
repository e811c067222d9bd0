// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Signed notes")
struct SignedNoteTests {
    private static let peterNote = "\(PublishedNotes.text)\n\(PublishedNotes.peterLine)\n"
    private static let bothNote = "\(PublishedNotes.text)\n\(PublishedNotes.peterLine)\n\(PublishedNotes.enochLine)\n"

    @Test("the note of the specification is verified by its key")
    func specification() throws {
        let note = try SignedNote(parsing: PublishedNotes.specificationNote)
        let key = try NoteVerifier(vkey: PublishedNotes.specificationKey)
        #expect(note.text == "This is an example message.\n")
        #expect(note.signatures.count == 1)
        #expect(note.signatures.first?.name == "example.com/foo")
        #expect(note.signatures.first?.keyID == 0x530d_903a)
        #expect(note.signatures.first?.bytes.count == 64)
        #expect(try note.verified(by: [key]) == [key])
        #expect(note.description == PublishedNotes.specificationNote)
        #expect(note.bytes == Array(PublishedNotes.specificationNote.utf8))
    }

    @Test("the note of the Go package is verified by one key, the other, and both")
    func goNote() throws {
        let note = try SignedNote(parsing: Self.bothNote)
        let peter = try NoteVerifier(vkey: PublishedNotes.peterKey)
        let enoch = try NoteVerifier(vkey: PublishedNotes.enochKey)
        #expect(note.text == PublishedNotes.text)
        #expect(try note.verified(by: [peter]) == [peter])
        #expect(try note.verified(by: [enoch]) == [enoch])
        #expect(try note.verified(by: [enoch, peter]) == [peter, enoch])
    }

    @Test("signing with the published private key gives the published signature")
    func signing() throws {
        let signer = try NoteSigner(privateText: PublishedNotes.peterSecret)
        let note = try SignedNote(signing: PublishedNotes.text, with: [signer])
        #expect(try note.verified(by: [signer.verifier]) == [signer.verifier])
        #if os(Linux)
            // Ed25519 is deterministic (RFC 8032); Apple's implementation adds randomness.
            #expect(note.description == Self.peterNote)
        #endif
    }

    @Test("a text may hold empty lines: the last one parts it from the signatures")
    func emptyLines() throws {
        let signer = try NoteSigner(generating: "a")
        let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
        let note = try SignedNote(parsing: SignedNote(signing: text, with: [signer]).bytes)
        #expect(note.text == text)
        #expect(try note.verified(by: [signer.verifier]).count == 1)
    }

    @Test("a text that was changed by one byte anywhere is not verified")
    func changedText() throws {
        let key = try NoteVerifier(vkey: PublishedNotes.specificationKey)
        let text = Array("This is an example message.\n".utf8)
        let line = PublishedNotes.specificationNote.dropFirst(text.count)
        for place in text.indices.dropLast() {
            var changed = text
            changed[place] ^= 1
            let note = try SignedNote(parsing: changed + Array(line.utf8))
            #expect(fault { try note.verified(by: [key]) } == .wrongSignature)
        }
    }

    @Test("keys are known by name and identifier together")
    func unknownKeys() throws {
        let note = try SignedNote(parsing: Self.peterNote)
        let stranger = try NoteSigner(generating: "PeterNeumann").verifier
        let enoch = try NoteVerifier(vkey: PublishedNotes.enochKey)
        #expect(fault { try note.verified(by: []) } == .unknownSigner)
        #expect(fault { try note.verified(by: [enoch]) } == .unknownSigner)
        #expect(fault { try note.verified(by: [stranger]) } == .unknownSigner)
    }

    @Test("a key of a type that cannot be checked here counts as unknown")
    func unusableKey() throws {
        // setup: a signature with the name and identifier of a cosigner's key
        let line = "\u{2014} remora.n621.de 2net5w" + String(repeating: "A", count: 92) + "==\n"
        let note = try SignedNote(parsing: "tekst\n\n" + line)
        let cosigner = try NoteVerifier(vkey: PublishedNotes.cosignerKey)

        // act, check
        #expect(note.signatures.first?.keyID == cosigner.keyID)
        #expect(fault { try note.verified(by: [cosigner]) } == .unknownSigner)
    }

    @Test("a wrong signature by one known key rejects the note, though another is right")
    func oneWrong() throws {
        let peter = try NoteVerifier(vkey: PublishedNotes.peterKey)
        let enoch = try NoteVerifier(vkey: PublishedNotes.enochKey)
        let wrong = PublishedNotes.enochLine.replacing("MNtCOXm2", with: "MNtCOXm3")
        let note = try SignedNote(parsing: "\(PublishedNotes.text)\n\(PublishedNotes.peterLine)\n\(wrong)\n")
        #expect(try note.verified(by: [peter]) == [peter])
        #expect(fault { try note.verified(by: [peter, enoch]) } == .wrongSignature)
    }

    @Test("a signature shorter or longer than 64 bytes is wrong, not a crash")
    func length() throws {
        let signer = try NoteSigner(generating: "a")
        let right = try #require(try SignedNote(signing: "x\n", with: [signer]).signatures.first)
        let line = right.description
        for cut in [4, 8, 40, 80] {
            let note = try SignedNote(parsing: "x\n\n\(line.dropLast(cut))\n")
            #expect(fault { try note.verified(by: [signer.verifier]) } == .wrongSignature)
        }
    }

    @Test("a signature that occurs twice names its key once")
    func twice() throws {
        let peter = try NoteVerifier(vkey: PublishedNotes.peterKey)
        let note = try SignedNote(parsing: Self.peterNote + PublishedNotes.peterLine + "\n")
        #expect(note.signatures.count == 2)
        #expect(try note.verified(by: [peter, peter]) == [peter])
    }

    @Test("a witness adds its signature, and replaces its own earlier one")
    func cosigning() throws {
        let log = try NoteSigner(generating: "log")
        let witness = try NoteSigner(generating: "toezicht")
        let note = try SignedNote(signing: "x\n", with: [log])
        let cosignature = try #require(try SignedNote(signing: "x\n", with: [witness]).signatures.first)

        let once = try note.adding(cosignature)
        let again = try once.adding(cosignature)

        #expect(once.signatures.map(\.name) == ["log", "toezicht"])
        #expect(again == once)
        #expect(try once.verified(by: [log.verifier, witness.verifier]).count == 2)
    }
}
