// SPDX-License-Identifier: EUPL-1.2

/// The middle and the slow end of many times.
struct Percentiles {
    let median: Double
    let p99: Double
    let p999: Double

    init(_ times: [UInt32]) {
        let sorted = times.sorted()
        func at(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : Double(sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))])
        }
        median = at(0.5)
        p99 = at(0.99)
        p999 = at(0.999)
    }
}
