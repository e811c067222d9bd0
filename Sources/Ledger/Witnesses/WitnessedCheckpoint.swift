// SPDX-License-Identifier: EUPL-1.2

/// A checkpoint that its log signed, with the witnesses of a policy that cosigned it.
public struct WitnessedCheckpoint: Hashable, Sendable {
    /// What the log stated.
    public let checkpoint: Checkpoint
    /// Which witnesses saw it, and when.
    public let cosignatures: [Cosignature]
    /// Whether those witnesses are enough for the policy.
    public let isSatisfying: Bool

    /// Verifies a note by a policy: the signature of the log, and the cosignatures of the policy's witnesses.
    ///
    /// Too few cosignatures are no fault here: look at ``isSatisfying``.
    ///
    /// - Parameters:
    ///   - note: the checkpoint as a signed note.
    ///   - policy: whose cosignatures count, and how many are enough.
    ///   - logs: keys of logs that are known from elsewhere, beside those of the policy.
    /// - Throws: ``LedgerError`` as ``Checkpoint/init(opening:by:)``, or `wrongSignature` when a cosignature does not fit.
    public init(opening note: SignedNote, under policy: WitnessPolicy, logs: [NoteVerifier] = []) throws(LedgerError) {
        checkpoint = try Checkpoint(opening: note, by: logs + policy.logs.map(\.key))
        cosignatures = try note.cosignatures(by: policy.witnesses.map(\.key))
        isSatisfying = policy.isSatisfied(by: cosignatures.map(\.witness))
    }
}
