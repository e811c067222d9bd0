// SPDX-License-Identifier: EUPL-1.2

import Store
import Synchronization

/// The connections that read. Whoever comes when all are in use waits its turn.
final class ReaderPool: Sendable {
    private struct State {
        var idle: [PostgresLane]
        var waiting: [CheckedContinuation<PostgresLane, Never>] = []
    }

    private let lanes: [PostgresLane]
    private let state: Mutex<State>

    init(_ address: PostgresAddress, size: Int) {
        lanes = (0..<size).map { _ in PostgresLane(address, .reader) }
        state = Mutex(State(idle: lanes))
    }

    /// Lends a connection for one transaction.
    func with<Result: Sendable>(_ body: (PostgresLane) async throws -> Result) async throws -> Result {
        let lane = await borrow()
        defer { giveBack(lane) }
        return try await body(lane)
    }

    /// Ends all connections, each when its transaction has ended.
    func close() async {
        for lane in lanes { await lane.close() }
    }

    private func borrow() async -> PostgresLane {
        await withCheckedContinuation { continuation in
            let lane = state.withLock { state -> PostgresLane? in
                if let lane = state.idle.popLast() { return lane }
                state.waiting.append(continuation)
                return nil
            }
            if let lane { continuation.resume(returning: lane) }
        }
    }

    private func giveBack(_ lane: PostgresLane) {
        let next = state.withLock { state -> CheckedContinuation<PostgresLane, Never>? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(lane)
            return nil
        }
        next?.resume(returning: lane)
    }
}
