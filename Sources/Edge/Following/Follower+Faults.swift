// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics

extension Follower {
    /// Tells the operator what was refused, and keeps what proves it.
    func report(_ fault: FollowFault, at position: FollowPosition) {
        Counter(label: "schakel_edge_faults_total", dimensions: [("code", fault.code.rawValue)]).increment()
        keepEvidence(of: fault, at: position)
        standing.noteFault(fault, at: timekeeper.now())
        logger.error(
            "What the hub sent is refused; the edge goes on with the last good list.",
            metadata: ["code": "\(fault.code.rawValue)", "reason": "\(fault.reason)", "size": "\(position.range.size)"]
        )
    }

    private func keepEvidence(of fault: FollowFault, at position: FollowPosition) {
        guard let theirs = fault.evidence else { return }
        Counter(label: "schakel_edge_evidence_total", dimensions: [("code", fault.code.rawValue)]).increment()
        logger.error(
            "The hub signed two things that cannot both be true: show both notes to the supervisor.",
            metadata: ["code": "\(fault.code.rawValue)", "ours": "\(position.checkpoint)", "theirs": "\(theirs)"])
        do {
            let isNew = try store.keepEvidence(fault.code, ours: position.checkpoint, theirs: theirs, at: timekeeper.now())
            if isNew { standing.noteEvidence() }
        } catch {
            logger.error(
                "The evidence cannot be kept: copy the hub's checkpoint from this line.",
                metadata: ["error": "\(error)", "theirs": "\(theirs)"]
            )
        }
    }
}
