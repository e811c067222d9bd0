// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore
import NIOHTTP1

/// Answers whatever comes over one HTTP/1.1 connection, in order, on its event loop (RFC 9112).
final class HTTP1Exchange: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private var desk: ServiceDesk
    private let maximumBodyBytes: Int
    private var request: HTTP1Request?
    private var bodyBytes = 0
    private var output = HTTP1Output()
    private var isDraining: Bool
    private var isFinished = false

    /// The exchange of one connection; request bodies are thrown away up to `maximumBodyBytes`. One that `isDraining` answers once.
    init(desk: ServiceDesk, maximumBodyBytes: Int, isDraining: Bool) {
        self.desk = desk
        self.maximumBodyBytes = maximumBodyBytes
        self.isDraining = isDraining
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFinished else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            let begun = HTTP1Request(head)
            request = begun
            bodyBytes = 0
            // A caller that waits for "100 Continue" gets its final answer instead, and keeps its body (RFC 9110 §10.1.1).
            if begun.expectsContinue { answer(begun, keepAlive: false, context: context) }
        case .body(let bytes):
            bodyBytes += bytes.readableBytes
            if bodyBytes > maximumBodyBytes { refuse(with: .contentTooLarge, context: context) }
        case .end:
            guard let request else { return }
            answer(request, keepAlive: request.allowsNext && !isDraining, context: context)
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
            if request == nil { finish(context) }
        case is IdleConnection:
            context.close(promise: nil)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error as? HTTPParserError {
        case _ where isFinished: break
        case nil: context.close(promise: nil)
        case .headerOverflow: refuse(with: .headersTooLarge, context: context)
        case .invalidVersion: refuse(with: .versionNotSupported, context: context)
        default: refuse(with: .malformedMessage, context: context)
        }
    }

    private func answer(_ request: HTTP1Request, keepAlive: Bool, context: ChannelHandlerContext) {
        guard request.namesItsHost else { return refuse(with: .malformedMessage, context: context) }
        let token = desk.wantsToken ? request.head.headers.first(name: "authorization") : nil
        let response = desk.answer(method: request.head.method.rawValue, target: request.head.uri, authorization: token)
        send(response, to: request.head, keepAlive: keepAlive && !desk.isSurplus, context: context)
    }

    private func refuse(with answer: EquipmentAnswer, context: ChannelHandlerContext) {
        send(desk.refuse(with: answer), to: request?.head, keepAlive: false, context: context)
    }

    private func send(
        _ response: EquipmentResponse, to head: HTTPRequestHead?, keepAlive: Bool, context: ChannelHandlerContext
    ) {
        output.add(
            response,
            form: .init(keepAlive: keepAlive, isFirstVersion: head?.version == .http1_0, omitsContent: head?.method == .HEAD))
        request = nil
        if !keepAlive { finish(context) }
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
