// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Counts the connections over which nothing could be asked.
final class DoorFailures: Sendable {
    private let handshakes = Atomic<UInt64>(0)

    /// Counts a connection whose TLS did not come about: no certificate of a trusted authority, no common version, no TLS at all.
    func countHandshake() { handshakes.wrappingAdd(1, ordering: .relaxed) }

    /// The counts, with those of the roster, in Prometheus text format.
    func exposition(_ census: ConnectionRoster.Census) -> [UInt8] {
        let rows = [
            ("schakel_edge_connections", "gauge", "Connections open at the 5G-EIR.", UInt64(max(0, census.open))),
            (
                "schakel_edge_connections_surplus_total", "counter",
                "Connections beyond the bound, answered as in overload.", census.surplus
            ),
            ("schakel_edge_connections_refused_total", "counter", "Connections closed as soon as they came.", census.refused),
            (
                "schakel_edge_tls_failures_total", "counter", "Connections whose TLS handshake failed.",
                handshakes.load(ordering: .relaxed)
            ),
        ]
        var text = ""
        for (name, type, help, value) in rows {
            text += EquipmentCounters.Snapshot.family(name, type, help) + "\(name) \(value)\n"
        }
        return Array(text.utf8)
    }
}
