// SPDX-License-Identifier: EUPL-1.2

import CoreMetrics
import Synchronization

/// A number that only grows. Whole increments (the usual case) are one atomic addition; fractions loop on a
/// compare-and-exchange.
final class CounterCell: CounterHandler, FloatingPointCounterHandler, MetricCell {
    private let whole = Atomic<UInt64>(0)
    private let fraction = AtomicDouble()

    /// Adds `amount`; a negative amount is ignored, for a counter that falls reads as a restart.
    func increment(by amount: Int64) {
        guard amount > 0 else { return }
        whole.wrappingAdd(UInt64(amount), ordering: .relaxed)
    }

    /// Adds `amount`; amounts that are negative or not finite are ignored.
    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        fraction.add(amount)
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        fraction.store(0)
    }

    func write(name: String, labels: MetricLabels, to text: inout ExpositionText) {
        let count = whole.load(ordering: .relaxed)
        let rest = fraction.load()
        let value = rest == 0 ? String(count) : ExpositionText.number(Double(count) + rest)
        text.sample(name, labels: labels.text, value: value)
    }
}
