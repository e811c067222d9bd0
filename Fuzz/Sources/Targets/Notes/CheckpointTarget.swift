// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Checkpoints: their text, and how they are opened under a trusted key and under a policy.
struct CheckpointTarget: FuzzTarget {
    let name = "checkpoint"
    let longest = 2_048
    let words = [
        "hub.example/devices\n", "18446744073709551615\n", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "\n\n", "\r\n",
        "\u{301}", "\u{600}",
    ]
    private let policy = must("the policy") { try WitnessPolicy(parsing: SampleKeys.policy) }

    func seeds() throws -> [[UInt8]] {
        let root = SampleLog.long.tree.root
        let extended = Checkpoint(origin: SampleKeys.origin, size: 600, root: root, extensions: ["more", "and more"])
        let note = try SampleLog.long.note(at: 600)
        let cosigned = try note.adding(SampleKeys.witness.cosign(note.text, at: 1_795_230_500))
        return [
            Checkpoint(origin: SampleKeys.origin, size: 0, root: MerkleHash.empty).text.input, extended.text.input, note.bytes,
            try extended.signed(by: [SampleKeys.log]).bytes, cosigned.bytes,
        ]
    }

    func attempt(_ bytes: [UInt8]) {
        if let note = try? SignedNote(parsing: bytes) { open(note) }
        guard let text = String(input: bytes), let checkpoint = try? Checkpoint(parsing: text) else { return }
        claim(checkpoint.text.input == bytes, "a checkpoint has one form")
        claim(checkpoint.size > 0 || checkpoint.root == MerkleHash.empty, "the empty log has one root")
        // A key that signs what the input says.
        guard let note = try? SignedNote(signing: text, with: [SampleKeys.log]) else { return }
        open(note)
        guard checkpoint.origin.input == SampleKeys.origin.input else { return }
        let signed = must("a checkpoint that can be a note is signed") { try checkpoint.signed(by: [SampleKeys.log]) }
        claim(signed.bytes == note.bytes, "signing does not change a checkpoint")
    }

    private func open(_ note: SignedNote) {
        if let checkpoint = try? Checkpoint(opening: note, by: SampleKeys.trusted) {
            claim(SampleKeys.trusted.contains { $0.name.input == checkpoint.origin.input }, "only a log speaks for itself")
            claim(checkpoint.text.input == note.text.input, "what is opened is what was signed")
        }
        if let witnessed = try? WitnessedCheckpoint(opening: note, under: policy) {
            claim(witnessed.checkpoint.origin.input == SampleKeys.origin.input, "the policy names the log")
            claim(witnessed.isSatisfying == !witnessed.cosignatures.isEmpty, "any of the witnesses is enough")
        }
    }
}
