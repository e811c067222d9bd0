// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Note keys")
struct NoteKeyTests {
    @Test(
        "published Ed25519 keys are read, fit their identifier and are written back as they were",
        arguments: [
            (PublishedNotes.specificationKey, "example.com/foo", 0x530d_903a),
            (PublishedNotes.peterKey, "PeterNeumann", 0xc74f_20a3),
            (PublishedNotes.enochKey, "EnochRoot", 0xaf0c_fe78),
            (PublishedNotes.sumKey, "sum.golang.org", 0x033d_e0ae),
            ("TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6", "TEST", 0x7997_405c),
        ] as [(String, String, UInt32)])
    func published(vkey: String, name: String, keyID: UInt32) throws {
        let verifier = try NoteVerifier(vkey: vkey)
        #expect(verifier.name == name)
        #expect(verifier.keyID == keyID)
        #expect(verifier.type == NoteVerifier.ed25519)
        #expect(verifier.publicKey.count == 32)
        #expect(verifier.isUsable)
        #expect(verifier.vkey == vkey)
        #expect(verifier.description == vkey)
        #expect(try NoteVerifier(name: name, ed25519: verifier.publicKey) == verifier)
    }

    @Test("a key of another type is kept but cannot be used")
    func otherType() throws {
        let verifier = try NoteVerifier(vkey: PublishedNotes.cosignerKey)
        #expect(verifier.type == 0x04)
        #expect(!verifier.isUsable)
        #expect(verifier.vkey == PublishedNotes.cosignerKey)
    }

    @Test(
        "texts that are no key are refused",
        arguments: [
            "",
            "+",
            "++",
            "name",
            "name+530d903a",
            "name+530d903a+",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "na me+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "na\u{2003}me+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "na\nme+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903g+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+0530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
            PublishedNotes.peterSecret,
        ])
    func malformed(vkey: String) {
        #expect(fault { try NoteVerifier(vkey: vkey) } == .malformed)
    }

    @Test("a key whose identifier, name or bytes were changed is unusable")
    func changed() {
        let vkeys = [
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
            "example.com/foo+530d903a+AQ==",
        ]
        for vkey in vkeys { #expect(fault { try NoteVerifier(vkey: vkey) } == .unusableKey) }
    }

    @Test("a name that notes cannot hold is refused", arguments: ["", " ", "a b", "a+b", "a\tb", "a\u{A0}b", "a\nb", "a\u{1}b"])
    func names(name: String) {
        #expect(fault { try NoteVerifier(name: name, ed25519: [UInt8](repeating: 1, count: 32)) } == .malformed)
        #expect(fault { try NoteSigner(generating: name) } == .malformed)
    }

    @Test(
        "a name that would join the sign beside it into one character is read back, in keys and in notes",
        arguments: ["\u{600}", "x\u{600}", "\u{301}x", "e\u{301}.example/\u{200D}"])
    func joining(name: String) throws {
        let signer = try NoteSigner(generating: name)
        let again = try NoteSigner(privateText: signer.privateText)
        let note = try SignedNote(parsing: SignedNote(signing: "tekst\n", with: [again]).bytes)

        #expect(try NoteVerifier(vkey: signer.vkey) == signer.verifier)
        #expect(note.signatures.map { Array($0.name.utf8) } == [Array(name.utf8)])
        #expect(try note.verified(by: [signer.verifier]) == [signer.verifier])
    }

    @Test("a name may have 256 bytes and no more")
    func longName() {
        #expect(fault { try NoteSigner(generating: String(repeating: "a", count: 256)) } == nil)
        #expect(fault { try NoteSigner(generating: String(repeating: "a", count: 257)) } == .malformed)
    }

    @Test("a published private key is read, gives its public key and is written back as it was")
    func secret() throws {
        let signer = try NoteSigner(privateText: PublishedNotes.peterSecret)
        #expect(signer.vkey == PublishedNotes.peterKey)
        #expect(signer.name == "PeterNeumann")
        #expect(signer.privateText == PublishedNotes.peterSecret)
    }

    @Test("a new key survives its text form and differs from every other")
    func generation() throws {
        let signer = try NoteSigner(generating: "hub.example/devices")
        let again = try NoteSigner(privateText: signer.privateText)
        #expect(again.verifier == signer.verifier)
        #expect(try NoteSigner(generating: "hub.example/devices").verifier != signer.verifier)
    }

    @Test("the description of a private key does not show it")
    func secrecy() throws {
        let signer = try NoteSigner(privateText: PublishedNotes.peterSecret)
        #expect("\(signer)" == PublishedNotes.peterKey)
        #expect(!"\(signer)".contains("AYEKFALV"))
    }

    @Test("texts that are no private key are refused, and the sentence does not quote them")
    func wrongSecrets() {
        let secret = PublishedNotes.peterSecret
        let texts: [(String, LedgerError.Code)] = [
            ("", .malformed),
            ("PRIVATE+KEY+", .malformed),
            (PublishedNotes.peterKey, .malformed),
            (String(secret.dropLast()), .malformed),
            (secret + "\n", .malformed),
            (secret.lowercased(), .malformed),
            // The sign for kelvin counts as a K to Swift, and to nobody else.
            ("PRIVATE+\u{212A}EY" + secret.dropFirst(11), .malformed),
            ("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .unusableKey),
            ("PRIVATE+KEY+PeterNeumanm+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .unusableKey),
            ("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKA==", .unusableKey),
            ("PRIVATE+KEY+PeterNeumann+c74f20a3+BIEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", .unusableKey),
        ]
        for (text, code) in texts {
            do throws(LedgerError) {
                _ = try NoteSigner(privateText: text)
                Issue.record("accepted: \(text)")
            } catch {
                #expect(error.code == code)
                #expect(!error.description.contains("EKFALV"))
            }
        }
    }

    @Test("damaged keys are read or refused, never more")
    func damage() {
        var random = SeededGenerator(seed: 25519)
        for _ in 0..<5_000 {
            let vkey = String(decoding: random.damaged(Array(PublishedNotes.specificationKey.utf8)), as: UTF8.self)
            if fault({ try NoteVerifier(vkey: vkey) }) == nil { #expect(vkey.utf8.count > 12) }
            let secret = String(decoding: random.damaged(Array(PublishedNotes.peterSecret.utf8)), as: UTF8.self)
            _ = fault { try NoteSigner(privateText: secret) }
        }
    }
}
