// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The text forms of keys: of logs and of witnesses, public and private.
struct KeyTarget: FuzzTarget {
    let name = "key"
    let longest = 512
    let words = [
        "PRIVATE+KEY+", "+b525573c+", "+1d224691+", "hub.example/devices+", "toezicht.example/w1+", "\u{301}", "\u{600}",
        "\u{212A}",
    ]

    func seeds() throws -> [[UInt8]] {
        [
            SampleKeys.logSecret, SampleKeys.witnessSecret, SampleKeys.log.vkey, SampleKeys.witness.vkey, SampleKeys.enochKey,
            "example.com/future+0a1b2c3d+/wEC", "één.example/w",
        ].map(\.input)
    }

    func attempt(_ bytes: [UInt8]) {
        guard let text = String(input: bytes) else { return }
        if let key = try? NoteVerifier(name: text, ed25519: SampleKeys.log.verifier.publicKey) {
            claim((try? NoteVerifier(vkey: key.vkey)) == key, "a key of any name that can be made reads back")
            check(key)
        }
        if let key = try? NoteVerifier(vkey: text) {
            claim(isSame(key.vkey, text), "a verifier key has one form but for the case of its identifier")
            claim((try? NoteVerifier(vkey: key.vkey)) == key, "a verifier key reads back")
            check(key)
        }
        if let key = try? WitnessVerifier(vkey: text) {
            claim(isSame(key.vkey, text), "the key of a witness has one form but for the case of its identifier")
            claim((try? WitnessVerifier(vkey: key.vkey)) == key, "the key of a witness reads back")
        }
        if let key = try? NoteSigner(privateText: text) {
            claim(isSame(key.privateText, text), "a private key has one form but for the case of its identifier")
            let note = must("a key that was read signs") { try SignedNote(signing: "text\n", with: [key]) }
            let read = must("what it signed is read") { try SignedNote(parsing: note.bytes) }
            claim((try? read.verified(by: [key.verifier])) == [key.verifier], "what it signed is verified")
        }
        if let key = try? WitnessSigner(privateText: text) {
            claim(isSame(key.privateText, text), "a private key has one form but for the case of its identifier")
            let checkpoint = Checkpoint(origin: "log", size: 0, root: MerkleHash.empty)
            let line = must("a witness's key that was read cosigns") { try key.cosign(checkpoint.text, at: 1) }
            claim((try? NoteSignature(line: line.description)) == line, "its cosignature reads back")
        }
    }

    /// A signature that carries the key's name and identifier must be looked at, and is wrong.
    private func check(_ key: NoteVerifier) {
        let identifier = key.keyID
        let blob = (0..<4).map { UInt8(truncatingIfNeeded: identifier >> (24 - 8 * $0)) } + [UInt8](repeating: 0, count: 64)
        let line = "\u{2014} \(key.name) \(Base64.encode(blob))"
        let note = must("a note by any key that was read is read") { try SignedNote(parsing: "text\n\n\(line)\n") }
        claim((try? note.verified(by: [key])) == nil, "a signature of zeros is wrong")
    }

    private func isSame(_ form: String, _ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false).map { String(Substring($0)) }
        let place = text.input.starts(with: "PRIVATE+KEY+".input) ? 3 : 1
        guard parts.indices.contains(place) else { return false }
        let lower = parts.enumerated().map { $0 == place ? $1.lowercased() : $1 }.joined(separator: "+")
        return form.input == lower.input
    }
}
