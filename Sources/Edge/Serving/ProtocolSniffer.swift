// SPDX-License-Identifier: EUPL-1.2

import NIOCore

/// Holds the first bytes of a connection until they tell which HTTP it speaks, then makes way for that one.
final class ProtocolSniffer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let setup: ConnectionSetup
    private var held: ByteBuffer?

    /// A sniffer that has `setup` build the rest of the pipeline.
    init(setup: ConnectionSetup) {
        self.setup = setup
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
            try setup.proceed(as: verdict, after: self, in: context.pipeline.syncOperations)
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
}
