// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("Following an honest hub")
struct HonestFollowingTests {
    @Test("from nothing an edge arrives at the hub's list")
    func empty() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(hub.stream(from: 0))

        #expect(
            edge.devices == [
                35_209_900_176_148: "greylisted", 49_015_420_323_751: "prohibited", 99_999_999_999_999: "tracking",
            ])
        #expect(edge.applied.version == 7 && edge.applied.range.size == 12)
        #expect(try edge.applied.checkpoint == hub.checkpoint() && edge.applied.tag == HostileHub.audience)
        #expect(edge.agrees(with: hub) && edge.batches == 1 && edge.confirmations == 1)
    }

    @Test(
        "an edge that stopped anywhere goes on from there, whatever the size of the batches", arguments: 0...12,
        [1, 2, 3, 5, 256] as [UInt64])
    func resumed(size: Int, leaves: UInt64) throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(size))
        #expect(edge.agrees(with: hub) && edge.applied.range.size == size)

        try edge.follow(hub.stream(from: UInt64(size), leaves: leaves))

        #expect(edge.agrees(with: hub) && edge.applied.range.size == 12)
    }

    @Test("an edge that follows entry by entry has the hub's list after each of them")
    func oneByOne() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        for size in 1...12 {
            try edge.follow(hub.prefix(size).stream(from: UInt64(size - 1)))
            #expect(edge.agrees(with: hub) && edge.applied.range.size == size)
        }
        #expect(edge.batches == 12)
    }

    @Test("one stream brings batch after batch, each with its own checkpoint")
    func growing() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)
        var stream = hub.greeting(size: 0) + hub.heartbeat(nil)

        for size in 1...12 { stream += try hub.prefix(size).frames(from: UInt64(size - 1)).flatMap(\.bytes) }
        try edge.follow(stream)

        #expect(edge.agrees(with: hub) && edge.batches == 12 && edge.confirmations == 0)
    }

    @Test("nothing is applied before a checkpoint covers it")
    func unsigned() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(hub.stream(from: 0, leaves: 2) { $0.removeLast() })

        #expect(edge.applied == .start && edge.devices.isEmpty && edge.confirmations == 0)
    }

    @Test("batches that were not signed for are sent again on the next stream")
    func cutOff() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(4))

        try edge.follow(hub.stream(from: 4, leaves: 1) { $0.removeLast(3) })
        try edge.follow(hub.stream(from: 4))

        #expect(edge.agrees(with: hub) && edge.applied.range.size == 12)
    }

    @Test("entries for others move the position and not the version")
    func others() throws {
        var hub = try HostileHub()
        for _ in 0..<5 { try hub.enterForOthers() }
        let edge = try TrialEdge.following(hub)

        #expect(edge.applied.range.size == 5 && edge.applied.version == 0 && edge.devices.isEmpty)
        #expect(edge.agrees(with: hub) && edge.batches == 1)
    }

    @Test("content for others that is sent along is passed over")
    func superfluous() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(
            hub.stream(from: 0) { frames in
                frames[0].payloads[1] = ([1, 2, 3], [])
                frames[0].payloads[999] = ([], [])
            })

        #expect(edge.agrees(with: hub))
    }

    @Test("the greeting tells the list's measure, or none")
    func measure() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        let events = try EventStreamParser.events(hub.greeting())
        try edge.take(try #require(events.first))

        let greeting = try #require(edge.machine.greeting)
        #expect(greeting.measure?.description == HostileHub.measure)
        #expect(greeting.tag == HostileHub.audience && greeting.origin == HostileHub.origin)

        var supervisor = TrialEdge(trusting: hub)
        try supervisor.take(try #require(EventStreamParser.events(hub.greeting(measure: nil)).first))
        #expect(supervisor.machine.greeting != nil && supervisor.machine.greeting?.measure == nil)
    }

    @Test("a new stream needs a new greeting")
    func greetedAnew() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub)

        let heartbeat = try hub.heartbeat(hub.checkpoint())
        #expect(fault { try edge.follow(heartbeat) } == .malformed)
    }

    @Test("events that this version does not know are passed over")
    func unknownEvents() throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)

        try edge.follow(HostileHub.event("news", "{}") + hub.stream(from: 0) + HostileHub.event("message", "[1]"))

        #expect(edge.agrees(with: hub) && edge.applied.range.size == 12)
    }
}

extension EventStreamParser {
    /// All events of some bytes.
    static func events(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var parser = EventStreamParser()
        return try parser.read(bytes)
    }
}
