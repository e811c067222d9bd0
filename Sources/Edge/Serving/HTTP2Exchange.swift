// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOSSL

/// Answers the requests of one HTTP/2 connection on its event loop, frame by frame (RFC 9113).
///
/// A check is one HEADERS frame and its answer two frames, so streams get no channel of their own: the framing layer
/// below keeps their states and obeys the caller's flow control, this handler only joins request and answer.
final class HTTP2Exchange: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    /// A request whose body is still arriving.
    private struct Unfinished {
        let method: String
        let target: String
        let authorization: String?
        var bodyBytes = 0
    }

    private var desk: ServiceDesk
    private let maximumBodyBytes: Int
    private let failure: HTTP2FailureWatch
    private var unfinished: [HTTP2StreamID: Unfinished] = [:]
    private var mustFlush = false

    /// The exchange of one connection; request bodies are thrown away up to `maximumBodyBytes`, at most 32 KiB.
    init(desk: ServiceDesk, maximumBodyBytes: Int, failure: HTTP2FailureWatch) {
        self.desk = desk
        self.maximumBodyBytes = min(maximumBodyBytes, Self.window / 2)
        self.failure = failure
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.payload {
        case .headers(let payload):
            receive(payload.headers, isEnd: payload.endStream, on: frame.streamID, context: context)
        case .data(let payload):
            receive(payload.data.readableBytes, isEnd: payload.endStream, on: frame.streamID, context: context)
        default:
            break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if mustFlush {
            mustFlush = false
            context.flush()
            desk.flushed()
            if desk.isSurplus { goAway(context) }
        }
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as StreamClosedEvent:
            unfinished[event.streamID] = nil
        case let event as NIOHTTP2WindowUpdatedEvent where event.streamID == .rootStream:
            replenish(from: event.inboundWindowSize, context: context)
        case is IdleConnection:
            goAway(context)
        default:
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isBroken = error is IOError || error is NIOSSLError || error is BoringSSLError
        if failure.hasFailed || isBroken { context.close(promise: nil) }
    }

    private func receive(_ headers: HPACKHeaders, isEnd: Bool, on stream: HTTP2StreamID, context: ChannelHandlerContext) {
        if let request = unfinished[stream] {  // trailers
            if isEnd { answer(request, on: stream, context: context) }
            return
        }
        // Without a method these are the trailers of a request answered before it ended.
        guard let method = headers.first(name: ":method") else { return }
        let target = headers.first(name: ":path") ?? ""
        let token = desk.wantsToken ? headers.first(name: "authorization") : nil
        let request = Unfinished(method: method, target: target, authorization: token)
        if isEnd {
            answer(request, on: stream, context: context)
        } else {
            unfinished[stream] = request
        }
    }

    private func receive(_ count: Int, isEnd: Bool, on stream: HTTP2StreamID, context: ChannelHandlerContext) {
        guard var request = unfinished[stream] else { return }
        request.bodyBytes += count
        if request.bodyBytes > maximumBodyBytes {
            let sent = isEnd ? nil : reset(stream, context: context)
            send(desk.refuse(with: .contentTooLarge), to: request.method, on: stream, context: context, promise: sent)
        } else if isEnd {
            answer(request, on: stream, context: context)
        } else {
            unfinished[stream] = request
        }
    }

    private func answer(_ request: Unfinished, on stream: HTTP2StreamID, context: ChannelHandlerContext) {
        let response = desk.answer(method: request.method, target: request.target, authorization: request.authorization)
        send(response, to: request.method, on: stream, context: context)
    }

    private func send(
        _ response: EquipmentResponse,
        to method: String,
        on stream: HTTP2StreamID,
        context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>? = nil
    ) {
        unfinished[stream] = nil
        var headers = HPACKHeaders()
        headers.reserveCapacity(8)
        headers.add(name: ":status", value: String(response.answer.status))
        ResponseFields.add(response) { headers.add(name: $0, value: $1) }
        guard method != "HEAD" else {
            return write(.headers(.init(headers: headers, endStream: true)), on: stream, context: context, promise: promise)
        }
        write(.headers(.init(headers: headers)), on: stream, context: context)
        let body = context.channel.allocator.buffer(bytes: response.answer.body)
        write(.data(.init(data: .byteBuffer(body), endStream: true)), on: stream, context: context, promise: promise)
    }

    /// A promise to hand to the last frame of an answer: once that is out, the rest of the request body is called off.
    ///
    /// Not sooner, for a reset overtakes an answer that still waits for the caller's flow control (RFC 9113 §8.1).
    private func reset(_ stream: HTTP2StreamID, context: ChannelHandlerContext) -> EventLoopPromise<Void> {
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenSuccess {
            self.write(.rstStream(.noError), on: stream, context: context)
            context.flush()
        }
        return sent
    }

    private func write(
        _ payload: HTTP2Frame.FramePayload,
        on stream: HTTP2StreamID,
        context: ChannelHandlerContext,
        promise: EventLoopPromise<Void>? = nil
    ) {
        context.write(wrapOutboundOut(HTTP2Frame(streamID: stream, payload: payload)), promise: promise)
        mustFlush = true
    }

    private func goAway(_ context: ChannelHandlerContext) {
        write(.goAway(lastStreamID: .maxID, errorCode: .noError, opaqueData: nil), on: .rootStream, context: context)
        context.flush()
        context.close(promise: nil)
    }
}

extension HTTP2Exchange {
    /// The size of the connection's receive window, in bytes: the initial one of RFC 9113 §6.9.2.
    private static let window = 65_535

    /// Gives the caller back the room its request bodies took, once half of it is gone.
    private func replenish(from size: Int?, context: ChannelHandlerContext) {
        guard let size, size < Self.window / 2 else { return }
        write(.windowUpdate(windowSizeIncrement: Self.window - size), on: .rootStream, context: context)
    }
}
