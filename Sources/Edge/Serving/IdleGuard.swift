// SPDX-License-Identifier: EUPL-1.2

import NIOCore

/// Sent down a pipeline when the connection has been answered nothing for too long.
struct IdleConnection: Sendable {}

/// Notices connections that keep a place without using it.
///
/// The clock runs from the last time something was sent, not received: reading a byte costs a caller nothing, and a
/// caller that does not complete a request, or does not read its answers, gets nothing sent.
final class IdleGuard: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let timeout: TimeAmount
    private var lastSent: NIODeadline = .now()
    private var timer: Scheduled<Void>?

    /// A guard that speaks up after `timeout` without anything sent.
    init(timeout: TimeAmount) {
        self.timeout = timeout
    }

    func handlerAdded(context: ChannelHandlerContext) {
        lastSent = context.eventLoop.now
        schedule(context, in: timeout)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func flush(context: ChannelHandlerContext) {
        lastSent = context.eventLoop.now
        context.flush()
    }

    private func schedule(_ context: ChannelHandlerContext, in delay: TimeAmount) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.check(context) }
    }

    private func check(_ context: ChannelHandlerContext) {
        let left = timeout - (context.eventLoop.now - lastSent)
        if left > .zero {
            schedule(context, in: left)
        } else {
            timer = nil
            context.fireUserInboundEventTriggered(IdleConnection())
        }
    }
}
