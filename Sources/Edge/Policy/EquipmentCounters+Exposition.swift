// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity

extension EquipmentCounters.Snapshot {
    /// The counts in Prometheus text format, to follow the process's other metrics.
    var exposition: [UInt8] {
        let rows = [
            ("permitted", permitted), ("prohibited", prohibited), ("tracking", tracking), ("unknown-equipment", unknownEquipment),
            ("refused", refused), ("unavailable", unavailable),
        ]
        var text = Self.family("schakel_edge_answers_total", "counter", "Answers of the 5G-EIR by outcome.")
        for (outcome, count) in rows { text += "schakel_edge_answers_total{outcome=\"\(outcome)\"} \(count)\n" }
        text += Self.family("schakel_edge_responses_total", "counter", "Answers of the 5G-EIR by HTTP status and cause.")
        for kind in EquipmentAnswer.Kind.allCases {
            guard let count = kinds[kind] else { continue }
            text +=
                "schakel_edge_responses_total{status=\"\(kind.status)\",cause=\"\(kind.cause ?? "")\",kind=\"\(kind)\"} \(count)\n"
        }
        text += Self.family("schakel_edge_policy_total", "counter", "Checks for which the list alone did not say, by case.")
        for policyCase in PolicyCase.allCases {
            text += "schakel_edge_policy_total{case=\"\(policyCase.label)\"} \(cases[policyCase] ?? 0)\n"
        }
        return Array(text.utf8) + latency
    }

    private var latency: [UInt8] {
        let name = "schakel_edge_answer_seconds"
        var text = Self.family(name, "histogram", "From reading a request to handing its answer to the system.")
        var total: UInt64 = 0
        for (count, label) in zip(buckets, LoopMeter.bounds.map(\.label) + ["+Inf"]) {
            total &+= count
            text += "\(name)_bucket{le=\"\(label)\"} \(total)\n"
        }
        text += "\(name)_sum \(Double(nanoseconds) / 1e9)\n\(name)_count \(total)\n"
        return Array(text.utf8)
    }

    static func family(_ name: String, _ type: String, _ help: String) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }
}
