// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import ListedDevices

/// Times lookups one by one, and in a row by one and two threads: the index and binary search, the same questions in the same loop.
struct Lookups {
    let devices: ListedDevices
    let sorted: [UInt64]
    let sets: QuerySets
    let report: Report
    let isJudged: Bool

    func run() throws {
        for (name, queries) in [("hit", sets.hits), ("miss", sets.misses), ("other type", sets.strangers)] {
            guard !queries.isEmpty else { continue }
            // Twice in turn; the second counts, when what can be in the caches is there.
            var index = timed(queries) { devices.status(of: $0) != nil }
            var search = timed(queries) { sorted.hasSorted($0.value) }
            index = timed(queries) { devices.status(of: $0) != nil }
            search = timed(queries) { sorted.hasSorted($0.value) }
            report.add("\(name): index, median", index.median, "ns")
            report.add("\(name): index, p99", index.p99, "ns")
            report.add("\(name): binary search, median", search.median, "ns")
            report.add("\(name): binary search, p99", search.p99, "ns")
            report.add(
                "\(name): times faster at the median", search.median / index.median, "",
                atLeast: isJudged && name != "other type" ? 2 : nil)
            for threads in 1...2 {
                report.add(
                    "\(name): index, \(threads) thread(s)", rate(queries, threads) { [devices] in devices.status(of: $0) != nil },
                    "M/s")
                report.add(
                    "\(name): binary search, \(threads) thread(s)",
                    rate(queries, threads) { [sorted] in sorted.hasSorted($0.value) }, "M/s")
            }
        }
        report.add("the clock itself, in every median and p99", timed(sets.hits) { $0.value != 0 }.median, "ns")
    }

    @inline(__always)
    private func timed(_ queries: [IMEI], _ ask: (IMEI) -> Bool) -> Percentiles {
        var times = [UInt32](repeating: 0, count: queries.count)
        var found = 0
        for (place, query) in queries.enumerated() {
            let start = nanoseconds()
            if ask(query) { found += 1 }
            times[place] = UInt32(truncatingIfNeeded: nanoseconds() - start)
        }
        blackHole(found)
        return Percentiles(times)
    }

    /// Millions of lookups a second, by all threads together.
    @inline(__always)
    private func rate(_ queries: [IMEI], _ threads: Int, _ ask: @escaping @Sendable (IMEI) -> Bool) -> Double {
        let (_, time) = seconds {
            let workers = (0..<threads).map { number in
                Worker {
                    var found = 0
                    let start = number * queries.count / threads
                    for place in 0..<queries.count where ask(queries[(start + place) % queries.count]) { found += 1 }
                    blackHole(found)
                }
            }
            for worker in workers { worker.join() }
        }
        return Double(queries.count * threads) / time / 1e6
    }
}

/// Takes a result, so that what made it is not left out.
@inline(never)
func blackHole(_ value: Int) {}
