// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// What a log sends to a witness, and what the witness decides.
struct RequestTarget: FuzzTarget {
    let name = "request"
    let longest = 6_144
    let words = ["old ", "\n\n", "hub.example/devices\n", "\u{2014} hub.example/devices tSVXPA"]
    private let logs = must("the watched logs") { try KnownLogs(parsing: SampleKeys.log.vkey) }
    private let state = must("what was cosigned") {
        WitnessState(checkpoint: try Checkpoint(parsing: SampleLog.long.note(at: 257).text), time: 1_795_230_500)
    }

    func seeds() throws -> [[UInt8]] {
        let log = SampleLog.long
        return [
            try AddCheckpointRequest(oldSize: 0, proof: [], note: log.note(at: 1)).bytes,
            try AddCheckpointRequest(
                oldSize: 257, proof: log.tree.consistencyPath(from: 257, to: 600, reading: log), note: log.note(at: 600)
            ).bytes,
            try AddCheckpointRequest(oldSize: 257, proof: [], note: log.note(at: 257)).bytes,
        ]
    }

    func attempt(_ bytes: [UInt8]) {
        guard let request = try? AddCheckpointRequest(parsing: bytes) else { return }
        claim(request.bytes == bytes, "a request has one form")
        claim(request.proof.count <= AddCheckpointRequest.mostHashes, "a proof is no longer than it may be")
        examine(request)
        // The same with a checkpoint that is signed whatever it says.
        guard let note = try? SignedNote(signing: request.note.text, with: [SampleKeys.log]),
            let signed = try? AddCheckpointRequest(oldSize: request.oldSize, proof: request.proof, note: note)
        else { return }
        examine(signed)
    }

    private func examine(_ request: AddCheckpointRequest) {
        for known in [nil, state] {
            guard case .cosign(let checkpoint, let note) = WitnessDecider.decide(request, logs: logs, state: known) else {
                continue
            }
            claim(checkpoint.size >= known?.checkpoint.size ?? 0, "a witness never goes back")
            claim(checkpoint.size != known?.checkpoint.size || checkpoint.root == known?.checkpoint.root, "nor to another history")
            claim((try? note.verified(by: [SampleKeys.log.verifier])) != nil, "only what the log signed is cosigned")
        }
    }
}
