// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Synchronization

/// How the registration with the network's repositories stands, for the operator.
final class RegistrationStanding: Sendable {
    private struct State {
        var holder: String?
        var trouble: String?
        var beats: UInt64 = 0
        var failures: UInt64 = 0
        var registrations: UInt64 = 0
    }

    private let state = Mutex(State())

    /// The address of the repository that has the registration, if one has.
    var holder: String? { state.withLock(\.holder) }

    /// How many heartbeats were taken.
    var beats: UInt64 { state.withLock(\.beats) }

    func noteRegistered(at address: String) {
        state.withLock { state in
            state.holder = address
            state.trouble = nil
            state.registrations += 1
        }
    }

    func noteBeat() { state.withLock { $0.beats += 1 } }

    func noteFailure(_ trouble: String) {
        state.withLock { state in
            state.trouble = trouble
            state.failures += 1
        }
    }

    func noteGone() { state.withLock { $0.holder = nil } }

    /// The standing as JSON.
    var json: JSON {
        let state = state.withLock { $0 }
        let members: [(String, JSON?)] = [
            ("registered", .bool(state.holder != nil)), ("nrf", state.holder.map { .string($0) }),
            ("trouble", state.trouble.map { .string($0) }),
        ]
        return .object(JSONObject(members))
    }

    /// The standing in Prometheus text format.
    var exposition: [UInt8] {
        let state = state.withLock { $0 }
        let rows = [
            ("schakel_edge_nrf_registered", "gauge", "Whether an NRF has this 5G-EIR registered.", state.holder == nil ? 0 : 1),
            ("schakel_edge_nrf_registrations_total", "counter", "Registrations that an NRF took.", state.registrations),
            ("schakel_edge_nrf_heartbeats_total", "counter", "Heartbeats that an NRF took.", state.beats),
            ("schakel_edge_nrf_failures_total", "counter", "Requests to an NRF that failed.", state.failures),
        ]
        var text = ""
        for (name, type, help, value) in rows {
            text += EquipmentCounters.Snapshot.family(name, type, help) + "\(name) \(value)\n"
        }
        return Array(text.utf8)
    }
}
