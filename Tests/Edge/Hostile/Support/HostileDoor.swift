// SPDX-License-Identifier: EUPL-1.2

import Ledger
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The door of a hub that does as a test tells it to, over real HTTP on the loopback address. What it does can be changed while it is
/// open: the connections of before are then cut.
final class HostileDoor: Sendable {
    /// What is asked.
    struct Request: Sendable {
        let method: String
        let path: String
        let query: [String: String]
        let body: [UInt8]
        /// How often something was asked since the behaviour changed, from 1.
        let attempt: Int

        /// From which entry on.
        var from: UInt64 { query["vanaf"].flatMap { UInt64($0) } ?? 0 }
        /// What is asked for.
        var subject: Subject {
            if path.hasSuffix("/stroom") { return .stream }
            if path.hasSuffix("/inhoud") { return .text }
            return path.contains("/momentopname/") ? .offer : .act
        }
    }

    /// The kinds of request of an edge.
    enum Subject: Sendable { case stream, offer, text, act }

    /// An answer; `every` is in milliseconds.
    enum Reply: Sendable {
        /// Bytes, after which the answer ends.
        case whole([UInt8])
        /// Bytes, after which nothing more comes.
        case held([UInt8])
        /// First some bytes, then the others again and again.
        case endless([UInt8], then: [UInt8], every: Int64)
        /// One byte at a time.
        case drip([UInt8], every: Int64)
        /// JSON.
        case json(JSON)
        /// A problem.
        case problem(Int)
        /// Another address.
        case elsewhere(String)
    }

    /// How the hub behaves.
    typealias Behaviour = @Sendable (Request) throws -> Reply

    private struct State {
        var behaviour: Behaviour
        var requests: [Request] = []
        var attempts = 0
        var channels: [ObjectIdentifier: any Channel] = [:]
    }

    private let state: Mutex<State>
    private let listener = Mutex<(any Channel)?>(nil)

    /// Opens the door at a free port.
    init(_ behaviour: @escaping Behaviour) async throws {
        state = Mutex(State(behaviour: behaviour))
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(HostileAnswerer(door: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        listener.withLock { $0 = channel }
    }

    /// Where it is.
    var address: String { "http://127.0.0.1:\(listener.withLock { $0?.localAddress?.port } ?? 0)" }

    /// What was asked, in order.
    var requests: [Request] { state.withLock(\.requests) }

    /// Behaves otherwise from now on.
    func behave(_ behaviour: @escaping Behaviour) {
        let channels = state.withLock { state in
            state.behaviour = behaviour
            state.attempts = 0
            return state.channels.values
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Closes the door, and cuts what is open.
    func close() async {
        let channels = state.withLock { $0.channels.values }
        for channel in channels { channel.close(promise: nil) }
        try? await listener.withLock { $0 }?.close()
    }

    fileprivate func opened(_ channel: any Channel) { state.withLock { $0.channels[ObjectIdentifier(channel)] = channel } }

    fileprivate func closed(_ channel: any Channel) { state.withLock { $0.channels[ObjectIdentifier(channel)] = nil } }

    fileprivate func answer(_ head: HTTPRequestHead, _ body: [UInt8]) -> Reply? {
        let parts = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
        let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        let query = Dictionary(pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }) { $1 }
        let (request, behaviour) = state.withLock { state in
            state.attempts += 1
            let request = Request(
                method: head.method.rawValue, path: parts.first ?? "", query: query, body: body, attempt: state.attempts)
            state.requests.append(request)
            return (request, state.behaviour)
        }
        return try? behaviour(request)
    }
}

/// Answers the requests of one connection.
private final class HostileAnswerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let door: HostileDoor
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(door: HostileDoor) { self.door = door }

    func channelActive(context: ChannelHandlerContext) {
        door.opened(context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        door.closed(context.channel)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let buffer): body += Array(buffer.readableBytesView)
        case .end:
            guard let head, let reply = door.answer(head, body) else { return context.close(promise: nil) }
            write(reply, to: context.channel, streams: head.uri.contains("/stroom"))
        }
    }

    private func write(_ reply: HostileDoor.Reply, to channel: any Channel, streams: Bool) {
        let type = streams ? "text/event-stream" : "application/octet-stream"
        switch reply {
        case .whole(let bytes):
            begin(200, ["content-type": type], channel)
            send(bytes, channel)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        case .held(let bytes):
            begin(200, ["content-type": type], channel)
            send(bytes, channel)
        case .json(let json):
            begin(200, ["content-type": "application/json"], channel)
            send(json.canonical(), channel)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        case .problem(let status):
            begin(status, ["content-type": "application/problem+json"], channel)
            send(Array(#"{"type":"urn:schakel:fout:proef","detail":"The hub refuses."}"#.utf8), channel)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        case .elsewhere(let address):
            begin(302, ["location": address], channel)
            channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil)
        case .endless(let first, let again, let every):
            begin(200, ["content-type": type], channel)
            send(first, channel)
            repeatedly(channel, every) { again }
        case .drip(let bytes, let every):
            begin(200, ["content-type": type], channel)
            let rest = NIOLoopBoundBox(bytes[...], eventLoop: channel.eventLoop)
            repeatedly(channel, every) { rest.value.popFirst().map { [$0] } ?? [] }
        }
    }

    private func begin(_ status: Int, _ fields: HTTPHeaders, _ channel: any Channel) {
        channel.write(
            HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: fields)),
            promise: nil)
    }

    private func send(_ bytes: [UInt8], _ channel: any Channel) {
        channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))), promise: nil)
    }

    private func repeatedly(_ channel: any Channel, _ every: Int64, _ next: @escaping @Sendable () -> [UInt8]) {
        channel.eventLoop.scheduleRepeatedTask(initialDelay: .milliseconds(every), delay: .milliseconds(every)) { task in
            guard channel.isActive else { return task.cancel() }
            guard channel.isWritable else { return }
            channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: next()))), promise: nil)
        }
    }
}
