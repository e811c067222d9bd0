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
    /// The certificate, where the door speaks TLS.
    let tls: ServiceTLS?
    /// Who looks at access tokens, where the door wants them.
    let gate: TokenGate?
    /// How busy the event loops are.
    let loads: LoopLoads
    /// Counts what fails before anything could be asked.
    let failures = DoorFailures()

    /// The handlers of a connection of which nothing is known yet.
    func begin(in pipeline: ChannelPipeline.SynchronousOperations, isSurplus: Bool) throws {
        if let tls { try pipeline.addHandler(tls.handler()) }
        try pipeline.addHandlers([
            IdleGuard(timeout: isSurplus ? min(limits.idleTimeout, limits.surplusTimeout) : limits.idleTimeout),
            BackPressureHandler(),
            ProtocolSniffer(setup: self, isSurplus: isSurplus),
        ])
    }

    /// The handlers of the version that turned out to be spoken; whatever is not HTTP/2 is left to HTTP/1.1 to refuse.
    func proceed(
        as verdict: ConnectionPreface.Verdict,
        after sniffer: ProtocolSniffer,
        isSurplus: Bool,
        in pipeline: ChannelPipeline.SynchronousOperations
    ) throws {
        let eventLoop = pipeline.eventLoop
        let desk = ServiceDesk(
            responder: responder, gate: gate, load: loads.load(of: eventLoop), isSurplus: isSurplus, eventLoop: eventLoop)
        let handlers = verdict == .http2 ? http2(desk, on: eventLoop) : http1(desk)
        try pipeline.addHandlers(handlers, position: .after(sniffer))
    }

    private func http1(_ desk: ServiceDesk) -> [any ChannelHandler] {
        [PlainExchange(desk: desk) { desk, isDraining in fullHTTP1(desk, isDraining: isDraining) }]
    }

    private func fullHTTP1(_ desk: ServiceDesk, isDraining: Bool) -> [any ChannelHandler] {
        var bounds = NIOHTTPDecoderLimitConfiguration()
        bounds.maxHeaderFieldSize = limits.maximumHeaderBytes
        bounds.maxHeaderListSize = limits.maximumHeaderBytes
        bounds.maxHeaderFieldCount = 128
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: bounds)
        return [
            ByteToMessageHandler(decoder),
            HTTP1Exchange(desk: desk, maximumBodyBytes: limits.maximumBodyBytes, isDraining: isDraining),
        ]
    }

    private func http2(_ desk: ServiceDesk, on eventLoop: any EventLoop) -> [any ChannelHandler] {
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
            desk: desk,
            maximumBodyBytes: limits.maximumBodyBytes,
            failure: failure
        )
        return [framing, management, exchange]
    }
}
