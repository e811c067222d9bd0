// SPDX-License-Identifier: EUPL-1.2

/// Which hosts are connected, one connection each (RFC 6733 §5.6).
///
/// A second connection of one host is refused while the first is alive: two would hide that a peer runs twice under one name, and
/// whoever can claim a name could cut its owner off. It takes the first one's place when that is known to be dead: its watchdog
/// has failed, or the peer's Origin-State-Id says that it was started again since.
public struct PeerRoster: Sendable {
    /// What became of a claim.
    public enum Outcome: Hashable, Sendable {
        /// The host has the place.
        case admitted
        /// The host has the place; this older connection of it is to be closed.
        case supersedes(connection: Int)
        /// The host is connected already.
        case refused
    }

    private struct Place {
        let connection: Int
        let originStateID: UInt32?
        var isSuspect = false
    }

    private var places: [DiameterIdentity: Place] = [:]

    /// A roster of nobody.
    public init() {}

    /// How many hosts are connected.
    public var count: Int { places.count }

    /// Gives `claim` a place on behalf of `connection`, a number that no other connection has.
    public mutating func admit(_ claim: PeerClaim, connection: Int) -> Outcome {
        let place = Place(connection: connection, originStateID: claim.originStateID)
        guard let former = places[claim.host], former.connection != connection else {
            places[claim.host] = place
            return .admitted
        }
        let wasRestarted =
            if let before = former.originStateID, let now = claim.originStateID { now > before } else { false }
        guard former.isSuspect || wasRestarted else { return .refused }
        places[claim.host] = place
        return .supersedes(connection: former.connection)
    }

    /// Notes whether the watchdog of a connection has failed.
    public mutating func mark(_ host: DiameterIdentity, connection: Int, isSuspect: Bool) {
        guard places[host]?.connection == connection else { return }
        places[host]?.isSuspect = isSuspect
    }

    /// Gives the place of a connection back; without effect when it has passed to another.
    public mutating func release(_ host: DiameterIdentity, connection: Int) {
        if places[host]?.connection == connection { places[host] = nil }
    }
}
