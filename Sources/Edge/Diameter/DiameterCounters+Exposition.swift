// SPDX-License-Identifier: EUPL-1.2

import Diameter

extension DiameterServer {
    /// The counts in Prometheus text format, to follow the process's other metrics.
    var exposition: [UInt8] {
        let answers = responder.counters.snapshot
        let happened = counters.snapshot
        var text = ""
        func family(_ name: String, _ help: String, _ kind: String, _ rows: [(String, UInt64)]) {
            text += "# HELP schakel_edge_diameter_\(name) \(help)\n# TYPE schakel_edge_diameter_\(name) \(kind)\n"
            for (labels, count) in rows { text += "schakel_edge_diameter_\(name)\(labels) \(count)\n" }
        }
        family("connections", "Connections that are open.", "gauge", [("", happened.open)])
        family("peers", "Peers that have introduced themselves.", "gauge", [("", UInt64(peers.count))])
        family(
            "answers_total", "Checks by outcome.", "counter",
            [
                ("permitted", answers.permitted), ("prohibited", answers.prohibited), ("tracking", answers.tracking),
                ("unknown-equipment", answers.unknownEquipment), ("refused", answers.refused), ("unavailable", answers.unavailable),
            ].map { ("{outcome=\"\($0)\"}", $1) })
        family(
            "faults_total", "Requests that could not be carried out and peers that were refused, by result.", "counter",
            happened.faults.sorted { $0.key.rawValue < $1.key.rawValue }.map { ("{result=\"\($0.key)\"}", $0.value) })
        family(
            "closed_total", "Connections that are over, by why.", "counter",
            PeerClosure.allCases.map { ("{reason=\"\($0.rawValue)\"}", happened.closed[$0] ?? 0) })
        return Array(text.utf8)
    }
}
