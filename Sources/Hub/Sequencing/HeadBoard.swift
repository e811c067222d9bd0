// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Synchronization

/// What the doors see of the sequencer: the registry and the heads of the logs after the last batch, and a bell when they change.
final class HeadBoard: Sendable {
    private struct State {
        var registry = Registry()
        var heads: [RegisterName: StoredHead] = [:]
        var distributions: [RegisterName: Distribution] = [:]
        var isHealthy = false
        var isClosed = false
        var waiters: [UInt64: (log: RegisterName, size: UInt64, continuation: CheckedContinuation<Void, Never>)] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Parties, mandates, certificates, edges, as of the last batch.
    var registry: Registry { state.withLock(\.registry) }

    /// The size of the log of parties that the registry was read from; nil before the first entry.
    var registrySize: UInt64? { state.withLock { $0.heads[.parties]?.size } }

    /// Whether the last batch was written.
    var isHealthy: Bool { state.withLock(\.isHealthy) }

    /// The head of a log.
    func head(of log: RegisterName) -> StoredHead? { state.withLock { $0.heads[log] } }

    /// How the lists of a register go out, as of the last batch.
    func distribution(of register: RegisterName) -> Distribution {
        state.withLock { $0.distributions[register] } ?? Distribution()
    }

    /// How long each log is.
    var sizes: [RegisterName: UInt64] { state.withLock { $0.heads.mapValues(\.size) } }

    /// Waits until a log is longer than it was, but no longer than `limit`.
    func changes(from sizes: [RegisterName: UInt64], within limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            for (log, size) in sizes { group.addTask { await self.wait(for: log, beyond: size) } }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Shows a new state and wakes whoever waits for it.
    func publish(
        registry: Registry, heads: [RegisterName: StoredHead], distributions: [RegisterName: Distribution] = [:]
    ) {
        let woken = state.withLock { state in
            state.registry = registry
            state.heads.merge(heads) { _, new in new }
            state.distributions.merge(distributions) { _, new in new }
            state.isHealthy = true
            let woken = state.waiters.filter { waiter in (state.heads[waiter.value.log]?.size ?? 0) > waiter.value.size }
            for id in woken.keys { state.waiters[id] = nil }
            return woken.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Notes that a batch could not be written.
    func fail() { state.withLock { $0.isHealthy = false } }

    /// Wakes everybody for good.
    func close() {
        let woken = state.withLock { state in
            state.isClosed = true
            let woken = state.waiters.values.map(\.continuation)
            state.waiters = [:]
            return woken
        }
        for continuation in woken { continuation.resume() }
    }

    /// Whether the hub is closing.
    var isClosed: Bool { state.withLock(\.isClosed) }

    /// Waits until a log is longer than `size`, or the hub closes, or the task is cancelled.
    func wait(for log: RegisterName, beyond size: UInt64) async {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard !state.isClosed, !Task.isCancelled, (state.heads[log]?.size ?? 0) <= size else { return false }
                    state.waiters[id] = (log, size, continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation.resume()
        }
    }
}
