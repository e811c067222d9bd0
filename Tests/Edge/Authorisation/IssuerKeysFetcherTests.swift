// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Exchange
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Synchronization
import Testing

@testable import Edge

@Suite("Fetching an issuer's keys", .timeLimit(.minutes(10)))
struct IssuerKeysFetcherTests {
    @Test("keys are fetched at the start, kept when the issuer fails, and fetched again when a token calls for it")
    func rotation() async throws {
        let (first, second) = (TrialIssuer(keyName: "een"), TrialIssuer(keyName: "twee"))
        let door = try await KeyDoor { count in
            switch count {
            case 1: nil
            case 2: first.keySet
            case 3: Array("{}".utf8)
            default: second.keySet
            }
        }
        let clock = ManualTimekeeper(at: TrialIssuer.moment)
        let gate = TokenGate(rules: TrialIssuer.rules, keys: .none, timekeeper: clock)
        let quiet = Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }
        let fetcher = IssuerKeysFetcher(
            address: door.address, gate: gate, tls: nil, interval: .seconds(3600), shortest: .milliseconds(20), logger: quiet)
        let group = ServiceGroup(configuration: .init(services: [.init(service: fetcher)], logger: quiet))
        let (early, late) = (try first.field(), try second.field())
        func isAccepted(_ field: String) -> Bool {
            var memory = TokenMemory()
            clock.advance(by: .milliseconds(100))
            return gate.refusal(of: field, memory: &memory) == nil
        }
        func wait(_ field: String) async -> Bool {
            for _ in 0..<1000 {
                if isAccepted(field) { return true }
                try? await Task.sleep(for: .milliseconds(10))
            }
            return false
        }
        async let running: Void = group.run()

        let hasFirst = await wait(early)
        let asked = door.count
        let hasSecond = await wait(late)
        let isGone = !isAccepted(early)
        await group.triggerGracefulShutdown()
        try await running
        await door.close()

        #expect(hasFirst && hasSecond && isGone && asked == 2 && door.count >= 4)
    }
}

/// Serves a key set, or an error, over HTTP/1.1.
private final class KeyDoor: Sendable {
    private let channel: any Channel
    private let asked: Asked

    init(_ script: @escaping @Sendable (Int) -> [UInt8]?) async throws {
        let asked = Asked(script: script)
        self.asked = asked
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(KeyAnswerer(asked: asked))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/keys" }
    var count: Int { asked.count.withLock { $0 } }

    func close() async { try? await channel.close() }

    final class Asked: Sendable {
        let count = Mutex(0)
        let script: @Sendable (Int) -> [UInt8]?
        init(script: @escaping @Sendable (Int) -> [UInt8]?) { self.script = script }
        func next() -> [UInt8]? {
            script(
                count.withLock {
                    $0 += 1
                    return $0
                })
        }
    }
}

private final class KeyAnswerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let asked: KeyDoor.Asked

    init(asked: KeyDoor.Asked) { self.asked = asked }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let body = asked.next()
        let bytes = body ?? []
        let head = HTTPResponseHead(
            version: .http1_1, status: body == nil ? .serviceUnavailable : .ok, headers: ["content-length": "\(bytes.count)"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
