// SPDX-License-Identifier: EUPL-1.2

import CoreMetrics

/// A number that is set, or moves both ways: swift-metrics' gauges and meters.
final class GaugeCell: RecorderHandler, MeterHandler, MetricCell {
    private let value = AtomicDouble()

    func record(_ value: Int64) { self.value.store(Double(value)) }

    func record(_ value: Double) { self.value.store(value) }

    func set(_ value: Int64) { self.value.store(Double(value)) }

    func set(_ value: Double) { self.value.store(value) }

    /// Moves the gauge; an amount that is not finite is ignored, for it could never be undone.
    func increment(by amount: Double) {
        guard amount.isFinite else { return }
        value.add(amount)
    }

    func decrement(by amount: Double) { increment(by: -amount) }

    func write(name: String, labels: MetricLabels, to text: inout ExpositionText) {
        text.sample(name, labels: labels.text, value: ExpositionText.number(value.load()))
    }
}
