// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOSSL

/// Holds the first bytes of a connection until they tell which HTTP it speaks, then makes way for that one.
final class ProtocolSniffer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let setup: ConnectionSetup
    private let isSurplus: Bool
    private var held: ByteBuffer?

    /// A sniffer that has `setup` build the rest of the pipeline.
    init(setup: ConnectionSetup, isSurplus: Bool) {
        self.setup = setup
        self.isSurplus = isSurplus
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var arrived = unwrapInboundIn(data)
        if var start = held {
            start.writeBuffer(&arrived)
            held = start
        } else {
            held = arrived
        }
        guard let start = held else { return }
        let verdict = ConnectionPreface.verdict(on: start.readableBytesView)
        guard verdict != .undecided else { return }
        held = nil
        do {
            try setup.proceed(as: verdict, after: self, isSurplus: isSurplus, in: context.pipeline.syncOperations)
        } catch {
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(wrapInboundOut(start))
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent, is IdleConnection: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .handshakeFailed? = error as? NIOSSLError { setup.failures.countHandshake() }
        context.close(promise: nil)
    }
}
