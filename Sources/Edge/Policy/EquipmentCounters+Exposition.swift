// SPDX-License-Identifier: EUPL-1.2

extension EquipmentCounters.Snapshot {
    /// The counts in Prometheus text format, to follow the process's other metrics.
    var exposition: [UInt8] {
        let rows = [
            ("permitted", permitted), ("prohibited", prohibited), ("tracking", tracking), ("unknown-equipment", unknownEquipment),
            ("refused", refused), ("unavailable", unavailable),
        ]
        var text =
            "# HELP schakel_edge_answers_total Answers of the 5G-EIR by outcome.\n# TYPE schakel_edge_answers_total counter\n"
        for (outcome, count) in rows { text += "schakel_edge_answers_total{outcome=\"\(outcome)\"} \(count)\n" }
        return Array(text.utf8)
    }
}
