// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import NIOSSL

/// An HTTP/2 connection with prior knowledge, made of the library's own client side.
struct HTTP2Client: Sendable {
    /// One complete response.
    struct Response: Sendable {
        var headers = HPACKHeaders()
        var body = ""

        var status: String? { headers.first(name: ":status") }
    }

    let channel: any Channel
    private let streams: NIOHTTP2Handler.StreamMultiplexer

    /// Connects to `port` of this machine, over TLS when it is given.
    static func open(port: Int, tls: NIOSSLContext? = nil) async throws -> HTTP2Client {
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let tls else { return }
                    let handler = try NIOSSLClientHandler(context: tls, serverHostname: "localhost")
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .flatMap { channel in
                channel.configureHTTP2Pipeline(mode: .client, connectionConfiguration: .init(), streamConfiguration: .init()) {
                    $0.close()
                }
                .map { HTTP2Client(channel: channel, streams: $0) }
            }
            .get()
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Parameters:
    ///   - fields: further header fields.
    ///   - body: pieces of a request body, each a DATA frame; the last ends the stream.
    func request(
        _ method: String = "GET", _ target: String, fields: [(String, String)] = [], body: [String] = []
    ) async throws -> Response {
        let answered = channel.eventLoop.makePromise(of: Response.self)
        let opened = channel.eventLoop.makePromise(of: (any Channel).self)
        streams.createStreamChannel(promise: opened) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(ResponseCollector(answered: answered))
            }
        }
        let stream: any Channel
        do {
            stream = try await opened.futureResult.get()
        } catch {
            answered.fail(error)
            throw error
        }
        let headers = HPACKHeaders(
            [(":method", method), (":path", target), (":scheme", "http"), (":authority", "localhost")] + fields)
        stream.write(HTTP2Frame.FramePayload.headers(.init(headers: headers, endStream: body.isEmpty)), promise: nil)
        for (index, piece) in body.enumerated() {
            let data = HTTP2Frame.FramePayload.Data(
                data: .byteBuffer(ByteBuffer(string: piece)), endStream: index == body.count - 1)
            stream.write(HTTP2Frame.FramePayload.data(data), promise: nil)
        }
        stream.flush()
        return try await answered.futureResult.get()
    }

    func close() async {
        try? await channel.close()
    }
}

private final class ResponseCollector: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload

    private struct Incomplete: Error {}

    private let answered: EventLoopPromise<HTTP2Client.Response>
    private var response = HTTP2Client.Response()

    init(answered: EventLoopPromise<HTTP2Client.Response>) {
        self.answered = answered
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let payload):
            response.headers = payload.headers
            if payload.endStream { answered.succeed(response) }
        case .data(let payload):
            if case .byteBuffer(let buffer) = payload.data { response.body += String(buffer: buffer) }
            if payload.endStream { answered.succeed(response) }
        default:
            break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        answered.fail(Incomplete())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(error)
    }
}
