// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What a log says of a snapshot.
struct SnapshotTarget: FuzzTarget {
    let name = "snapshot"
    let longest = 1_024
    let words = [
        "\"snapshot\":{", "\"list\":", "\"bytes\":", "\"count\":", "\"digest\":", "\"size\":", "\"version\":", "9007199254740991",
    ]

    func seeds() throws -> [[UInt8]] {
        let largest = SnapshotEntry(
            list: "tracking", version: 1 << 52, size: 1 << 53 - 1, count: 0, bytes: 1, digest: SampleLog.long.tree.root)
        return [SampleLog.short.entries[SampleLog.listings].payload, largest.json].map { $0.canonical() }
    }

    func attempt(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let snapshot = try? SnapshotEntry(json: json) else { return }
        claim(snapshot.version <= snapshot.size, "a snapshot is not ahead of its log")
        claim((try? SnapshotEntry(json: snapshot.json)) == snapshot, "what a log says of a snapshot reads back")
        claim((try? JSON(parsing: snapshot.json.canonical())) == snapshot.json, "it is written as JSON that readers take")
    }
}
