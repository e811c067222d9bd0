// SPDX-License-Identifier: EUPL-1.2

import Edge
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// A small NRF: it takes registrations over HTTP/2, with prior knowledge or over TLS, and answers as a test tells it to.
final class TrialRepository: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        var method = ""
        var path = ""
        var type: String?
        var body = ""
    }

    /// What it answers to the how-manieth request, from 1.
    typealias Script = @Sendable (Request, Int) -> (status: Int, body: String)

    private let channel: any Channel
    private let seen: Seen
    private let scheme: String

    init(tls: NIOSSLContext? = nil, _ script: @escaping Script) async throws {
        let seen = Seen(script: script)
        self.seen = seen
        scheme = tls == nil ? "http" : "https"
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    _ = try channel.pipeline.syncOperations.configureHTTP2Pipeline(
                        mode: .server, connectionConfiguration: .init(), streamConfiguration: .init()
                    ) { stream in
                        stream.eventLoop.makeCompletedFuture {
                            try stream.pipeline.syncOperations.addHandler(RepositoryAnswerer(seen: seen))
                        }
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    /// Where it is, by this name.
    func address(_ host: String = "127.0.0.1") -> String { "\(scheme)://\(host):\(channel.localAddress?.port ?? 0)" }

    /// What came, in order.
    var requests: [Request] { seen.requests.withLock { $0 } }

    /// Waits until as many requests came, at most ten seconds.
    func wait(for count: Int) async -> [Request] {
        for _ in 0..<500 where requests.count < count { try? await Task.sleep(for: .milliseconds(20)) }
        return requests
    }

    func close() async { try? await channel.close() }

    fileprivate final class Seen: Sendable {
        let requests = Mutex<[Request]>([])
        let script: Script
        init(script: @escaping Script) { self.script = script }

        func answer(_ request: Request) -> (status: Int, body: String) {
            let count = requests.withLock { requests in
                requests.append(request)
                return requests.count
            }
            return script(request, count)
        }
    }
}

/// Answers one stream.
private final class RepositoryAnswerer: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let seen: TrialRepository.Seen
    private var request = TrialRepository.Request()

    init(seen: TrialRepository.Seen) { self.seen = seen }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var isEnd = false
        switch unwrapInboundIn(data) {
        case .headers(let payload):
            request.method = payload.headers.first(name: ":method") ?? ""
            request.path = payload.headers.first(name: ":path") ?? ""
            request.type = payload.headers.first(name: "content-type")
            isEnd = payload.endStream
        case .data(let payload):
            if case .byteBuffer(let buffer) = payload.data { request.body += String(buffer: buffer) }
            isEnd = payload.endStream
        default: break
        }
        guard isEnd else { return }
        let (status, body) = seen.answer(request)
        let headers = HPACKHeaders([(":status", String(status)), ("content-type", "application/json")])
        context.write(wrapOutboundOut(.headers(.init(headers: headers, endStream: body.isEmpty))), promise: nil)
        if !body.isEmpty {
            let payload = HTTP2Frame.FramePayload.Data(data: .byteBuffer(ByteBuffer(string: body)), endStream: true)
            context.write(wrapOutboundOut(.data(payload)), promise: nil)
        }
        context.flush()
    }
}
