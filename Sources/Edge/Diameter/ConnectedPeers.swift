// SPDX-License-Identifier: EUPL-1.2

import Diameter
import NIOCore
import Synchronization

/// Told to a connection whose place a newer one of the same host has taken.
struct SupersededConnection: Sendable {}

/// The peers of all connections of a server, from all event loops at once.
final class ConnectedPeers: Sendable {
    private struct State {
        var roster = PeerRoster()
        var channels: [Int: any Channel] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// How many peers have introduced themselves and are connected.
    var count: Int { state.withLock(\.roster.count) }

    /// A number for a new connection.
    func enter(_ channel: any Channel) -> Int {
        let number = state.withLock { state in
            state.next += 1
            state.channels[state.next] = channel
            return state.next
        }
        channel.closeFuture.whenComplete { [self] _ in
            state.withLock { _ = $0.channels.removeValue(forKey: number) }
        }
        return number
    }

    /// Gives a peer a place, and has the connection closed that loses it.
    /// - Returns: whether it has the place.
    func admit(_ claim: PeerClaim, connection: Int) -> Bool {
        let (outcome, former) = state.withLock { state in
            let outcome = state.roster.admit(claim, connection: connection)
            guard case .supersedes(let former) = outcome else { return (outcome, nil as (any Channel)?) }
            return (outcome, state.channels[former])
        }
        former?.pipeline.fireUserInboundEventTriggered(SupersededConnection())
        return outcome != .refused
    }

    /// Notes whether the watchdog of a connection has failed.
    func mark(_ host: DiameterIdentity, connection: Int, isSuspect: Bool) {
        state.withLock { $0.roster.mark(host, connection: connection, isSuspect: isSuspect) }
    }

    /// A peer gives its place back.
    func leave(_ connection: Int, host: DiameterIdentity) {
        state.withLock { $0.roster.release(host, connection: connection) }
    }
}
