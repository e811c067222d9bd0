// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Signed notes, read from strangers")
struct SignedNoteParsingTests {
    private static let line = PublishedNotes.peterLine

    @Test(
        "what is no note is refused",
        arguments: [
            "",
            "\n",
            "\n\n",
            "tekst\n",
            "tekst\n\n",
            "tekst\n\n\n",
            "\n\(line)\n",
            "tekst\n\(line)\n",
            "tekst\n\n\(line)",
            "tekst\n\n\(line)\n\n",
            "tekst\n\n\(line)\nmeer\n",
            "tekst\n\n-- PeterNeumann x08go/ZJ\n",
            "tekst\n\n\u{2013} PeterNeumann x08go/ZJ\n",
            "tekst\n\n \(line)\n",
            "tekst\n\n\(line) \n",
            "tekst\n\n\u{2014}  PeterNeumann x08go/ZJ\n",
            "tekst\n\n\u{2014} PeterNeumann  x08go/ZJ\n",
            "tekst\n\n\u{2014} PeterNeumann x08go/Z\n",
            "tekst\n\n\u{2014} PeterNeumann x08gow==\n",
            "tekst\n\n\u{2014} PeterNeumann \n",
            "tekst\n\n\u{2014} PeterNeumann\n",
            "tekst\n\n\u{2014} Peter+Neumann x08go/ZJ\n",
            "tekst\n\n\u{2014} Peter\u{A0}Neumann x08go/ZJ\n",
            "te\rkst\n\n\(line)\n",
            "tekst\r\n\r\n\(line)\r\n",
            "te\tkst\n\n\(line)\n",
            "te\u{0}kst\n\n\(line)\n",
        ])
    func malformed(text: String) {
        #expect(fault { try SignedNote(parsing: text) } == .malformed)
    }

    @Test("a signature of five bytes is the shortest that is read")
    func shortest() throws {
        let note = try SignedNote(parsing: "tekst\n\n\u{2014} a AQIDBAU=\n")
        #expect(note.signatures.first?.keyID == 0x0102_0304)
        #expect(note.signatures.first?.bytes == [5])
    }

    @Test("bytes that are not UTF-8 are refused, in text and signature lines")
    func notUTF8() {
        #expect(fault { try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + Array("\(Self.line)\n".utf8)) } == .malformed)
        #expect(fault { try SignedNote(parsing: Array("a\n\n\(Self.line)\n\u{2014} ".utf8) + [0xC3, 0x0A]) } == .malformed)
    }

    @Test("64 signatures are read, the 65th is too many")
    func signatures() throws {
        let lines = String(repeating: Self.line + "\n", count: 64)
        #expect(try SignedNote(parsing: "tekst\n\n" + lines).signatures.count == 64)
        #expect(fault { try SignedNote(parsing: "tekst\n\n" + lines + Self.line + "\n") } == .tooLarge)
        #expect(fault { try SignedNote(parsing: "tekst\n\n" + lines + "x\n") } == .tooLarge)
    }

    @Test("a text of 1 MiB is read, one byte more is too much")
    func size() {
        let text = String(repeating: "x", count: (1 << 20) - 1) + "\n"
        #expect(fault { try SignedNote(parsing: "\(text)\n\(Self.line)\n") } == nil)
        #expect(fault { try SignedNote(parsing: "x\(text)\n\(Self.line)\n") } == .tooLarge)
        #expect(fault { try SignedNote(parsing: [UInt8](repeating: 0x0A, count: 1 << 22)) } == .tooLarge)
    }

    @Test("a signature line of more than 8 KiB is refused")
    func longSignature() {
        let line = "\u{2014} a " + String(repeating: "AAAA", count: 2049)
        #expect(fault { try SignedNote(parsing: "tekst\n\n\(line)\n") } == .malformed)
    }

    @Test("what cannot be read back cannot be signed")
    func unsignable() throws {
        let signer = try NoteSigner(generating: "a")
        for text in ["", "zonder einde", "te\rkst\n", "\u{0}\n"] {
            #expect(fault { try SignedNote(signing: text, with: [signer]) } == .malformed)
        }
        #expect(fault { try SignedNote(signing: "tekst\n", with: []) } == .malformed)
        #expect(fault { try SignedNote(signing: "tekst\n", with: Array(repeating: signer, count: 65)) } == .tooLarge)
    }

    @Test("damaged notes are read or refused; those that are read are written as they were, and not verified")
    func damage() throws {
        var random = SeededGenerator(seed: 7)
        let original = Array(PublishedNotes.specificationNote.utf8)
        let key = try NoteVerifier(vkey: PublishedNotes.specificationKey)
        var read = 0
        for _ in 0..<5_000 {
            let bytes = random.damaged(original)
            guard bytes != original, fault({ try SignedNote(parsing: bytes) }) == nil else { continue }
            read += 1
            let note = try SignedNote(parsing: bytes)
            #expect(note.bytes == bytes)
            #expect(fault { try note.verified(by: [key]) } != nil)
        }
        #expect(read > 100)
    }

    @Test("random bytes are refused")
    func noise() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<5_000 {
            let bytes = random.bytes(Int.random(in: 0...80, using: &random))
            #expect(fault { try SignedNote(parsing: bytes) } == .malformed)
        }
    }
}
