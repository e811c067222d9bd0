// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Cosignatures")
struct CosignatureTests {
    private let log: NoteSigner
    private let witness: WitnessSigner
    private let note: SignedNote

    init() throws {
        log = try NoteSigner(generating: "hub.example/devices")
        witness = try WitnessSigner(generating: "witness.example/w1")
        note = try Checkpoint(origin: "hub.example/devices", size: 7, root: leafHash(0)).signed(by: [log])
    }

    @Test("the cosignatures of four public witnesses under a public checkpoint are verified, with their time")
    func published() throws {
        let note = try SignedNote(parsing: PublishedCosignatures.real)
        let witnesses = try (PublishedCosignatures.realWitnesses + [PublishedCosignatures.otherWitness]).map {
            try WitnessVerifier(vkey: $0)
        }

        let found = try note.cosignatures(by: witnesses)

        #expect(found.map(\.witness) == Array(witnesses.prefix(4)))
        #expect(found.allSatisfy { $0.time == PublishedCosignatures.realTime })
        #expect(try Checkpoint(opening: note, by: [NoteVerifier(vkey: PublishedCosignatures.realLog)]).size == 1_432_088_532)
    }

    @Test("a public cosignature under another size, root or origin is wrong")
    func publishedChanged() throws {
        let witnesses = try PublishedCosignatures.realWitnesses.map { try WitnessVerifier(vkey: $0) }
        let original = try SignedNote(parsing: PublishedCosignatures.real)
        for (old, new) in [("1432088532", "1432088533"), ("U7WM79", "U7WM78"), ("arche2025h1", "arche2025h2")] {
            let changed = try SignedNote(
                text: original.text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new),
                signatures: original.signatures)
            #expect(changed.text != original.text)
            #expect(fault { try changed.cosignatures(by: witnesses) } == .wrongSignature)
        }
    }

    @Test("the example of the specification has the layout that is read: identifier, time, 64 bytes")
    func specification() throws {
        let line = try #require(SignedNote(parsing: PublishedCosignatures.example).signatures.last)
        #expect(line.name == "witness.example.com/w1")
        #expect(line.keyID == 0x8D66_CF3F)
        #expect(line.bytes.count == WitnessVerifier.blobLength)
        #expect(line.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } == 1_679_315_147)
    }

    @Test("what is signed is the message of the specification's example")
    func message() {
        let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let message = WitnessVerifier.message(text, at: 1_679_315_147)
        #expect(
            String(decoding: message, as: UTF8.self) == """
                cosignature/v1
                time 1679315147
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                """)
    }

    @Test("a cosignature is found again with its time, also after the note was written and read")
    func roundTrip() throws {
        let cosigned = try note.adding(witness.cosign(note.text, at: 1_795_230_500))

        let found = try SignedNote(parsing: cosigned.bytes).cosignatures(by: [witness.verifier])

        #expect(found == [Cosignature(witness: witness.verifier, time: 1_795_230_500)])
        #expect(try cosigned.verified(by: [log.verifier]) == [log.verifier])
    }

    @Test("a cosignature fits no other time and no other text, extension lines included")
    func binding() throws {
        let signature = try witness.cosign(note.text, at: 5)
        var later = signature.bytes
        later[7] = 6
        let other = NoteSignature(name: signature.name, keyID: signature.keyID, bytes: later)
        let extended = try SignedNote(text: note.text + "regel\n", signatures: note.signatures).adding(signature)

        #expect(witness.verifier.time(of: signature, over: note.text) == 5)
        #expect(witness.verifier.time(of: other, over: note.text) == nil)
        #expect(fault { try note.adding(other).cosignatures(by: [witness.verifier]) } == .wrongSignature)
        #expect(fault { try extended.cosignatures(by: [witness.verifier]) } == .wrongSignature)
    }

    @Test("of several cosignatures by one witness the latest counts")
    func latest() throws {
        let times: [UInt64] = [20, 30, 10]
        let signatures = try times.map { try witness.cosign(note.text, at: $0) }
        let many = try SignedNote(text: note.text, signatures: note.signatures + signatures)
        #expect(try many.cosignatures(by: [witness.verifier]).map(\.time) == [30])
    }

    @Test("lines of strangers are ignored, and one wrong line of a known witness rejects the note")
    func strangers() throws {
        let stranger = try WitnessSigner(generating: "stranger.example")
        let wrong = try stranger.cosign("\(note.text)anders\n", at: 9)
        let both = try note.adding(witness.cosign(note.text, at: 9)).adding(wrong)

        #expect(try both.cosignatures(by: [witness.verifier]).count == 1)
        #expect(try both.cosignatures(by: []).isEmpty)
        #expect(fault { try both.cosignatures(by: [witness.verifier, stranger.verifier]) } == .wrongSignature)
    }

    @Test("an ordinary signature by the same key over the same text is no cosignature")
    func separation() throws {
        // The same private key as a log's key: domain separation must hold even then.
        let seed = try #require(witness.privateText.split(separator: "+", maxSplits: 4).last.map(String.init))
        let material = try #require(Base64.decode(seed))
        let publicKey = witness.verifier.publicKey
        let id = NoteName.text(NoteName.keyID(name: witness.name, type: 1, publicKey: publicKey))
        let twin = try NoteSigner(
            privateText: "PRIVATE+KEY+\(witness.name)+\(id)+\(Base64.encode([1] + Array(material.dropFirst())))")
        let plain = try twin.signature(over: note.text)
        let dressed = NoteSignature(
            name: witness.name, keyID: witness.verifier.keyID, bytes: [0, 0, 0, 0, 0, 0, 0, 9] + plain.bytes)

        #expect(twin.verifier.publicKey == publicKey)
        #expect(witness.verifier.time(of: dressed, over: note.text) == nil)
        #expect(
            witness.verifier.time(
                of: NoteSignature(name: witness.name, keyID: witness.verifier.keyID, bytes: plain.bytes), over: note.text) == nil)
    }

    @Test("a time of 0 or beyond 2^63 - 1 is neither given nor accepted")
    func times() throws {
        #expect(fault { try witness.cosign(note.text, at: 0) } == .outOfRange)
        #expect(fault { try witness.cosign(note.text, at: 1 << 63) } == .outOfRange)
        #expect(fault { try witness.cosign(note.text, at: (1 << 63) - 1) } == nil)
    }

    @Test("only a checkpoint is cosigned")
    func onlyCheckpoints() {
        #expect(fault { try witness.cosign("een brief\n", at: 1) } == .malformed)
    }

    @Test("damaged cosignature lines are read or refused, never more")
    func damage() throws {
        var random = SeededGenerator(seed: 4)
        let bytes = try note.adding(witness.cosign(note.text, at: 77)).bytes
        var accepted = 0
        for _ in 0..<2_000 {
            guard let read = try? SignedNote(parsing: random.damaged(bytes)) else { continue }
            let found = (try? read.cosignatures(by: [witness.verifier])) ?? []
            if let first = found.first {
                #expect(first.time == 77)
                #expect(read.text == note.text)
                accepted += 1
            }
        }
        #expect(accepted < 2_000)
    }
}
