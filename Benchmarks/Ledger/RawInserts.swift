// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization

/// Inserts the rows that acts brought about once more, in the same order and the same batches, and does nothing else.
struct RawInserts {
    let source: any Store
    let target: any Store
    let acts: Int

    private static let actsAtOnce = 256

    init(from source: any Store, to target: any Store, acts: Int) {
        self.source = source
        self.target = target
        self.acts = acts
    }

    /// - Returns: acts' worth of rows per second.
    func run() async throws -> Double {
        let batches = try await batches()
        let start = ContinuousClock.now
        for batch in batches {
            try await target.write { writer in
                for (table, rows) in batch { try writer.insert(rows, into: table) }
            }
        }
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(acts) / (Double(seconds) + Double(attoseconds) / 1e18)
    }

    /// The rows of each batch by table: the rows of a case and of its answer go where its entry goes.
    private func batches() async throws -> [[(StoreTable, [[StoreValue]])]] {
        var tables: [String: (StoreTable, [[StoreValue]])] = [:]
        for table in StoreTable.all {
            var rows: [[StoreValue]] = []
            while true {
                let after = rows.last.map { Array($0.prefix(table.keyLength)) }
                let page = try await source.read { try $0.rows(of: table, after: after, most: 10_000) }
                rows += page
                if page.count < 10_000 { break }
            }
            tables[table.name] = (table, rows)
        }
        func table(_ name: String) -> (StoreTable, [[StoreValue]]) { tables[name] ?? (StoreTable.all[0], []) }
        let entries = table("entries").1
        var place: [StoreValue: Int] = [:]
        for (index, row) in entries.enumerated() {
            if case .text(let stream) = row[4] { place[.text(String(stream.dropFirst(5)))] = index / RawInserts.actsAtOnce }
        }
        let count = (entries.count + RawInserts.actsAtOnce - 1) / RawInserts.actsAtOnce
        var batches: [[(StoreTable, [[StoreValue]])]] = []
        var byBatch = Array(repeating: [String: [[StoreValue]]](), count: count)
        for (index, row) in entries.enumerated() { byBatch[index / RawInserts.actsAtOnce]["entries", default: []].append(row) }
        for (index, row) in table("payloads").1.enumerated() {
            byBatch[index / RawInserts.actsAtOnce]["payloads", default: []].append(row)
        }
        for (name, column) in [("cases", 1), ("case_subjects", 1)] {
            for row in table(name).1 { if let batch = place[row[column]] { byBatch[batch][name, default: []].append(row) } }
        }
        // Answers have random keys, so any even spread is the order in which they came.
        for (index, row) in table("acts").1.enumerated() { byBatch[index % count]["acts", default: []].append(row) }
        for (index, row) in table("tiles").1.enumerated() where count > 0 {
            byBatch[index % count]["tiles", default: []].append(row)
        }
        for batch in byBatch {
            batches.append(batch.sorted { $0.key < $1.key }.map { (table($0.key).0, $0.value) })
        }
        return batches
    }
}
