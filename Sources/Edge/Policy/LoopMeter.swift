// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity

/// What one event loop has answered, how, and how fast.
///
/// Each event loop has one of its own, so that counting costs neither a lock nor a fight over a cache line.
final class LoopMeter: Sendable {
    /// The upper bounds of the latency buckets in nanoseconds, inclusive, with the text of their `le` label in seconds.
    static let bounds: [(nanoseconds: Int64, label: String)] = [
        (10_000, "0.00001"), (25_000, "0.000025"), (50_000, "0.00005"), (100_000, "0.0001"), (250_000, "0.00025"),
        (500_000, "0.0005"), (1_000_000, "0.001"), (2_500_000, "0.0025"), (5_000_000, "0.005"), (10_000_000, "0.01"),
        (25_000_000, "0.025"), (50_000_000, "0.05"), (100_000_000, "0.1"),
    ]

    private static let kinds = EquipmentAnswer.Kind.allCases.count
    private static let cases = PolicyCase.allCases.count
    private static let firstBucket = kinds + cases
    private static let sum = firstBucket + bounds.count + 1

    private let counts = CountBlock(size: LoopMeter.sum + 1)

    /// Counts one answer.
    func count(_ kind: EquipmentAnswer.Kind) { counts.add(1, at: Int(kind.rawValue)) }

    /// Counts one time that policy was needed.
    func count(_ policyCase: PolicyCase) { counts.add(1, at: LoopMeter.kinds + Int(policyCase.rawValue)) }

    /// Counts answers that took as long: from the first request of a read to the moment its answers were handed to the system.
    func record(_ answers: Int, took nanoseconds: Int64) {
        let nanoseconds = max(0, nanoseconds)
        var bucket = 0
        while bucket < LoopMeter.bounds.count, nanoseconds > LoopMeter.bounds[bucket].nanoseconds { bucket += 1 }
        counts.add(UInt64(answers), at: LoopMeter.firstBucket + bucket)
        counts.add(UInt64(nanoseconds) &* UInt64(answers), at: LoopMeter.sum)
    }

    /// How many answers of a kind were given.
    func answers(_ kind: EquipmentAnswer.Kind) -> UInt64 { counts.value(at: Int(kind.rawValue)) }

    /// How often policy was needed for a case.
    func times(_ policyCase: PolicyCase) -> UInt64 { counts.value(at: LoopMeter.kinds + Int(policyCase.rawValue)) }

    /// The answers per bucket, not cumulative, the last for those above every bound; and the nanoseconds they took together.
    var latencies: (buckets: [UInt64], nanoseconds: UInt64) {
        let buckets = (0...LoopMeter.bounds.count).map { counts.value(at: LoopMeter.firstBucket + $0) }
        return (buckets, counts.value(at: LoopMeter.sum))
    }
}
