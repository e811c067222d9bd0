// SPDX-License-Identifier: EUPL-1.2

import Diameter
import NIOCore
import Testing

@testable import Edge

@Suite("Stopping a Diameter server", .timeLimit(.minutes(10)))
struct DiameterDrainTests {
    private var patient: DiameterLimits {
        var limits = DiameterLimits()
        limits.shutdownGrace = .seconds(20)
        return limits
    }

    @Test(
        "peers are told goodbye and why; what they asked before is answered, and they are closed once they answer",
        arguments: [0, 1, 2] as [UInt32])
    func drain(cause: UInt32) async throws {
        try await withDiameterServer(limits: patient) { port, server in
            let peer = try await DiameterPeer.introduced(port: port)
            async let stopped: Void = server.shutdown(DisconnectCause(rawValue: cause))
            let goodbye = try #require(await peer.answers(2).last)
            #expect(goodbye.header.command == .disconnectPeer && goodbye.header.flags == .request)
            #expect(goodbye.number(.disconnectCause) == cause)

            try await peer.send(DiameterSample.check(imei: "49015420323751") + DiameterSample.disconnectAnswer(to: goodbye))
            let answers = await peer.answersToEnd()
            await stopped

            #expect(answers.last?.status == 1 && server.counters.snapshot.closed == [.disconnected: 1])
        }
    }

    @Test("a peer that does not answer the goodbye is closed after the grace")
    func noAnswer() async throws {
        var peers = PeerPolicy()
        peers.disconnectGrace = 100
        try await withDiameterServer(peers: peers, limits: patient) { port, server in
            let peer = try await DiameterPeer.introduced(port: port)

            await server.shutdown()

            #expect(await peer.answersToEnd().count == 2)
            #expect(server.counters.snapshot.closed == [.disconnectTimeout: 1])
        }
    }

    @Test("connections without an introduction are closed at once, and no new ones are taken")
    func closesOthers() async throws {
        try await withDiameterServer(limits: patient) { port, server in
            let silent = try await DiameterPeer.open(port: port)
            while server.counters.snapshot.accepted == 0 { try await Task.sleep(for: .milliseconds(5)) }

            await server.shutdown()
            await server.shutdown()

            #expect(await silent.answersToEnd().isEmpty)
            await #expect(throws: (any Error).self) { try await DiameterPeer.open(port: port) }
            let error = await #expect(throws: ListenError.self) { try await server.start(host: "127.0.0.1", port: 0) }
            #expect(error?.code == .alreadyStarted)
        }
    }

    @Test("a peer that says goodbye is answered and given time to close")
    func peerLeaves() async throws {
        try await withDiameterServer { port, server in
            let peer = try await DiameterPeer.introduced(port: port)
            try await peer.send(DiameterSample.disconnect())

            #expect(await peer.answers(2).last?.result == 2001)
            await peer.connection.close()
            while server.peerCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(server.counters.snapshot.closed == [.disconnected: 1] && server.counters.snapshot.open == 0)
        }
    }

    @Test("a port in use, and a port that is none, are reported as such")
    func listening() async throws {
        try await withDiameterServer { port, _ in
            try await withDiameterServer { _, other in
                let again = await #expect(throws: ListenError.self) { try await other.start(host: "127.0.0.1", port: port) }
                #expect(again?.code == .alreadyStarted)
                let none = await #expect(throws: ListenError.self) { try await other.start(host: "127.0.0.1", port: 70_000) }
                #expect(none?.code == .invalidAddress)
            }
        }
    }
}
