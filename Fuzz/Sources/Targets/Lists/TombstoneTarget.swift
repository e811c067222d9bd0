// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What stays of erased entries.
struct TombstoneTarget: FuzzTarget {
    let name = "tombstone"
    let longest = 2_048
    let words = ["\"due\":\"", "\"erased\":[[", "],[", "\"rule\":\"", "2026-11-21T03:08:20.123Z", "9007199254740991"]

    func seeds() throws -> [[UInt8]] {
        let wide = Tombstone(erased: [0..<1, 5..<1_000, 70_000..<70_001], rule: "devices/closed", due: .latest)
        return [SampleLog.short.entries[SampleLog.listings + 1].payload, wide.json].map { $0.canonical() }
    }

    func attempt(_ bytes: [UInt8]) {
        guard let json = try? JSON(parsing: bytes), let tombstone = try? Tombstone(json: json) else { return }
        claim(tombstone.erased.count <= Tombstone.mostRanges, "ranges are counted")
        claim((try? Tombstone(json: tombstone.json)) == tombstone, "a tombstone reads back")
        let indexes = tombstone.indexes
        claim(zip(indexes, indexes.dropFirst()).allSatisfy { $0 < $1 }, "indexes ascend")
        guard let first = indexes.first, let last = indexes.last else { return }
        claim(tombstone.covers(first) && tombstone.covers(last) && !tombstone.covers(last + 1), "it covers what it names")
    }
}
