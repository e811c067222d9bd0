// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Metrics

/// How far an edge is behind.
struct EdgeLag: Hashable, Sendable {
    let register: RegisterName
    let party: PartyID
    let edge: String
    /// In versions.
    let versions: Int
    /// Since the oldest version that it lacks was entered.
    let time: Span

    /// Shows it on the operator's metrics.
    func record() {
        let dimensions = [("register", "\(register)"), ("party", "\(party)"), ("edge", edge)]
        Gauge(label: "schakel_edge_lag_versions", dimensions: dimensions).record(versions)
        Gauge(label: "schakel_edge_lag_seconds", dimensions: dimensions).record(Double(time.milliseconds) / 1_000)
    }
}
