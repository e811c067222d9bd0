// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import Synchronization

/// The open connections of a server: how many there may be, and whom to tell when it stops.
final class ConnectionRoster: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosing = false
    }

    private let maximum: Int
    private let state = Mutex(State())

    /// A roster of at most `maximum` connections.
    init(maximum: Int) {
        self.maximum = maximum
    }

    /// Enters a new connection until it closes.
    ///
    /// - Returns: whether there is room; never once the server is stopping.
    func admit(_ channel: any Channel) -> Bool {
        let key = ObjectIdentifier(channel)
        let admitted = state.withLock { state in
            guard !state.isClosing, state.channels.count < maximum else { return false }
            state.channels[key] = channel
            return true
        }
        if admitted {
            channel.closeFuture.whenComplete { [self] _ in
                state.withLock { _ = $0.channels.removeValue(forKey: key) }
            }
        }
        return admitted
    }

    /// Admits nobody from now on, and returns the connections that are open.
    func close() -> [any Channel] {
        state.withLock { state in
            state.isClosing = true
            return Array(state.channels.values)
        }
    }
}
