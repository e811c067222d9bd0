// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Hub

@Suite("Pages that stay up to date")
struct LiveStreamTests {
    /// Collects what a stream writes, and stops it when it has what it waits for.
    private final class Watcher: ResponseBodyWriter, Sendable {
        private struct Enough: Error {}
        private let collected = Mutex("")
        private let begun: @Sendable () async throws -> Void
        private let awaited: String

        init(until awaited: String, begun: @escaping @Sendable () async throws -> Void) {
            self.awaited = awaited
            self.begun = begun
        }

        var text: String { collected.withLock { $0 } }

        func write(_ buffer: ByteBuffer) async throws {
            let isFirst = text.isEmpty
            collected.withLock { $0 += String(buffer: buffer) }
            if isFirst { try await begun() }
            if text.contains(awaited) { throw Enough() }
        }

        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    @Test("when something is entered the stream says so, and says nothing else")
    func change() async throws {
        try await TrialHub.run { hub in
            let live = LiveStream(core: hub.core, proxies: [])
            let router = Router(context: HubRequestContext.self)
            live.add(to: router)
            let context = HubRequestContext(
                source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: TrialHub.logger))
            let request = Request(
                head: HTTPRequest(method: .get, scheme: nil, authority: "hub.example", path: "/live"),
                body: RequestBody(buffer: ByteBuffer()))
            let response = try await router.buildResponder().respond(to: request, context: context)
            #expect(response.headers[.contentType] == "text/event-stream" && response.headers[.cacheControl] == "no-store")
            #expect(live.seats.count == 1)

            let watcher = Watcher(until: "event:") { _ = try await hub.report(1) }
            await #expect(throws: (any Error).self) { try await response.body.write(watcher) }

            #expect(watcher.text == "retry: 5000\n\nevent: change\ndata:\n\n")
            #expect(live.seats.count == 0, "the seat is given back")
        }
    }

    @Test("one address has some seats, all together have more, and a seat that was left is free again")
    func seats() {
        let seats = LiveSeats(most: 3, mostPerAddress: 2)
        #expect([seats.take(for: "a"), seats.take(for: "a"), seats.take(for: "a")] == [true, true, false])
        #expect([seats.take(for: "b"), seats.take(for: "c")] == [true, false])
        seats.leave("a")
        #expect(seats.count == 2)
        #expect([seats.take(for: "c"), seats.take(for: "c")] == [true, false])
    }
}
