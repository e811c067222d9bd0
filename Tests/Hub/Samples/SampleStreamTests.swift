// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Synchronization
import Testing

@testable import Hub

/// Collects the events of a stream until a condition holds.
private final class EventCollector: ResponseBodyWriter, Sendable {
    struct Enough: Error {}

    private let events = Mutex<[TrialEvent]>([])
    private let mayEnd: @Sendable ([TrialEvent]) async throws -> Bool

    init(until mayEnd: @escaping @Sendable ([TrialEvent]) async throws -> Bool) { self.mayEnd = mayEnd }

    var questions: [TrialEvent] { events.withLock { $0.filter { $0.name == "question" } } }

    func write(_ buffer: ByteBuffer) async throws {
        guard let event = TrialEvent(Array(buffer.readableBytesView)) else { return }
        let all = events.withLock { events in
            events.append(event)
            return events
        }
        if try await mayEnd(all) { throw Enough() }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

@Suite("Samples on the held stream", .timeLimit(.minutes(5)))
struct SampleStreamTests {
    private static func follow(_ collector: EventCollector, from start: UInt64, as actor: Actor, at hub: TrialHub) async throws {
        let response = try await hub.respond(.get, "/logboek/devices/stroom?vanaf=\(start)", as: actor)
        try #require(response.status == .ok)
        do {
            try await response.body.write(collector)
        } catch is EventCollector.Enough {}
    }

    @Test("edges of the party are asked as soon as the sample is entered, once")
    func asked() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await TrialEdge.complying(with: 1, at: hub)
            let collector = EventCollector { events in
                if events.count == 2 {
                    Task {
                        try await Task.sleep(for: .milliseconds(200))
                        #expect(try await hub.sample(5).status == 201)
                    }
                }
                // The next heartbeat is far away: it is not what brings the question.
                return events.count { $0.name == "heartbeat" } == 2
            }

            try await Self.follow(collector, from: hub.size(), as: Cast.network, at: hub)

            let question = try #require(collector.questions.first)
            let open = try #require(try await hub.openSamples().first)
            #expect(collector.questions.count == 1 && question.id == nil)
            #expect(try SampleQuestion(json: question.data) == open.question)
        }
    }

    @Test("a follower that comes later is asked too, while the sample waits")
    func later() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await TrialEdge.complying(with: 1, at: hub)
            let question = try await hub.asked(5)
            for start in [0, hub.size()] {
                let collector = EventCollector { $0.last?.name == "question" }
                try await Self.follow(collector, from: start, as: Cast.network, at: hub)
                #expect(try SampleQuestion(json: try #require(collector.questions.first).data) == question)
            }
        }
    }

    @Test("other parties and who supervises are asked nothing", arguments: [Cast.otherNetwork, Cast.supervisor])
    func others(actor: Actor) async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await TrialEdge.complying(with: 1, at: hub)
            _ = try await hub.asked(5)
            // What would be asked comes between the two heartbeats.
            let collector = EventCollector { events in events.count { $0.name == "heartbeat" } == 2 }
            try await Self.follow(collector, from: hub.size() - 1, as: actor, at: hub)
            #expect(collector.questions.isEmpty)
        }
    }
}
