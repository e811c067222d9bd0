// SPDX-License-Identifier: EUPL-1.2

import Edge
import NIOCore
import NIOPosix
import Synchronization

/// A TCP connection for tests that send bytes and look at bytes.
final class RawConnection: Sendable {
    private let channel: any Channel
    private let received: Received

    private init(channel: any Channel, received: Received) {
        self.channel = channel
        self.received = received
    }

    /// Connects to `port` of this machine.
    static func open(port: Int) async throws -> RawConnection {
        let received = Received()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ReceivingHandler(received: received))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel: channel, received: received)
    }

    /// Sends `text` as UTF-8.
    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Sends `bytes`.
    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Waits until what has arrived satisfies `condition` or the connection is closed, and returns it.
    func read(until condition: @escaping @Sendable (String) -> Bool) async -> String {
        String(decoding: await readBytes { condition(String(decoding: $0, as: UTF8.self)) }, as: UTF8.self)
    }

    /// Waits until the peer has closed the connection, and returns all that arrived.
    func readToEnd() async -> String {
        await read { _ in false }
    }

    /// As `read(until:)`, for bytes that are no text.
    func readBytes(until condition: @escaping @Sendable ([UInt8]) -> Bool) async -> [UInt8] {
        await received.wait(until: condition)
    }

    /// Closes the connection.
    func close() async {
        try? await channel.close()
    }
}

/// What has arrived on a connection, and who waits for it.
private final class Received: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isClosed = false
        var waiter: (condition: @Sendable ([UInt8]) -> Bool, continuation: CheckedContinuation<[UInt8], Never>)?
    }

    private let state = Mutex(State())

    func wait(until condition: @escaping @Sendable ([UInt8]) -> Bool) async -> [UInt8] {
        await withCheckedContinuation { continuation in
            change { $0.waiter = (condition, continuation) }
        }
    }

    func append(_ bytes: [UInt8]) { change { $0.bytes += bytes } }

    func close() { change { $0.isClosed = true } }

    private func change(_ change: (inout State) -> Void) {
        let resumption = state.withLock { state -> (CheckedContinuation<[UInt8], Never>, [UInt8])? in
            change(&state)
            guard let waiter = state.waiter, state.isClosed || waiter.condition(state.bytes) else { return nil }
            state.waiter = nil
            return (waiter.continuation, state.bytes)
        }
        if let (continuation, bytes) = resumption { continuation.resume(returning: bytes) }
    }
}

private final class ReceivingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let received: Received

    init(received: Received) {
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received.append(Array(unwrapInboundIn(data).readableBytesView))
    }

    func channelInactive(context: ChannelHandlerContext) {
        received.close()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Runs `body` against a server on a free port, and shuts the server down whatever happens.
func withServer<Value>(
    list: SampleList = SampleList(),
    policy: AnswerPolicy = AnswerPolicy(),
    counters: EquipmentCounters = EquipmentCounters(),
    limits: ServingLimits = ServingLimits(),
    tls: ServiceTLS? = nil,
    gate: TokenGate? = nil,
    _ body: (_ port: Int, _ server: EquipmentServer) async throws -> Value
) async throws -> Value {
    var limits = limits
    limits.shutdownGrace = min(limits.shutdownGrace, .seconds(1))
    // A busy machine is no overload of the door, unless a test is about that.
    if limits.overloadAfter == ServingLimits().overloadAfter { limits.overloadAfter = .seconds(60) }
    let responder = EquipmentResponder(lookup: list, policy: policy, counters: counters)
    let server = EquipmentServer(
        responder: responder, group: MultiThreadedEventLoopGroup.singleton, limits: limits, tls: tls, gate: gate)
    let port = try await server.start(host: "127.0.0.1", port: 0)
    do {
        let value = try await body(port, server)
        await server.shutdown()
        return value
    } catch {
        await server.shutdown()
        throw error
    }
}
