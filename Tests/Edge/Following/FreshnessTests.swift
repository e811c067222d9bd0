// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("The hub's word about the present")
struct FreshnessTests {
    private let now = HostileHub.moment

    private func code(_ moment: Instant, after newest: Instant? = nil) -> FollowFault.Code? {
        var freshness = Freshness(newest: newest)
        do {
            try freshness.judge(moment, at: now)
        } catch {
            #expect(freshness.newest == newest, "what is refused is not remembered")
            return error.code
        }
        #expect(freshness.newest == moment)
        return nil
    }

    @Test("a minute old is not too old, and five minutes ahead is not too far")
    func bounds() {
        #expect(code(now) == nil)
        #expect(code(now - .seconds(60)) == nil && code(now - .milliseconds(60_001)) == .tooOld)
        #expect(code(now + .minutes(5)) == nil && code(now + .milliseconds(300_001)) == .clock)
        #expect(code(.earliest) == .tooOld && code(.latest) == .clock)
    }

    @Test("time does not go back, but it may stand still")
    func forward() {
        #expect(code(now, after: now) == nil)
        #expect(code(now - .milliseconds(1), after: now) == .rollback)
        #expect(code(now, after: now - .seconds(1)) == nil)
    }

    @Test("what was heard is remembered from one stream to the next, and over a restart")
    func remembered() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub)
        let older = try hub.greeting() + hub.at(now - .seconds(1)).heartbeat(hub.checkpoint())

        #expect(fault { try edge.follow(older) } == .rollback)

        let machine = FollowMachine(
            from: edge.applied, heard: now, verifier: hub.signer.verifier, register: HostileHub.register, list: HostileHub.list)
        #expect(machine.freshness.newest == now)
    }

    @Test("a batch tells when its last leaf was entered")
    func written() throws {
        let hub = try HostileHub.sample()
        let edge = try TrialEdge.following(hub)

        #expect(edge.last?.written == now + .milliseconds(11) && edge.last?.erases == false)
    }

    @Test("an instruction to erase and a snapshot are versions that list nothing")
    func versions() throws {
        var hub = try HostileHub.sample()
        try hub.enterTombstone([0..<3, 5..<6])
        try hub.enterSnapshot()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(hub.stream(from: 0))

        #expect(edge.agrees(with: hub) && edge.applied.version == 9)
        #expect(edge.last?.erases == true && edge.last?.listings.count == 7)
    }

    @Test("an instruction to erase what does not come before it is refused")
    func wrongTombstone() throws {
        for range in [12..<13, 3..<14, 100..<200] as [Range<UInt64>] {
            var hub = try HostileHub.sample()
            try hub.enterTombstone([range])
            var edge = TrialEdge(trusting: hub)
            let stream = try hub.stream(from: 0)

            #expect(fault { try edge.follow(stream) } == .malformed)
        }
    }

    @Test("an entry is erased only by one that comes after it")
    func wrongErasure() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))
        let (wrong, right) = try (hub.stream(from: 7, erased: [9], by: 9), hub.stream(from: 7, erased: [9], by: 10))

        #expect(fault { try edge.follow(wrong) } == .malformed)
        #expect(fault { try edge.follow(right) } == .erased)
    }
}
