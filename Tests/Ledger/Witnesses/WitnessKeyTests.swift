// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Witness keys")
struct WitnessKeyTests {
    @Test("the keys of public witnesses are read and written back as they were", arguments: PublishedCosignatures.realWitnesses)
    func published(vkey: String) throws {
        let key = try WitnessVerifier(vkey: vkey)
        #expect(key.vkey == vkey)
        #expect(key.description == vkey)
        #expect(vkey.hasPrefix(key.name + "+"))
        #expect(try WitnessVerifier(name: key.name, ed25519: key.publicKey) == key)
    }

    @Test("the key of a log is not that of a witness, nor the other way round")
    func kinds() throws {
        let log = try NoteSigner(generating: "hub.example/devices")
        let witness = try WitnessSigner(generating: "witness.example/w1")

        #expect(fault { try WitnessVerifier(vkey: log.vkey) } == .unusableKey)
        #expect(fault { try WitnessSigner(privateText: log.privateText) } == .unusableKey)
        #expect(fault { try NoteSigner(privateText: witness.privateText) } == .unusableKey)
        #expect(try !NoteVerifier(vkey: witness.vkey).isUsable)
    }

    @Test("a key whose identifier, name or length was changed is unusable")
    func changed() {
        let vkeys = [
            "remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            "remora.n621.df+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmg==",
            "remora.n621.de+da77ade7+BA==",
        ]
        for vkey in vkeys { #expect(fault { try WitnessVerifier(vkey: vkey) } == .unusableKey) }
    }

    @Test("texts that are no key are malformed", arguments: ["", "witness", "a+b", "w+da77ade7+", "een twee+da77ade7+BA=="])
    func malformed(vkey: String) {
        #expect(fault { try WitnessVerifier(vkey: vkey) } == .malformed)
        #expect(fault { try WitnessSigner(privateText: "PRIVATE+KEY+" + vkey) } == .malformed)
    }

    @Test("a name that notes cannot hold is refused", arguments: ["", "a b", "a+b", "a\nb"])
    func names(name: String) {
        #expect(fault { try WitnessSigner(generating: name) } == .malformed)
        #expect(fault { try WitnessVerifier(name: name, ed25519: [UInt8](repeating: 1, count: 32)) } == .malformed)
    }

    @Test(
        "a name that would join the sign beside it into one character is read back, in keys and in notes",
        arguments: ["\u{600}", "x\u{600}", "\u{301}x"])
    func joining(name: String) throws {
        let signer = try WitnessSigner(generating: name)
        let again = try WitnessSigner(privateText: signer.privateText)
        let text = Checkpoint(origin: "hub.example/devices", size: 0, root: MerkleHash.empty).text
        let note = try SignedNote(parsing: SignedNote(text: text, signatures: [again.cosign(text, at: 1)]).bytes)

        #expect(try WitnessVerifier(vkey: signer.vkey) == signer.verifier)
        #expect(try note.cosignatures(by: [signer.verifier]).map(\.time) == [1])
        #expect(fault { try WitnessSigner(privateText: "PRIVATE+\u{212A}EY" + signer.privateText.dropFirst(11)) } == .malformed)
    }

    @Test("a new key survives its text form, differs from every other, and its description does not show it")
    func generation() throws {
        let signer = try WitnessSigner(generating: "witness.example/w1")
        let again = try WitnessSigner(privateText: signer.privateText)

        #expect(again.verifier == signer.verifier)
        #expect(again.privateText == signer.privateText)
        #expect(try WitnessSigner(generating: "witness.example/w1").verifier != signer.verifier)
        #expect("\(signer)" == signer.vkey)
    }

    @Test("a private key with another name's identifier is unusable, and the sentence does not quote it")
    func otherName() throws {
        let signer = try WitnessSigner(generating: "witness.example/w1")
        let text = signer.privateText.split(separator: "w1", maxSplits: 1).joined(separator: "w2")
        let secret = try #require(signer.privateText.split(separator: "+", maxSplits: 4).last)
        do throws(LedgerError) {
            _ = try WitnessSigner(privateText: text)
            Issue.record("accepted")
        } catch {
            #expect(error.code == .unusableKey)
            #expect(!error.description.contains(secret))
        }
    }

    @Test("damaged keys are read or refused, never more")
    func damage() {
        var random = SeededGenerator(seed: 44)
        let bytes = Array(PublishedCosignatures.otherWitness.utf8)
        var refused = 0
        for _ in 0..<1_000 {
            let text = String(decoding: random.damaged(bytes), as: UTF8.self)
            if fault({ try WitnessVerifier(vkey: text) }) != nil { refused += 1 }
        }
        #expect(refused > 900)
    }
}
