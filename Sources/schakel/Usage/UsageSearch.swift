// SPDX-License-Identifier: EUPL-1.2

import Clones
import UsageRecords

/// Reads dumps, searches them and writes what is found.
struct UsageSearch {
    let files: [String]
    let out: String
    let tables: CloneTables
    let policy: ClonePolicy
    let home: [NetworkCode]
    let network: NetworkCode?
    let cells: CellPlaces?
    let until: UsageDay?
    let grace: Int
    let memory: Int
    let scratch: String
    let accepts: Bool

    /// Bytes of a row, about, to estimate how many rows there are.
    private static let rowBytes = 64

    func run() throws -> UsageOutcome {
        let start = ContinuousClock.now
        let sources = files.map { ByteSource(path: $0) }
        let total = sources.reduce(0 as Int?) { sum, source in sum.flatMap { sum in source.size.map { sum + $0 } } }
        try Files.makeFolder(out)
        let shelf = try ScratchShelf(in: scratch)
        let plan = MemoryPlan(bytes: memory, records: total.map { $0 / UsageSearch.rowBytes } ?? 100_000_000)
        var search = CloneSearch(policy: policy, tables: tables, plan: plan, shelf: shelf)
        var outcome = UsageOutcome()
        try read(sources, total: total, into: &search, outcome: &outcome)
        outcome.readSeconds = UsageSearch.seconds(since: start)
        outcome.doubts = UsageThresholds().exceeded(by: outcome.counts, hasHome: !home.isEmpty)
        outcome.isRefused = !outcome.doubts.isEmpty && !accepts
        guard !outcome.isRefused else { return outcome }
        let written = try FindingFiles(in: out, grace: grace)
        outcome.summary = try judge(&search, into: written)
        outcome.seconds = UsageSearch.seconds(since: start)
        outcome.scratchBytes = shelf.written
        outcome.peakBytes = PeakMemory.bytes
        try written.finish(summary: outcome.json)
        return outcome
    }

    private func read(
        _ sources: [ByteSource], total: Int?, into search: inout CloneSearch<ScratchShelf>, outcome: inout UsageOutcome
    ) throws {
        let progress = Progress(of: "bytes read")
        var done = 0
        for source in sources {
            var reader = UsageReader(cells: cells, network: network, home: HomeNetworks(home))
            do {
                try source.each { chunk in
                    try reader.read(chunk) { search.take($0) }
                    try search.check()
                    done += chunk.count
                    if let total { progress.show(UInt64(done), of: UInt64(max(total, done))) }
                }
                try reader.finish { search.take($0) }
                try search.check()
            } catch let error as UsageError {
                throw FileFailure(description: "The file \(source.path) is no dump of usage records: \(error.reason)")
            } catch let error as SearchError {
                throw FileFailure(description: error.reason)
            }
            outcome.counts.add(reader.counts)
            outcome.faults += reader.faults.prefix(UsageOutcome.mostFaults - outcome.faults.count).map { (source.path, $0) }
        }
        outcome.bytes = done
        progress.end()
    }

    private func judge(_ search: inout CloneSearch<ScratchShelf>, into files: FindingFiles) throws -> SearchSummary {
        let progress = Progress(of: "records judged")
        defer { progress.end() }
        var last = until ?? .first
        do {
            return try search.finish(
                until: until,
                progress: { done, total in progress.show(UInt64(done), of: UInt64(total)) },
                began: { last = $0 },
                found: { finding throws(SearchError) in try UsageSearch.told { () throws(FileFailure) in try files.add(finding) } },
                excepted: { exception throws(SearchError) in
                    try UsageSearch.told { () throws(FileFailure) in try files.add(exception, until: last) }
                })
        } catch {
            throw FileFailure(description: error.reason)
        }
    }

    private static func told(_ work: () throws(FileFailure) -> Void) throws(SearchError) {
        do {
            try work()
        } catch {
            throw SearchError(error.description)
        }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
