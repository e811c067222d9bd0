// SPDX-License-Identifier: EUPL-1.2

public import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
public import NIOSSL

/// Sends single requests over HTTP/2, with prior knowledge or over TLS, as TS 29.500 §5.2 has network functions speak.
///
/// One connection per request: there is one in seconds. A repository that is replaced behind its name is found again at once.
public struct RepositoryClient: Sendable {
    /// An answer.
    struct Answer: Hashable, Sendable {
        /// The HTTP status; 0 when there was none that could be read.
        var status = 0
        /// The body.
        var body: [UInt8] = []
    }

    /// Why there is no answer, in one sentence.
    struct Failure: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    /// The largest answer that is taken, in bytes.
    static let mostBytes = 256 << 10

    private let tls: TLSConfiguration
    private let timeout: TimeAmount

    /// A client.
    /// - Parameters:
    ///   - tls: whom to trust and what to show, for addresses with TLS.
    ///   - timeout: how long a request may take, connecting included.
    public init(tls: TLSConfiguration = .makeClientConfiguration(), timeout: TimeAmount = .seconds(3)) {
        var tls = tls
        tls.applicationProtocols = ["h2"]
        self.tls = tls
        self.timeout = timeout
    }

    /// Sends a request and waits for its answer.
    func send(
        _ method: String, _ path: String, to address: RepositoryAddress, type: String? = nil, body: [UInt8] = []
    ) async throws(Failure) -> Answer {
        do {
            return try await exchange(method, path, address, type, body)
        } catch {
            throw Failure(
                description: "The NRF at \(address) does not answer: check nrf.addresses, and whether it speaks HTTP/2 there.")
        }
    }

    private func exchange(
        _ method: String, _ path: String, _ address: RepositoryAddress, _ type: String?, _ body: [UInt8]
    ) async throws -> Answer {
        let context = address.isSecure ? try NIOSSLContext(configuration: tls) : nil
        let isName = (try? SocketAddress(ipAddress: address.host, port: 0)) == nil
        // The repository speaks as soon as it accepts: what listens is there before the connection is.
        let (channel, streams) = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(timeout)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context {
                        let name = isName ? address.host : nil
                        try pipeline.addHandler(try NIOSSLClientHandler(context: context, serverHostname: name))
                    }
                    let streams = try pipeline.configureHTTP2Pipeline(
                        mode: .client, connectionConfiguration: .init(), streamConfiguration: .init()
                    ) { $0.close() }
                    return (channel, streams)
                }
            }
        let cut = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
        defer {
            cut.cancel()
            channel.close(promise: nil)
        }
        let answered = channel.eventLoop.makePromise(of: Answer.self)
        let stream: any Channel
        do {
            let opened = channel.eventLoop.makePromise(of: (any Channel).self)
            streams.createStreamChannel(promise: opened) { stream in
                stream.eventLoop.makeCompletedFuture {
                    try stream.pipeline.syncOperations.addHandler(AnswerCollector(answered: answered))
                }
            }
            stream = try await opened.futureResult.get()
        } catch {
            answered.fail(error)
            throw error
        }
        var headers = HPACKHeaders([
            (":method", method), (":path", address.prefix + path), (":scheme", address.isSecure ? "https" : "http"),
            (":authority", address.authority), ("user-agent", "5G_EIR"),
        ])
        if let type { headers.add(name: "content-type", value: type) }
        if !body.isEmpty { headers.add(name: "content-length", value: String(body.count)) }
        stream.write(HTTP2Frame.FramePayload.headers(.init(headers: headers, endStream: body.isEmpty)), promise: nil)
        if !body.isEmpty {
            let data = HTTP2Frame.FramePayload.Data(data: .byteBuffer(ByteBuffer(bytes: body)), endStream: true)
            stream.write(HTTP2Frame.FramePayload.data(data), promise: nil)
        }
        stream.flush()
        return try await answered.futureResult.get()
    }
}

/// Gathers one answer on its stream.
private final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload

    private struct Incomplete: Error {}

    private let answered: EventLoopPromise<RepositoryClient.Answer>
    private var answer = RepositoryClient.Answer()

    init(answered: EventLoopPromise<RepositoryClient.Answer>) {
        self.answered = answered
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let payload):
            if let status = payload.headers.first(name: ":status").flatMap({ Int($0) }) { answer.status = status }
            if payload.endStream { answered.succeed(answer) }
        case .data(let payload):
            if case .byteBuffer(let buffer) = payload.data { answer.body += Array(buffer.readableBytesView) }
            guard answer.body.count <= RepositoryClient.mostBytes else {
                answered.fail(Incomplete())
                return context.close(promise: nil)
            }
            if payload.endStream { answered.succeed(answer) }
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) { answered.fail(Incomplete()) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(error)
        context.close(promise: nil)
    }
}
