// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOHTTP1
import NIOHTTP2

/// Builds the pipeline of one connection: first what every connection needs, later what its HTTP version needs.
struct ConnectionSetup: Sendable {
    /// Who answers.
    let responder: EquipmentResponder
    /// How much is taken.
    let limits: ServingLimits

    /// The handlers of a connection of which nothing is known yet.
    func begin(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        try pipeline.addHandlers([
            IdleGuard(timeout: limits.idleTimeout),
            BackPressureHandler(),
            ProtocolSniffer(setup: self),
        ])
    }

    /// The handlers of the version that turned out to be spoken; whatever is not HTTP/2 is left to HTTP/1.1 to refuse.
    func proceed(
        as verdict: ConnectionPreface.Verdict,
        after sniffer: ProtocolSniffer,
        in pipeline: ChannelPipeline.SynchronousOperations
    ) throws {
        let handlers = verdict == .http2 ? http2(on: pipeline.eventLoop) : http1()
        try pipeline.addHandlers(handlers, position: .after(sniffer))
    }

    private func http1() -> [any ChannelHandler] {
        var bounds = NIOHTTPDecoderLimitConfiguration()
        bounds.maxHeaderFieldSize = limits.maximumHeaderBytes
        bounds.maxHeaderListSize = limits.maximumHeaderBytes
        bounds.maxHeaderFieldCount = 128
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: bounds)
        return [
            HTTPResponseEncoder(),
            ByteToMessageHandler(decoder),
            HTTP1Exchange(responder: responder, maximumBodyBytes: limits.maximumBodyBytes),
        ]
    }

    private func http2(on eventLoop: any EventLoop) -> [any ChannelHandler] {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: limits.maximumConcurrentStreams),
            HTTP2Setting(parameter: .maxHeaderListSize, value: limits.maximumHeaderBytes),
        ]
        let failure = HTTP2FailureWatch()
        let framing = NIOHTTP2Handler(mode: .server, frameDelegate: failure, connectionConfiguration: connection)
        let management = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: eventLoop,
            configuration: .init(
                maxIdleTime: nil,
                maxAge: nil,
                maxGraceTime: limits.shutdownGrace,
                keepalive: nil
            )
        )
        let exchange = HTTP2Exchange(
            responder: responder,
            maximumBodyBytes: limits.maximumBodyBytes,
            failure: failure
        )
        return [framing, management, exchange]
    }
}
