// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

/// One thing a hub can do to a follower, or that can happen to a stream on its way.
struct Attack: Sendable, CustomTestStringConvertible {
    /// What it does.
    let testDescription: String
    /// The fault by which it must be refused.
    let code: FollowFault.Code
    /// The stream for an edge that followed the hub's first entries.
    let stream: @Sendable (_ hub: HostileHub, _ followed: UInt64) throws -> [UInt8]

    init(
        _ name: String, _ code: FollowFault.Code,
        stream: @escaping @Sendable (_ hub: HostileHub, _ followed: UInt64) throws -> [UInt8]
    ) {
        testDescription = name
        self.code = code
        self.stream = stream
    }

    /// An attack that changes the batches of an honest stream, which carry two leaves each.
    static func on(
        _ name: String, _ code: FollowFault.Code, frames: @escaping @Sendable (_ frames: inout [HostileHub.Frame]) throws -> Void
    ) -> Attack {
        Attack(name, code) { hub, followed in try hub.stream(from: followed, leaves: 2, frames) }
    }

    /// An attack by a hub that enters what it must not, and signs it.
    static func entering(
        _ name: String, _ code: FollowFault.Code, _ enter: @escaping @Sendable (_ hub: inout HostileHub) throws -> Void
    ) -> Attack {
        Attack(name, code) { hub, followed in
            var hub = hub
            try enter(&hub)
            return try hub.stream(from: followed)
        }
    }

    /// An attack by the greeting, before an honest rest.
    static func greeting(
        _ name: String, _ code: FollowFault.Code, _ greeting: @escaping @Sendable (_ hub: HostileHub, _ followed: UInt64) -> [UInt8]
    ) -> Attack {
        Attack(name, code) { hub, followed in
            try greeting(hub, followed) + hub.frames(from: followed).flatMap(\.bytes) + hub.heartbeat(hub.checkpoint())
        }
    }
}
