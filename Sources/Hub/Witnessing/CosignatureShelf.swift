// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The cosigned checkpoints of one log that may still matter: the one to be shown, and the newer ones that may become it.
struct CosignatureShelf {
    private struct Checkpoint {
        var note: SignedNote
        var cosigners: Set<WitnessVerifier>
        var isSatisfying: Bool
    }

    private let policy: WitnessPolicy
    private var checkpoints: [UInt64: Checkpoint] = [:]

    /// The most checkpoints beside the one shown.
    static let most = 16

    init(policy: WitnessPolicy) {
        self.policy = policy
    }

    /// The largest checkpoint that satisfies the quorum; while there is none, the one with most cosignatures.
    var best: SignedNote? { bestSize.flatMap { checkpoints[$0]?.note } }

    /// The size of the largest checkpoint that satisfies the quorum.
    var satisfiedSize: UInt64? { checkpoints.filter(\.value.isSatisfying).keys.max() }

    /// The checkpoint of a size with its cosignatures; nil when no witness has cosigned it, or it matters no more.
    func note(at size: UInt64) -> SignedNote? { checkpoints[size]?.note }

    /// How many checkpoints are kept.
    var count: Int { checkpoints.count }

    /// Adds a verified cosignature to a checkpoint.
    mutating func add(_ signature: NoteSignature, by witness: WitnessVerifier, to note: SignedNote, size: UInt64) {
        var checkpoint = checkpoints[size] ?? Checkpoint(note: note, cosigners: [], isSatisfying: false)
        guard let cosigned = try? checkpoint.note.adding(signature) else { return }
        checkpoint.note = cosigned
        checkpoint.cosigners.insert(witness)
        checkpoint.isSatisfying = policy.isSatisfied(by: checkpoint.cosigners)
        checkpoints[size] = checkpoint
        prune()
    }

    private var bestSize: UInt64? {
        if let satisfiedSize { return satisfiedSize }
        return checkpoints.max { ($0.value.cosigners.count, $0.key) < ($1.value.cosigners.count, $1.key) }?.key
    }

    private mutating func prune() {
        let best = bestSize
        if let satisfiedSize { checkpoints = checkpoints.filter { $0.key >= satisfiedSize } }
        for size in checkpoints.keys.sorted().dropLast(Self.most) where size != best { checkpoints[size] = nil }
    }
}
