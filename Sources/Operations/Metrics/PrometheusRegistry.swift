// SPDX-License-Identifier: EUPL-1.2

import CoreMetrics
import Synchronization

/// Keeps every metric of the process and shows them to Prometheus.
///
/// Bootstrap it once (`MetricsSystem.bootstrap(registry)`), use swift-metrics everywhere, and answer `GET /metrics` with
/// ``exposition()`` as ``contentType``. Counters and gauges are lock-free; timers take one short lock of their own.
///
/// | swift-metrics | Prometheus |
/// |---|---|
/// | `Counter`, `FloatingPointCounter` | counter |
/// | `Gauge`, `Meter`, `Recorder(aggregate: false)` | gauge |
/// | `Recorder(aggregate: true)` | summary with `_sum` and `_count` |
/// | `Timer` | histogram in seconds, fixed buckets from 0.5 ms to 10 s |
///
/// Names are exposed as given, apart from characters Prometheus forbids: choose `…_total` for counters and `…_seconds` for
/// timers. The number of series is bounded, so a label that takes its value from outside cannot fill the memory: what comes
/// after the bound, or under a name already used for another type, counts nothing and is itself counted in
/// `metrics_series_dropped_total`.
public final class PrometheusRegistry: Sendable {
    /// The media type of an exposition.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The most combinations of name and label values kept when nothing else is asked.
    public static let defaultSeriesLimit = 10_000

    struct State {
        var families: [String: MetricFamily] = [:]
        /// Every sample name in use, with the family that writes it.
        var owners: [String: String] = [:]
        var help: [String: String] = [:]
        var seriesCount = 0
        var dropped: UInt64 = 0
    }

    let state: Mutex<State>
    private let seriesLimit: Int

    /// An empty registry.
    ///
    /// - Parameters:
    ///   - help: one line of help by metric label; add more with ``describe(_:_:)``.
    ///   - seriesLimit: the most combinations of name and label values kept.
    public init(help: [String: String] = [:], seriesLimit: Int = PrometheusRegistry.defaultSeriesLimit) {
        var state = State()
        for name in Self.ownNames { state.owners[name] = name }
        for (label, line) in help { state.help[MetricName.metric(label)] = line }
        self.state = Mutex(state)
        self.seriesLimit = seriesLimit
    }

    /// Sets the help line of a metric, made already or not. Without one its label is shown.
    public func describe(_ label: String, _ help: String) {
        state.withLock { $0.help[MetricName.metric(label)] = help }
    }

    /// The cell of one series, made when it is new; `nil` when the bound is reached or the name has another type.
    func cell<Cell: MetricCell>(
        _ kind: MetricFamily.Kind, _ label: String, _ dimensions: [(String, String)], make: () -> Cell
    ) -> Cell? {
        let name = MetricName.metric(label)
        let labels = MetricLabels(dimensions)
        return state.withLock { state in
            guard let family = state.families[name] else {
                let names = kind.suffixes.map { name + $0 }
                guard state.seriesCount < seriesLimit, names.allSatisfy({ state.owners[$0] == nil }) else {
                    state.dropped += 1
                    return nil
                }
                for sample in names { state.owners[sample] = name }
                let cell = make()
                state.families[name] = MetricFamily(kind: kind, label: label, series: [labels: cell])
                state.seriesCount += 1
                return cell
            }
            guard family.kind == kind else {
                state.dropped += 1
                return nil
            }
            if let known = family.series[labels] { return known as? Cell }
            guard state.seriesCount < seriesLimit else {
                state.dropped += 1
                return nil
            }
            let cell = make()
            state.families[name]?.series[labels] = cell
            state.seriesCount += 1
            return cell
        }
    }

    /// Forgets the series of a handler. The family's name keeps its type.
    func remove(_ handler: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                guard let labels = family.series.first(where: { $0.value === handler })?.key else { continue }
                state.families[name]?.series[labels] = nil
                state.seriesCount -= 1
                return
            }
        }
    }
}
