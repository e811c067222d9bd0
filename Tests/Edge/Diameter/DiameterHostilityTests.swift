// SPDX-License-Identifier: EUPL-1.2

import Diameter
import NIOCore
import Testing

@testable import Edge

@Suite("Peers that do not behave", .timeLimit(.minutes(10)))
struct DiameterHostilityTests {
    @Test(
        "garbage is closed, before and after an introduction",
        arguments: ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}", "\u{1}\u{0}\u{0}\u{0}"])
    func garbage(text: String) async throws {
        try await withDiameterServer { port, server in
            let early = try await DiameterPeer.open(port: port)
            try await early.send(Array(text.utf8))
            #expect(await early.answersToEnd().isEmpty)

            let late = try await DiameterPeer.introduced(port: port)
            try await late.send(Array(text.utf8))
            #expect(await late.answersToEnd().count == 1)
            #expect(server.counters.snapshot.closed[.garbled] == 2)
        }
    }

    @Test("a request of another version, or of an impossible length, is told so before the connection closes")
    func framing() async throws {
        let check = DiameterSample.check(imei: "49015420323751")
        try await withDiameterServer { port, _ in
            for (start, result) in [([2, 0, 1, 0], 5011), ([1, 0, 1, 2], 5015), ([1, 2, 0, 0], 5015)] as [([UInt8], UInt32)] {
                let peer = try await DiameterPeer.introduced(port: port, host: "mme\(result)-\(start[1]).example")
                try await peer.send(start + check.dropFirst(4))

                #expect(await peer.answersToEnd().last?.result == result)
            }
        }
    }

    @Test("a first message that is no CER is closed without an answer")
    func unintroduced() async throws {
        try await withDiameterServer { port, server in
            let peer = try await DiameterPeer.open(port: port)
            try await peer.send(DiameterSample.check(imei: "49015420323751"))

            #expect(await peer.answersToEnd().isEmpty)
            #expect(server.responder.counters.snapshot.total == 0)
        }
    }

    @Test("a peer without a common application is told 5010 and closed")
    func noCommonApplication() async throws {
        try await withDiameterServer { port, server in
            let peer = try await DiameterPeer.open(port: port)
            try await peer.send(DiameterSample.capabilities(host: "mme.example", application: 16_777_251))

            #expect(await peer.answersToEnd().map(\.result) == [5010])
            #expect(server.counters.snapshot.faults[.noCommonApplication] == 1 && server.peerCount == 0)
        }
    }

    @Test("a connection that says nothing, or half a CER, is closed at the deadline")
    func halfOpen() async throws {
        var peers = PeerPolicy()
        peers.capabilitiesDeadline = 4_000
        try await withDiameterServer(peers: peers) { port, server in
            let silent = try await DiameterPeer.open(port: port)
            let half = try await DiameterPeer.open(port: port)
            try await half.send(Array(DiameterSample.capabilities(host: "mme.example").dropLast(4)))

            #expect(await silent.answersToEnd().isEmpty)
            #expect(await half.answersToEnd().isEmpty)
            #expect(server.counters.snapshot.closed[.silent] == 2)
        }
    }

    @Test("a second connection of a host is refused while the first is alive, and taken once that is gone")
    func twice() async throws {
        try await withDiameterServer { port, server in
            let first = try await DiameterPeer.introduced(port: port)
            let second = try await DiameterPeer.introduced(port: port)
            #expect(await second.answersToEnd().map(\.result) == [5012])
            try await first.send(DiameterSample.watchdog())
            #expect(await first.answers(2).last?.result == 2001)

            await first.connection.close()
            while server.peerCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            let third = try await DiameterPeer.introduced(port: port)
            #expect(await third.answers(1).last?.result == 2001)
        }
    }

    @Test("a host that was started again takes the place of its old connection, which is closed")
    func restarted() async throws {
        try await withDiameterServer { port, server in
            let old = try await DiameterPeer.introduced(port: port, originState: 10)
            let new = try await DiameterPeer.introduced(port: port, originState: 11)

            #expect(await old.answersToEnd().count == 1)
            try await new.send(DiameterSample.check(imei: "49015420323751"))
            #expect(await new.answers(2).last?.status == 1)
            #expect(server.peerCount == 1 && server.counters.snapshot.closed[.superseded] == 1)
        }
    }

    @Test("a peer that does not read its answers stops being read, and is cut off; what waits for it stays bounded")
    func slowReader() async throws {
        var limits = DiameterLimits()
        limits.stallTimeout = .milliseconds(300)
        limits.waitingBytes = 64 * 1024
        try await withDiameterServer(limits: limits) { port, server in
            let peer = try SilentReader(port: port)
            peer.send(DiameterSample.capabilities(host: "mme.example"))
            let check = DiameterSample.check(imei: "49015420323751", padding: 8_000)
            var sent = 0
            while server.counters.snapshot.closed.isEmpty, sent < 200_000_000 { sent += peer.send(check) }

            #expect(sent < 200_000_000)
            #expect(server.responder.counters.snapshot.total < 20_000)
            peer.close()
        }
    }

    @Test("connections beyond the maximum are closed")
    func maximum() async throws {
        var limits = DiameterLimits()
        limits.maximumConnections = 1
        try await withDiameterServer(limits: limits) { port, _ in
            let first = try await DiameterPeer.introduced(port: port)
            let second = try await DiameterPeer.open(port: port)

            #expect(await second.answersToEnd().isEmpty)
            #expect(await first.answers(1).first?.result == 2001)
        }
    }

    @Test("a peer that asks more than it may is told 3004, and the connection stays")
    func tooBusy() async throws {
        var peers = PeerPolicy()
        peers.checksPerSecond = 5
        try await withDiameterServer(peers: peers) { port, server in
            let peer = try await DiameterPeer.introduced(port: port)
            try await peer.send((0..<100).flatMap { DiameterSample.check(imei: "49015420323751", hopByHop: UInt32($0)) })

            let results = await peer.answers(101).dropFirst().map(\.result)
            #expect(results.prefix(5).allSatisfy { $0 == 2001 } && results.suffix(80).contains(3004))
            #expect(server.responder.counters.snapshot.refused > 50)
        }
    }
}
