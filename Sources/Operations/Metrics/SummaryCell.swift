// SPDX-License-Identifier: EUPL-1.2

import CoreMetrics
import Synchronization

/// An aggregating recorder: how many values, and their sum. Its unit is unknown, so buckets would be a guess; Prometheus
/// calls this a summary without quantiles.
final class SummaryCell: RecorderHandler, MetricCell {
    private struct Tally {
        var count: UInt64 = 0
        var sum = 0.0
    }

    private let tally = Mutex(Tally())

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        guard value.isFinite else { return }
        tally.withLock {
            $0.count += 1
            $0.sum += value
        }
    }

    func write(name: String, labels: MetricLabels, to text: inout ExpositionText) {
        let (count, sum) = tally.withLock { ($0.count, $0.sum) }
        text.sample(name, suffix: "_sum", labels: labels.text, value: ExpositionText.number(sum))
        text.sample(name, suffix: "_count", labels: labels.text, value: String(count))
    }
}
