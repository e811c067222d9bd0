// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// Enters that a snapshot was made: from now on the log commits to its digest.
    func enter(_ snapshot: StoredSnapshot, in register: RegisterName) throws {
        let audience = Audience.list(snapshot.list, of: register)
        guard let size = state.logs[register]?.tree.size, snapshot.size <= size else {
            throw Refusal(.notNow, "The snapshot is of a log that is longer than this one.")
        }
        let sequence = try enter(
            SnapshotEntry.kind, snapshot.committed.json, in: register, stream: "snapshots:\(snapshot.list)", audience: audience)
        guard sequence > snapshot.version else { throw Refusal(.notNow, "The snapshot is of a version that does not exist yet.") }
        // The one before stays for whoever is fetching it; those before it go.
        if let former = try writer.snapshot(of: snapshot.list, in: register) {
            try writer.removeSnapshots(of: snapshot.list, in: register, before: former.version)
        }
        var entered = snapshot
        entered.entry = size
        try writer.put(entered, in: register)
    }
}

extension StoredSnapshot {
    /// What the log commits to.
    var committed: SnapshotEntry {
        SnapshotEntry(
            list: list, version: version, size: size, count: UInt64(clamping: count), bytes: UInt64(clamping: bytes), digest: digest
        )
    }
}
