// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

@testable import Edge

@Suite("Streams damaged at random")
struct FollowMutationTests {
    /// A hub of random entries.
    private func hub(using random: inout SeededGenerator) throws -> HostileHub {
        var hub = try HostileHub()
        let statuses: [ListStatus] = ["prohibited", "tracking", "greylisted"]
        for _ in 0..<(4 + random.below(16)) {
            if random.below(3) == 0 {
                try hub.enterForOthers()
                continue
            }
            var listed: [UInt64: ListStatus] = [:]
            var released: [UInt64] = []
            for _ in 0..<random.below(4) { listed[UInt64(random.below(12))] = statuses[random.below(3)] }
            for _ in 0..<random.below(3) { released.append(UInt64(random.below(12))) }
            try hub.list(listed, released: released.filter { listed[$0] == nil })
        }
        return hub
    }

    /// The events of a stream, each as its bytes; some with a checkpoint in the middle.
    private func events(of hub: HostileHub, from start: UInt64, using random: inout SeededGenerator) throws -> [[UInt8]] {
        var events = [hub.greeting()]
        var place = start
        while place < hub.size {
            let end = min(hub.size, place + 1 + UInt64(random.below(5)))
            events += try hub.prefix(Int(end)).frames(from: place, leaves: UInt64(1 + random.below(3))).map(\.bytes)
            if random.below(3) == 0 { events.append(hub.heartbeat(try hub.checkpoint(at: end))) }
            place = end
        }
        return events + [hub.heartbeat(try hub.checkpoint())]
    }

    private func damage(_ events: inout [[UInt8]], using random: inout SeededGenerator) {
        let place = random.below(events.count)
        switch random.below(6) {
        case 0: events.remove(at: place)
        case 1: events.insert(events[place], at: random.below(events.count + 1))
        case 2: events.swapAt(place, random.below(events.count))
        case 3: events[place] = Array(events[place].prefix(random.below(events[place].count)))
        case 4: events[place].insert(UInt8(truncatingIfNeeded: random.next()), at: random.below(events[place].count))
        default:
            for _ in 0...random.below(3) { events[place][random.below(events[place].count)] ^= 1 << UInt8(random.below(8)) }
        }
    }

    @Test(
        "a damaged stream leads to a refusal or to a list the hub really had, and the next good stream mends all", arguments: 0..<12
    )
    func damaged(seed: Int) throws {
        var random = SeededGenerator(seed: 900 + UInt64(seed))
        var refusals = 0
        for _ in 0..<60 {
            let hub = try hub(using: &random)
            // At least one entry was followed: the first greeting of all is taken on the connection's word.
            let start = 1 + UInt64(random.below(Int(hub.size)))
            var edge = try TrialEdge.following(hub.prefix(Int(start)))
            var events = try events(of: hub, from: start, using: &random)
            for _ in 0...random.below(3) where !events.isEmpty { damage(&events, using: &random) }

            if fault({ try edge.follow(Array(events.joined())) }) != nil { refusals += 1 }
            #expect(edge.agrees(with: hub) && edge.applied.range.size >= start)

            try edge.follow(hub.stream(from: edge.applied.range.size))
            #expect(edge.agrees(with: hub) && edge.applied.range.size == hub.size)
        }
        #expect(refusals > 20, "the damage must be felt")
    }

    @Test("undamaged, the same random streams are followed to their end", arguments: 0..<4)
    func undamaged(seed: Int) throws {
        var random = SeededGenerator(seed: 1_700 + UInt64(seed))
        for _ in 0..<40 {
            let hub = try hub(using: &random)
            let start = UInt64(random.below(Int(hub.size) + 1))
            var edge = try TrialEdge.following(hub.prefix(Int(start)))

            try edge.follow(Array(events(of: hub, from: start, using: &random).joined()))

            #expect(edge.agrees(with: hub) && edge.applied.range.size == hub.size)
        }
    }

    @Test("every single bit of a batch counts")
    func everyBit() throws {
        let hub = try HostileHub.sample()
        let edge = try TrialEdge.following(hub.prefix(9))
        let batch = try hub.frames(from: 9)[0].bytes
        let greeting = hub.greeting()

        for place in batch.indices {
            for bit in [0, 3, 7] as [UInt8] {
                var damaged = batch
                damaged[place] ^= 1 << bit
                var victim = edge
                _ = fault { try victim.follow(greeting + damaged) }
                #expect(victim.agrees(with: hub), "byte \(place), bit \(bit)")
            }
        }
    }

    @Test("bytes that are no stream at all do no harm")
    func noise() throws {
        var random = SeededGenerator(seed: 5)
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))

        for _ in 0..<300 {
            let noise = random.bytes(random.below(400))
            let name = ["hello", "batch", "heartbeat"][random.below(3)]
            _ = fault { try edge.follow(hub.greeting() + HostileHub.event(name, noise) + noise) }
            #expect(edge.applied.range.size == 7 && edge.agrees(with: hub))
        }
    }
}
