// SPDX-License-Identifier: EUPL-1.2

/// What a witness remembers of a log: the checkpoint it cosigned last.
public struct WitnessState: Hashable, Sendable {
    /// The checkpoint.
    public let checkpoint: Checkpoint
    /// When it was cosigned, in seconds since 1970.
    public let time: UInt64

    /// The state after a cosignature.
    public init(checkpoint: Checkpoint, time: UInt64) {
        self.checkpoint = checkpoint
        self.time = time
    }
}

/// What a witness answers to a request (c2sp.org/tlog-witness, add-checkpoint).
public enum WitnessOutcome: Hashable, Sendable {
    /// The checkpoint extends what was seen: keep it, then cosign it (200).
    /// - note: the checkpoint with the signatures of its log's known keys, one of each, and no others.
    case cosign(Checkpoint, note: SignedNote)
    /// The log is not watched here (404).
    case unknownLog
    /// The log's key did not sign, or its signature is wrong (403).
    case unsigned(LedgerError)
    /// The request goes back: its old size exceeds that of the checkpoint (400).
    case malformed(LedgerError)
    /// Another size than the old one was cosigned last: this one, 0 when there is none (409).
    case conflict(UInt64)
    /// The proof does not hold, or the log showed another tree of the same size before (422): history was rewritten or forked.
    case inconsistent(LedgerError)

    /// The status of the HTTP answer.
    public var status: Int {
        switch self {
        case .cosign: 200
        case .malformed: 400
        case .unsigned: 403
        case .unknownLog: 404
        case .conflict: 409
        case .inconsistent: 422
        }
    }
}

/// Decides what a witness cosigns.
public enum WitnessDecider {
    /// Decides about one request, in the order of the specification's checks.
    ///
    /// Whoever calls this does so one request of a log at a time, and keeps the checkpoint before it lets go of a cosignature.
    /// - Parameters:
    ///   - request: the request.
    ///   - logs: the watched logs.
    ///   - state: what was cosigned last of the log that the request names; nil when there is nothing yet.
    public static func decide(_ request: AddCheckpointRequest, logs: KnownLogs, state: WitnessState?) -> WitnessOutcome {
        let claim = request.claim
        guard let keys = logs.keys(of: claim.origin) else { return .unknownLog }
        do {
            try request.note.verified(by: keys)
        } catch {
            return .unsigned(error)
        }
        guard request.oldSize <= claim.size else {
            return .malformed(
                LedgerError(
                    .malformed, "The old size \(request.oldSize) exceeds that of the checkpoint, \(claim.size): a log only grows."))
        }
        let known = state?.checkpoint.size ?? 0
        guard request.oldSize == known else { return .conflict(known) }
        do {
            try ConsistencyProof(oldSize: known, newSize: claim.size, path: request.proof)
                .verify(old: state?.checkpoint.root ?? MerkleHash.empty, new: claim.root)
            return .cosign(claim, note: try signed(request.note, by: keys))
        } catch {
            return .inconsistent(error)
        }
    }

    /// The note without what strangers wrote below it.
    private static func signed(_ note: SignedNote, by keys: [NoteVerifier]) throws(LedgerError) -> SignedNote {
        var own: [NoteSignature] = []
        for signature in note.signatures where keys.contains(where: { $0.made(signature) }) && !own.contains(signature) {
            own.append(signature)
        }
        return try SignedNote(text: note.text, signatures: own)
    }
}
