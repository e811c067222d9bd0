// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

/// One thing a hub can do with a snapshot.
struct SnapshotHostility: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The fault by which it must be told.
    let code: FollowFault.Code
    /// Whether it can only be told by an edge that followed something before.
    var needsHistory = false
    /// The hub's log, with what it entered wrongly.
    var hub: @Sendable () throws -> HostileHub = { try HostileHub.withSnapshot() }
    /// What it answers to an edge that asks for a snapshot.
    var offer: @Sendable (_ hub: HostileHub, _ own: UInt64) throws -> HostileDoor.Reply = { hub, own in
        try hub.offer(after: own).map { .json($0.json) } ?? .problem(404)
    }
    /// What it answers to an edge that asks for the text.
    var text: @Sendable (_ text: [UInt8]) throws -> HostileDoor.Reply = { .whole($0) }

    /// A hub that changes its offer.
    static func offering(
        _ name: String, _ code: FollowFault.Code, needsHistory: Bool = false,
        _ change: @escaping @Sendable (_ offer: inout HostileHub.Offer, _ hub: HostileHub) throws -> Void
    ) -> SnapshotHostility {
        SnapshotHostility(
            testDescription: name, code: code, needsHistory: needsHistory,
            offer: { hub, own in
                guard var offer = try hub.offer(after: own) else { return .problem(404) }
                try change(&offer, hub)
                return .json(offer.json)
            })
    }

    /// A hub that answers anything.
    static func answering(_ name: String, _ code: FollowFault.Code, _ reply: HostileDoor.Reply) -> SnapshotHostility {
        SnapshotHostility(testDescription: name, code: code, offer: { _, _ in reply })
    }

    /// A hub that sends another text than its log says.
    static func sending(
        _ name: String, _ code: FollowFault.Code, _ reply: @escaping @Sendable (_ text: [UInt8]) throws -> HostileDoor.Reply
    ) -> SnapshotHostility {
        SnapshotHostility(testDescription: name, code: code, text: reply)
    }

    /// A hub whose log holds the digest of a text that is wrong.
    static func committing(_ name: String, _ code: FollowFault.Code, _ change: @escaping @Sendable (String) -> String)
        -> SnapshotHostility
    {
        SnapshotHostility(
            testDescription: name, code: code,
            hub: {
                let sample = try HostileHub.sample()
                let text = String(decoding: try HostileHub.text(sample.devices(at: 12), version: 7), as: UTF8.self)
                return try HostileHub.withSnapshot { try $0.enterSnapshot(text: Array(change(text).utf8)) }
            })
    }

    /// A hub that enters something else as a snapshot.
    static func entering(
        _ name: String, _ code: FollowFault.Code, needsHistory: Bool = false,
        _ enter: @escaping @Sendable (inout HostileHub) throws -> Void
    ) -> SnapshotHostility {
        SnapshotHostility(
            testDescription: name, code: code, needsHistory: needsHistory, hub: { try HostileHub.withSnapshot(enter) })
    }
}

extension HostileHub {
    /// The sample, a snapshot of its twelve entries, and three entries more: version 9, of which the snapshot is not the last.
    static func withSnapshot(_ enter: (inout HostileHub) throws -> Void = { try $0.enterSnapshot() }) throws -> HostileHub {
        var hub = try sample()
        try enter(&hub)
        try hub.list([77: "prohibited"])
        try hub.enterForOthers()
        return hub
    }
}
