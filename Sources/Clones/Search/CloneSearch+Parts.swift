// SPDX-License-Identifier: EUPL-1.2

import UsageRecords

extension CloneSearch {
    /// Judges each part in turn.
    mutating func judgeAll(
        with judge: inout DeviceJudge, into results: inout SearchResults, progress: (Int, Int) -> Void
    ) throws(SearchError) {
        let largest = parts.map { shelf.count(of: $0, as: UsageRecord.self) }.max() ?? 0
        let sorter = RecordSorter(capacity: min(largest, plan.capacity))
        var done = 0
        for part in parts {
            let count = shelf.count(of: part, as: UsageRecord.self)
            guard count > 0 else { continue }
            results.begin(&shelf)
            if count <= plan.capacity {
                try sorter.records.take(count, from: 0, in: part, of: shelf)
                summary.mostRecordsInMemory = max(summary.mostRecordsInMemory, count)
                var failure: SearchError?
                sorter.each { record in
                    guard failure == nil else { return }
                    judge.take(record) { results.note($0) }
                    guard results.isDue else { return }
                    do throws(SearchError) {
                        try results.flush(&shelf)
                    } catch {
                        failure = error
                    }
                }
                if let failure { throw failure }
                shelf.remove(part)
            } else {
                try judgePieces(of: part, count: count, sorter: sorter, with: &judge, into: &results)
            }
            judge.finish { results.note($0) }
            try results.end(&shelf)
            done += count
            progress(done, summary.records)
        }
    }

    /// Judges a part that does not fit in memory: it is sorted in pieces, which are then read as one. One device with more records than fit is
    /// judged that way too.
    private mutating func judgePieces(
        of part: Int, count: Int, sorter: RecordSorter, with judge: inout DeviceJudge, into results: inout SearchResults
    ) throws(SearchError) {
        var pieces: [Int] = []
        let block = Room<UsageRecord>(capacity: plan.block)
        var start = 0
        while start < count {
            let amount = min(plan.capacity, count - start)
            try sorter.records.take(amount, from: start, in: part, of: shelf)
            summary.mostRecordsInMemory = max(summary.mostRecordsInMemory, amount)
            let piece = shelf.open()
            pieces.append(piece)
            var failure: SearchError?
            sorter.each { record in
                guard failure == nil else { return }
                block.append(record)
                guard block.isFull else { return }
                do throws(SearchError) {
                    try block.put(in: piece, of: &shelf)
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            try block.put(in: piece, of: &shelf)
            start += amount
        }
        shelf.remove(part)
        var merged = try SortedDrawers<UsageRecord>(pieces, room: plan.capacity / 4, of: shelf)
        while let record = try merged.next(of: shelf) {
            judge.take(record) { results.note($0) }
            if results.isDue { try results.flush(&shelf) }
        }
        for piece in pieces { shelf.remove(piece) }
    }
}
