// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import Edge

@Suite("The watchdog of a connection")
struct DiameterWatchdogTests {
    /// A connection on a loop whose clock the test moves.
    private struct Bench {
        let loop = EmbeddedEventLoop()
        let peers = ConnectedPeers()
        let counters = DiameterCounters()

        func connect(host: String = "mme.example") throws -> EmbeddedChannel {
            let channel = EmbeddedChannel(loop: loop)
            let responder = EquipmentResponder(lookup: SampleList())
            let setup = DiameterConnectionSetup(
                responder: responder, node: DiameterSample.node, policy: PeerPolicy(), limits: DiameterLimits(),
                answers: EquipmentCheckAnswers(of: DiameterSample.node), peers: peers, counters: counters,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, tls: nil)
            try setup.begin(on: channel)
            try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
            try channel.writeInbound(ByteBuffer(bytes: DiameterSample.capabilities(host: host)))
            return channel
        }

        func sent(by channel: EmbeddedChannel) throws -> [DiameterAnswer] {
            var bytes: [UInt8] = []
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += Array(buffer.readableBytesView) }
            return DiameterAnswer.all(in: bytes)
        }
    }

    @Test("a silent peer is asked, then suspect, then closed")
    func silence() throws {
        let bench = Bench()
        let channel = try bench.connect()
        #expect(try bench.sent(by: channel).map(\.result) == [2001])

        bench.loop.advanceTime(by: .seconds(27))
        #expect(try bench.sent(by: channel).isEmpty)
        bench.loop.advanceTime(by: .seconds(6))
        let asked = try bench.sent(by: channel)
        #expect(asked.map(\.header.command) == [.deviceWatchdog] && asked.first?.header.flags == .request)
        bench.loop.advanceTime(by: .seconds(65))
        #expect(!channel.isActive && bench.peers.count == 0)
        #expect(bench.counters.snapshot.closed == [.watchdog: 1])
    }

    @Test("a newer connection takes the place of a suspect one, which is closed; not of one that has spoken again")
    func superseded() throws {
        let bench = Bench()
        let old = try bench.connect()
        bench.loop.advanceTime(by: .seconds(66))
        try old.writeInbound(ByteBuffer(bytes: DiameterSample.watchdog()))
        let early = try bench.connect()
        #expect(try bench.sent(by: early).map(\.result) == [5012])

        bench.loop.advanceTime(by: .seconds(33))
        let new = try bench.connect()
        #expect(try bench.sent(by: new).map(\.result) == [2001])
        bench.loop.advanceTime(by: .seconds(1))

        #expect(!old.isActive && new.isActive && bench.peers.count == 1)
        #expect(bench.counters.snapshot.closed[.superseded] == 1)
    }

    @Test("a peer that asks is not asked, and one that is idle is kept as long as it answers")
    func alive() throws {
        let bench = Bench()
        let channel = try bench.connect()
        for _ in 0..<10 {
            bench.loop.advanceTime(by: .seconds(20))
            try channel.writeInbound(ByteBuffer(bytes: DiameterSample.check(imei: "49015420323751")))
        }
        #expect(try bench.sent(by: channel).count == 11)

        for _ in 0..<5 {
            bench.loop.advanceTime(by: .seconds(33))
            for asked in try bench.sent(by: channel) where asked.header.command == .deviceWatchdog {
                try channel.writeInbound(ByteBuffer(bytes: DiameterSample.watchdogAnswer(to: asked)))
            }
        }
        #expect(channel.isActive)
    }
}
