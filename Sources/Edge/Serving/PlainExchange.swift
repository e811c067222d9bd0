// SPDX-License-Identifier: EUPL-1.2

import NIOCore

/// Answers the plain requests of one HTTP/1.1 connection straight from the bytes, in order, on its event loop.
///
/// An access function sends nothing else, and reading a request in full costs more than answering it. At the first request that is
/// not plain the full exchange takes over and keeps the connection.
final class PlainExchange: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var desk: ServiceDesk
    private let full: (_ desk: ServiceDesk, _ isDraining: Bool) -> [any ChannelHandler]
    private var output = HTTP1Output()
    /// The beginning of a request of which the rest has not come.
    private var held: ByteBuffer?
    private var isDraining = false
    private var isFinished = false

    /// The exchange of one connection, which `full` makes the handlers of the full exchange for.
    init(desk: ServiceDesk, full: @escaping (_ desk: ServiceDesk, _ isDraining: Bool) -> [any ChannelHandler]) {
        self.desk = desk
        self.full = full
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFinished else { return }
        var bytes = unwrapInboundIn(data)
        if var start = held {
            start.writeBuffer(&bytes)
            bytes = start
            held = nil
        }
        while bytes.readableBytes > 0, !isFinished {
            switch bytes.withUnsafeReadableBytes({ PlainRequest.scan($0) }) {
            case .whole(let request):
                answer(request, in: bytes, context: context)
                bytes.moveReaderIndex(forwardBy: request.length)
            case .partial:
                held = bytes
                return
            case .unusual:
                stepAside(for: bytes, context: context)
                return
            }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Only when something was written: the idle guard takes a flush for an answer.
        if !output.isEmpty { flush(context) }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            isDraining = true
            if held == nil { finish(context) }
        case is IdleConnection:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func answer(_ request: PlainRequest, in bytes: ByteBuffer, context: ChannelHandlerContext) {
        let keepAlive = !isDraining && !desk.isSurplus
        bytes.withUnsafeReadableBytes { bytes in
            let token =
                desk.wantsToken
                ? request.authorization.map { String(decoding: bytes[$0], as: UTF8.self) } : nil
            let target = UnsafeRawBufferPointer(rebasing: bytes[request.target])
            output.add(
                desk.answer(target: target.assumingMemoryBound(to: UInt8.self), authorization: token),
                form: .init(keepAlive: keepAlive))
        }
        if !keepAlive { finish(context) }
    }

    /// Gives the connection, and what was not read of it, to the full exchange.
    private func stepAside(for rest: ByteBuffer, context: ChannelHandlerContext) {
        if !output.isEmpty { flush(context) }
        do {
            try context.pipeline.syncOperations.addHandlers(full(desk, isDraining), position: .after(self))
        } catch {
            context.close(promise: nil)
            return
        }
        isFinished = true
        context.fireChannelRead(wrapInboundOut(rest))
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func flush(_ context: ChannelHandlerContext) {
        output.send(context)
        desk.flushed()
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard !isFinished else { return }
        isFinished = true
        output.finish(context)
        desk.flushed()
    }
}
