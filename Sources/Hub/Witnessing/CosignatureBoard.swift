// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Synchronization

/// How it stands between a witness and a log, for the status door.
struct CosignerStanding: Hashable, Sendable {
    let log: RegisterName
    /// The name of the witness.
    let name: String
    /// The size it cosigned last for this hub; nil when it has not since the start.
    var size: UInt64?
    /// When that was, in seconds since 1970.
    var time: UInt64?
    /// How many entries it is behind.
    var lag: UInt64
    /// Why it does not cosign, if it does not.
    var trouble: WitnessFailure?
}

/// What the doors see of the witnesses: per log the checkpoint that is cosigned best, and how each witness stands. It is in memory
/// only: after a restart the witnesses are asked anew.
final class CosignatureBoard: Sendable {
    private struct State {
        var shelves: [RegisterName: CosignatureShelf] = [:]
        var standings: [RegisterName: [CosignerStanding]] = [:]
    }

    private let policy: WitnessPolicy
    private let state = Mutex(State())

    init(policy: WitnessPolicy) {
        self.policy = policy
    }

    /// The largest checkpoint of a log that satisfies the quorum, with its cosignatures; while there is none, the one with most of
    /// them; nil when no witness has cosigned yet.
    func cosigned(_ log: RegisterName) -> SignedNote? { state.withLock { $0.shelves[log]?.best } }

    /// The checkpoint of a log at just this size with its cosignatures; nil when no witness has cosigned it, or a larger one
    /// satisfies the quorum since.
    func cosigned(_ log: RegisterName, at size: UInt64) -> SignedNote? { state.withLock { $0.shelves[log]?.note(at: size) } }

    /// The size of the largest checkpoint of a log that satisfies the quorum.
    func satisfiedSize(of log: RegisterName) -> UInt64? { state.withLock { $0.shelves[log]?.satisfiedSize } }

    /// How each witness stands, by log and in the order of the configuration.
    var standings: [CosignerStanding] {
        state.withLock { state in state.standings.keys.sorted().flatMap { state.standings[$0] ?? [] } }
    }

    /// The same as JSON, for the status door.
    var status: JSON {
        .array(
            standings.map { standing in
                .object(
                    JSONObject([
                        ("log", .string(standing.log.rawValue)), ("witness", .string(standing.name)),
                        ("size", standing.size.map { .integer(Int64(clamping: $0)) }),
                        ("time", standing.time.map { .integer(Int64(clamping: $0)) }),
                        ("lag", .integer(Int64(clamping: standing.lag))), ("trouble", standing.trouble.map { .string($0.text) }),
                    ]))
            })
    }

    /// Adds a verified cosignature.
    func add(_ signature: NoteSignature, by witness: WitnessVerifier, to head: WitnessMachine.Head, of log: RegisterName) {
        state.withLock { state in
            state.shelves[log, default: CosignatureShelf(policy: policy)]
                .add(signature, by: witness, to: head.note, size: head.size)
        }
    }

    /// Shows how the witnesses of a log stand.
    func show(_ standings: [CosignerStanding], of log: RegisterName) { state.withLock { $0.standings[log] = standings } }
}
