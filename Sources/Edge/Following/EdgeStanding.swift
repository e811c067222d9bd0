// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Synchronization

/// How an edge stands: what it keeps, what it may state, and what troubles it. Shared by the parts of one edge.
final class EdgeStanding: Sendable {
    /// What there is to state to the hub.
    struct Statable: Sendable {
        /// Counts the hub's greetings: after each the measure may be a new one, and is stated anew.
        let greeting: Int
        let measure: MeasureID
        let origin: String
        let version: Int
        let checkpoint: String
        /// When each fact became true.
        let delivered: Instant
        let accepted: Instant
        let carriedOut: Instant
    }

    private struct State {
        var kept: ReplicaStore.Kept?
        var activeSince: Instant?
        var measure: MeasureID?
        var greeting = 0
        var origin = ""
        var trouble: String?
        var isConnected = false
        var waiters: [CheckedContinuation<Void, Never>] = []
        var change: UInt64 = 0
    }

    private let state = Mutex(State())

    /// What is on disk.
    var kept: ReplicaStore.Kept? { state.withLock(\.kept) }
    /// The last trouble; nil when the stream runs.
    var trouble: String? { state.withLock { $0.isConnected ? nil : $0.trouble } }
    /// Whether the stream runs.
    var isConnected: Bool { state.withLock(\.isConnected) }

    func noteConnection(_ isConnected: Bool) { state.withLock { $0.isConnected = isConnected } }

    func noteTrouble(_ text: String) { state.withLock { $0.trouble = text } }

    func noteKept(_ kept: ReplicaStore.Kept, active: Instant?) {
        wake { state in
            state.kept = kept
            if let active { state.activeSince = active }
        }
    }

    func noteMeasure(_ measure: MeasureID?, origin: String) {
        wake { state in
            state.measure = measure
            state.greeting += 1
            state.origin = origin
        }
    }

    /// What can be stated now; nil before the first version or without a measure.
    var statable: Statable? {
        state.withLock { state in
            guard let measure = state.measure, let kept = state.kept, kept.position.version > 0, let active = state.activeSince
            else { return nil }
            return Statable(
                greeting: state.greeting, measure: measure, origin: state.origin, version: Int(kept.position.version),
                checkpoint: kept.position.checkpoint,
                delivered: kept.delivered, accepted: kept.accepted, carriedOut: active
            )
        }
    }

    /// Waits until something changes after `seen`, or the task is cancelled.
    /// - Returns: the number of the latest change.
    func changed(after seen: UInt64) async -> UInt64 {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.change <= seen, !Task.isCancelled else { return false }
                    state.waiters.append(continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
        return state.withLock(\.change)
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            state.change += 1
            let waiters = state.waiters
            state.waiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
