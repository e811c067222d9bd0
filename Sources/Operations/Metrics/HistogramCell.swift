// SPDX-License-Identifier: EUPL-1.2

import CoreMetrics
import Synchronization

/// A timer: durations counted in fixed buckets from 0.5 ms to 10 s, exposed in seconds.
///
/// One short lock per observation and no allocation; the lock keeps buckets, sum and count of one exposition consistent.
final class HistogramCell: TimerHandler, MetricCell {
    /// The buckets' upper bounds in nanoseconds, inclusive, with the text of their `le` label in seconds.
    static let bounds: [(nanoseconds: Int64, label: String)] = [
        (500_000, "0.0005"), (1_000_000, "0.001"), (2_500_000, "0.0025"), (5_000_000, "0.005"), (10_000_000, "0.01"),
        (25_000_000, "0.025"), (50_000_000, "0.05"), (100_000_000, "0.1"), (250_000_000, "0.25"), (500_000_000, "0.5"),
        (1_000_000_000, "1"), (2_500_000_000, "2.5"), (5_000_000_000, "5"), (10_000_000_000, "10"),
    ]

    private struct Tally {
        /// One count per bucket, not yet cumulative; the last is for durations above every bound.
        var counts = [UInt64](repeating: 0, count: HistogramCell.bounds.count + 1)
        var seconds = 0.0
    }

    private let tally = Mutex(Tally())

    /// Counts one duration; a negative one (a clock set back) counts as zero.
    func recordNanoseconds(_ duration: Int64) {
        let duration = max(0, duration)
        var bucket = 0
        while bucket < Self.bounds.count, duration > Self.bounds[bucket].nanoseconds { bucket += 1 }
        tally.withLock {
            $0.counts[bucket] += 1
            $0.seconds += Double(duration) / 1e9
        }
    }

    func write(name: String, labels: MetricLabels, to text: inout ExpositionText) {
        let (counts, seconds) = tally.withLock { ($0.counts, $0.seconds) }
        var total: UInt64 = 0
        for (count, bound) in zip(counts, Self.bounds) {
            total += count
            let extra = "le=\"\(bound.label)\""
            text.sample(name, suffix: "_bucket", labels: labels.text, extra: extra, value: String(total))
        }
        total += counts[Self.bounds.count]
        text.sample(name, suffix: "_bucket", labels: labels.text, extra: "le=\"+Inf\"", value: String(total))
        text.sample(name, suffix: "_sum", labels: labels.text, value: ExpositionText.number(seconds))
        text.sample(name, suffix: "_count", labels: labels.text, value: String(total))
    }
}
