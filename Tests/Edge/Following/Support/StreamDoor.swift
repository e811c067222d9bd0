// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP door on the loopback address that answers each request for a stream as a test tells it to. It has no snapshot.
final class StreamDoor: Sendable {
    /// An answer to a request for the stream.
    enum Answer: Sendable {
        /// Events, after which the stream stays open.
        case held([UInt8])
        /// Events, after which the hub ends the stream.
        case ended([UInt8])
        /// A problem with its sentence.
        case problem(Int, String)
    }

    /// What is asked: from where, and for the how-manieth time, from 1.
    typealias Script = @Sendable (_ from: UInt64, _ attempt: Int) throws -> Answer

    private let channel: any Channel
    private let asked: Asked

    /// Opens the door at a free port.
    init(_ script: @escaping Script) async throws {
        let asked = Asked()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(StreamAnswerer(script: script, asked: asked))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.asked = asked
    }

    /// Where it is.
    var address: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

    /// From where each stream was asked for, in order.
    var starts: [UInt64] { asked.paths.map { $0.split(separator: "=").last.flatMap { UInt64($0) } ?? .max } }

    /// What was asked for, in order.
    var paths: [String] { asked.paths }

    /// Closes the door; streams that are open stay so until their follower leaves.
    func close() async { try? await channel.close() }

    fileprivate final class Asked: Sendable {
        private let list = Mutex<[String]>([])
        var paths: [String] { list.withLock { $0 } }
        func note(_ path: String) -> Int {
            list.withLock { list in
                list.append(path)
                return list.count
            }
        }
    }
}

/// Answers the requests of one connection.
private final class StreamAnswerer: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let script: StreamDoor.Script
    private let asked: StreamDoor.Asked

    init(script: @escaping StreamDoor.Script, asked: StreamDoor.Asked) {
        self.script = script
        self.asked = asked
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let request) = unwrapInboundIn(data) else { return }
        guard !request.uri.contains("/momentopname/") else {
            return write(404, "application/problem+json", Array("{}".utf8), ends: true, context)
        }
        let attempt = asked.note(request.uri)
        let from = request.uri.split(separator: "=").last.flatMap { UInt64($0) } ?? 0
        switch Result(catching: { try script(from, attempt) }) {
        case .success(.held(let events)): write(200, "text/event-stream", events, ends: false, context)
        case .success(.ended(let events)): write(200, "text/event-stream", events, ends: true, context)
        case .success(.problem(let status, let detail)):
            write(
                status, "application/problem+json", Array(#"{"type":"urn:schakel:fout:proef","detail":"\#(detail)"}"#.utf8),
                ends: true, context)
        case .failure: context.close(promise: nil)
        }
    }

    private func write(_ status: Int, _ type: String, _ bytes: [UInt8], ends: Bool, _ context: ChannelHandlerContext) {
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: ["content-type": type])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        if ends { context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
    }
}
