// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import Synchronization

/// The open connections of a server: how many there may be, and whom to tell when it stops.
final class ConnectionRoster: Sendable {
    /// What becomes of a new connection.
    enum Admission: Hashable, Sendable {
        /// There is room.
        case welcome
        /// There is none, but it is told so in its own language.
        case surplus
        /// Not even for that.
        case refused
    }

    /// How many there are and were.
    struct Census: Hashable, Sendable {
        /// Open now, surplus ones among them.
        var open = 0
        /// Taken only to say that there was no room.
        var surplus: UInt64 = 0
        /// Closed as soon as they were accepted.
        var refused: UInt64 = 0
    }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isClosing = false
        var census = Census()
    }

    private let maximum: Int
    private let reserve: Int
    private let state = Mutex(State())

    /// A roster of at most `maximum` connections, and `reserve` more that are told there is no room: when not given an eighth, at least
    /// 16.
    init(maximum: Int, reserve: Int? = nil) {
        self.maximum = maximum
        self.reserve = reserve ?? max(16, maximum / 8)
    }

    /// How many there are and were.
    var census: Census { state.withLock(\.census) }

    /// Enters a new connection until it closes. Nobody is admitted once the server is stopping.
    func admit(_ channel: any Channel) -> Admission {
        let key = ObjectIdentifier(channel)
        let admission = state.withLock { state -> Admission in
            let count = state.channels.count
            guard !state.isClosing, count < maximum + reserve else {
                state.census.refused += 1
                return .refused
            }
            state.channels[key] = channel
            state.census.open += 1
            guard count >= maximum else { return .welcome }
            state.census.surplus += 1
            return .surplus
        }
        if admission != .refused {
            channel.closeFuture.whenComplete { [self] _ in
                state.withLock { state in
                    if state.channels.removeValue(forKey: key) != nil { state.census.open -= 1 }
                }
            }
        }
        return admission
    }

    /// Admits nobody from now on, and returns the connections that are open.
    func close() -> [any Channel] {
        state.withLock { state in
            state.isClosing = true
            return Array(state.channels.values)
        }
    }
}
