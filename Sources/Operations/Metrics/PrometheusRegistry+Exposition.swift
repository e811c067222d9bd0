// SPDX-License-Identifier: EUPL-1.2

import Synchronization

extension PrometheusRegistry {
    static let droppedName = "metrics_series_dropped_total"

    /// The names the registry writes itself and nobody else may use.
    static let ownNames = [droppedName] + ProcessMetrics.names

    /// Every metric in the Prometheus text format 0.0.4, families by name and series by labels, followed by the registry's
    /// own counter of dropped series and the process's memory, processor time, start and open files read at this moment.
    public func exposition() -> [UInt8] {
        exposition(process: ProcessMetrics.current())
    }

    /// The same with the process's figures handed in.
    func exposition(process: ProcessMetrics) -> [UInt8] {
        let (families, help, dropped) = state.withLock { ($0.families, $0.help, $0.dropped) }
        var text = ExpositionText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            text.family(name, type: family.kind.rawValue, help: help[name] ?? family.label)
            for (labels, cell) in family.series.sorted(by: { $0.key < $1.key }) {
                cell.write(name: name, labels: labels, to: &text)
            }
        }
        text.family(Self.droppedName, type: "counter", help: "Series refused: too many, or a name used for another type.")
        text.sample(Self.droppedName, value: String(dropped))
        process.write(to: &text)
        return text.bytes
    }
}
