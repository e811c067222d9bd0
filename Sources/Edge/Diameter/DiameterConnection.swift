// SPDX-License-Identifier: EUPL-1.2

import Diameter
import EquipmentIdentity
import Logging
import NIOCore

/// One connection with a peer, on its event loop: cuts messages, hands them to the machine, carries out what that says.
///
/// Answers collect while a read is worked off and leave together, so pipelined checks cost one system call. Everything here runs on the
/// connection's event loop and nothing calls itself while it changes machine or output, so access to them is not checked at run time.
final class DiameterConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How long a peer gets to read the last answer before the connection is cut, so that it is not lost in a reset.
    private static let linger: TimeAmount = .seconds(1)

    let setup: DiameterConnectionSetup
    private let splitter: FrameSplitter
    private let number: Int
    @exclusivity(unchecked) private var machine: PeerMachine
    /// The beginning of a message whose rest has not come yet.
    private var held = ByteBuffer()
    @exclusivity(unchecked) private var output = ByteBuffer()
    private var timer: Scheduled<Void>?
    private var stall: Scheduled<Void>?
    private var wasSuspect = false
    private var isFinished = false
    private let meter: LoopMeter
    private let responder: EquipmentResponder
    private let answers: EquipmentCheckAnswers

    /// The handler of a connection that has just been made.
    init(setup: DiameterConnectionSetup, number: Int, node: LocalNode, meter: LoopMeter, now: NIODeadline) {
        self.setup = setup
        self.number = number
        self.meter = meter
        responder = setup.responder
        answers = setup.answers
        splitter = FrameSplitter(limits: setup.policy.limits)
        machine = PeerMachine(
            node: node, policy: setup.policy, answers: setup.answers, at: now.milliseconds, jitter: Self.jitter,
            identifier: .random(in: 0...UInt32.max))
    }

    func handlerAdded(context: ChannelHandlerContext) { schedule(context) }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        stall?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFinished else { return }
        var arrived = unwrapInboundIn(data)
        complete(from: &arrived, context)
        guard !isFinished, arrived.readableBytes > 0 else { return }
        let consumed = arrived.withUnsafeReadableBytes { work(through: $0, context) }
        guard !isFinished, consumed < arrived.readableBytes else { return }
        arrived.moveReaderIndex(forwardBy: consumed)
        // Copied, so that a small rest does not keep all that was read before it.
        held.clear()
        held.writeBuffer(&arrived)
    }

    /// Completes the message that an earlier read began with no more bytes than that needs, and works it off.
    private func complete(from arrived: inout ByteBuffer, _ context: ChannelHandlerContext) {
        while held.readableBytes > 0, !isFinished {
            let frame = held.withUnsafeReadableBytes { splitter.next(in: $0) }
            if case .incomplete(let needed) = frame {
                guard var more = arrived.readSlice(length: min(needed - held.readableBytes, arrived.readableBytes)),
                    more.readableBytes > 0
                else { return }
                held.writeBuffer(&more)
            } else {
                _ = held.withUnsafeReadableBytes { work(through: $0, context) }
                held.clear()
            }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        send(context)
        noteSuspicion()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stall?.cancel()
        stall = nil
        if !context.channel.isWritable {
            stall = context.eventLoop.assumeIsolated().scheduleTask(in: setup.limits.stallTimeout) {
                context.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as DrainConnection: perform(machine.drain(event.cause, at: context.eventLoop.now.milliseconds), context)
        case is SupersededConnection: perform(machine.superseded(), context)
        default: context.fireUserInboundEventTriggered(event)
        }
        send(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let closure = machine.transportClosed() { note(closure) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// Works off all whole messages in `bytes`.
    /// - Returns: how many bytes they have.
    private func work(through bytes: UnsafeRawBufferPointer, _ context: ChannelHandlerContext) -> Int {
        let now = context.eventLoop.now.milliseconds
        let freshness = responder.freshness
        // Answers to checks are smaller than checks, so this is room for nearly all.
        output.reserveCapacity(minimumWritableBytes: bytes.count)
        var offset = 0
        while offset < bytes.count, !isFinished {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            switch splitter.next(in: rest) {
            case .incomplete: return offset
            case .fault(let fault): perform(machine.garbled(fault, in: rest), context)
            case .message(let length):
                offset += length
                let frame = UnsafeRawBufferPointer(rebasing: rest[..<length])
                guard let message = MessageView(frame, limits: setup.policy.limits) else { continue }
                let actions = machine.receive(
                    message, at: now, admit: { self.admit($0, context) }, check: { self.answer($0, in: message, freshness) })
                if !actions.isEmpty { perform(actions, context) }
            }
        }
        return offset
    }

    private func answer(_ request: EquipmentCheckRequest, in message: MessageView, _ freshness: ListFreshness) {
        let outcome: EquipmentCheckOutcome
        switch responder.check(imei: request.imei, imsi: request.imsi, freshness: freshness, meter: meter)
        {
        case .status(.permitted): outcome = .permitted
        case .status(.prohibited): outcome = .prohibited
        case .status(.tracking): outcome = .tracking
        case .unknown: outcome = .unknown
        case .refused: return refuse(message, request.malformedIMEI)
        case .unavailable: return refuse(message, .listUnavailable)
        }
        output.writeWithUnsafeMutableBytes(minimumWritableBytes: message.bytes.count + answers.excess) {
            answers.write(outcome, to: request, into: $0)
        }
    }

    private func refuse(_ message: MessageView, _ fault: MessageFault) {
        setup.counters.fault(fault.result)
        output.writeBytes(setup.answers.refusal(of: message, for: fault))
    }

    private func admit(_ claim: PeerClaim, _ context: ChannelHandlerContext) -> MessageFault? {
        if setup.tls?.namesMustMatch == true, !PeerCertificate.names(claim.host, on: context.pipeline.syncOperations) {
            return .otherName
        }
        return setup.peers.admit(claim, connection: number) ? nil : .alreadyConnected
    }

    private func perform(_ actions: [PeerAction], _ context: ChannelHandlerContext) {
        for action in actions {
            switch action {
            case .send(let bytes): output.writeBytes(bytes)
            case .log(let event): setup.note(event, host: machine.peer)
            case .close(let closure):
                note(closure)
                finish(context)
            }
        }
        if !actions.isEmpty { schedule(context) }
    }

    private func send(_ context: ChannelHandlerContext) {
        guard output.readableBytes > 0 else { return }
        context.writeAndFlush(wrapOutboundOut(output), promise: nil)
        output = ByteBuffer()
    }

    /// Ends the connection gently: nothing more is sent, and what still arrives is thrown away for a moment.
    private func finish(_ context: ChannelHandlerContext) {
        guard !isFinished else { return }
        isFinished = true
        send(context)
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) { context.close(promise: nil) }
    }
}

extension DiameterConnection {
    private static var jitter: Int64 { .random(in: -2_000...2_000) }

    private func schedule(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        guard !isFinished, let deadline = machine.deadline else { return }
        let delay = TimeAmount.milliseconds(max(1, deadline - context.eventLoop.now.milliseconds))
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.tick(context) }
    }

    private func tick(_ context: ChannelHandlerContext) {
        perform(machine.tick(at: context.eventLoop.now.milliseconds, jitter: Self.jitter), context)
        send(context)
        noteSuspicion()
        schedule(context)
    }

    /// The connection is over: its place is free, though the last answer may still be on its way.
    private func note(_ closure: PeerClosure) {
        setup.counters.close(closure)
        if let host = machine.peer { setup.peers.leave(number, host: host) }
        setup.log(closed: closure, host: machine.peer)
    }

    /// Tells the other connections when the watchdog fails or the peer speaks again.
    private func noteSuspicion() {
        guard machine.isSuspect != wasSuspect, let host = machine.peer else { return }
        wasSuspect = machine.isSuspect
        setup.peers.mark(host, connection: number, isSuspect: wasSuspect)
        setup.log(suspect: wasSuspect, host: host)
    }
}
