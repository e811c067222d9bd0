// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Edge

@Suite("Heartbeats")
struct HeartbeatTests {
    @Test("a heartbeat with the checkpoint the edge has says that nothing is new")
    func upToDate() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub)
        let heartbeat = try hub.heartbeat(hub.checkpoint())

        try edge.follow(hub.greeting() + heartbeat + heartbeat)

        #expect(edge.confirmations == 3 && edge.batches == 1)
    }

    @Test("a heartbeat of a longer log says nothing of the edge's list")
    func behind() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))

        try edge.follow(hub.greeting() + hub.heartbeat(hub.checkpoint()))

        #expect(edge.confirmations == 1, "only the one of the stream before")
        #expect(edge.applied.range.size == 7)
    }

    @Test("a heartbeat between batches without a checkpoint confirms nothing")
    func between() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))
        let frames = try hub.frames(from: 7, leaves: 2)

        try edge.follow(hub.greeting() + frames[0].bytes + hub.heartbeat(hub.checkpoint(at: 7)))

        #expect(edge.confirmations == 1 && edge.applied.range.size == 7)
    }

    @Test("without a checkpoint nothing is confirmed, not even that an empty log is empty")
    func emptyLog() throws {
        let hub = try HostileHub()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(hub.greeting() + hub.heartbeat(nil))
        #expect(edge.confirmations == 0)

        try edge.follow(hub.greeting() + hub.heartbeat(hub.checkpoint(at: 0)))
        #expect(edge.confirmations == 1)
    }

    @Test("a heartbeat without checkpoint confirms nothing once there are entries, applied or not")
    func noCheckpoint() throws {
        let hub = try HostileHub.sample()
        var fresh = TrialEdge(trusting: hub)
        var edge = try TrialEdge.following(hub)
        let frames = try hub.frames(from: 0, leaves: 2)

        try fresh.follow(hub.greeting() + frames[0].bytes + hub.heartbeat(nil))
        try edge.follow(hub.greeting() + hub.heartbeat(nil))

        #expect(fresh.confirmations == 0)
        #expect(edge.confirmations == 1, "only the one of the stream before")
    }
}
