// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Synchronization

/// How a witness stands, beside what its records tell: the last trouble, and the logs that contradicted themselves.
final class WitnessStanding: Sendable {
    private struct State {
        var trouble: String?
        var inconsistencies: [String: Int64] = [:]
    }

    private let state = Mutex(State())

    /// Why the last cosignature could not be given; nil when it could.
    var trouble: String? { state.withLock(\.trouble) }

    /// How often each log was refused because what it showed did not fit, since the start.
    var inconsistencies: [String: Int64] { state.withLock(\.inconsistencies) }

    func noteSuccess() { state.withLock { $0.trouble = nil } }

    func noteTrouble(_ text: String) { state.withLock { $0.trouble = text } }

    func noteInconsistency(of log: String) { state.withLock { $0.inconsistencies[log, default: 0] += 1 } }
}
