// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The port of a door, for whoever waits until it listens.
final class BoundPort: Sendable {
    private let state = Mutex<(port: Int?, waiters: [CheckedContinuation<Int, Never>])>((nil, []))

    /// The port, once the door listens.
    var value: Int {
        get async {
            await withCheckedContinuation { continuation in
                let port = state.withLock { state in
                    if state.port == nil { state.waiters.append(continuation) }
                    return state.port
                }
                if let port { continuation.resume(returning: port) }
            }
        }
    }

    /// Notes that the door listens, once.
    func opened(_ port: Int) {
        let waiters = state.withLock { state in
            defer { state = (port, []) }
            return state.waiters
        }
        for waiter in waiters { waiter.resume(returning: port) }
    }
}
