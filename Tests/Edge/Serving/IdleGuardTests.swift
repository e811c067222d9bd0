// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOEmbedded
import Testing

@testable import Edge

@Suite("The idle guard")
struct IdleGuardTests {
    /// Notes that a connection was found idle.
    private final class Witness: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var wasIdle = false

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if event is IdleConnection { wasIdle = true }
        }
    }

    private let loop = EmbeddedEventLoop()
    private let witness = Witness()

    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handlers: [IdleGuard(timeout: .seconds(60)), witness], loop: loop)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test("speaks up when nothing was sent for the whole time, and not a moment sooner")
    func idle() throws {
        let channel = try connection()
        loop.advanceTime(by: .milliseconds(59_999))
        #expect(!witness.wasIdle)
        loop.advanceTime(by: .milliseconds(1))
        #expect(witness.wasIdle)
        _ = try channel.finish()
    }

    @Test("counts from the last time something was sent")
    func used() throws {
        let channel = try connection()
        for _ in 0..<5 {
            loop.advanceTime(by: .seconds(50))
            channel.flush()
        }
        #expect(!witness.wasIdle)
        loop.advanceTime(by: .seconds(60))
        #expect(witness.wasIdle)
        _ = try channel.finish()
    }

    @Test("does not count what is received: a caller that trickles keeps no place")
    func trickling() throws {
        let channel = try connection()
        for _ in 0..<6 {
            loop.advanceTime(by: .seconds(10))
            try channel.writeInbound(ByteBuffer(string: "x"))
        }
        #expect(witness.wasIdle)
        _ = try? channel.finish()
    }

    @Test("stays silent once the connection is closed")
    func closed() throws {
        let channel = try connection()
        _ = try channel.finish()
        loop.advanceTime(by: .seconds(120))
        #expect(!witness.wasIdle)
    }
}
