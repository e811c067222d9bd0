// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Edge
import Logging
import NIOCore
import NIOPosix

/// An MME for tests, over plain TCP.
struct DiameterPeer {
    let connection: RawConnection

    /// Connects without a word.
    static func open(port: Int) async throws -> DiameterPeer { DiameterPeer(connection: try await .open(port: port)) }

    /// Connects and introduces itself.
    static func introduced(port: Int, host: String = "mme.example", originState: UInt32? = nil) async throws -> DiameterPeer {
        let peer = try await open(port: port)
        try await peer.connection.send(DiameterSample.capabilities(host: host, originState: originState))
        _ = await peer.answers(1)
        return peer
    }

    func send(_ bytes: [UInt8]) async throws { try await connection.send(bytes) }

    /// Waits until the server has sent `count` messages since the connection began, or has closed it; returns all of them.
    func answers(_ count: Int) async -> [DiameterAnswer] {
        DiameterAnswer.all(in: await connection.readBytes { DiameterAnswer.all(in: $0).count >= count })
    }

    /// Waits until the server has closed the connection; returns all it has sent.
    func answersToEnd() async -> [DiameterAnswer] { await answers(.max) }
}

/// Runs `body` against a Diameter server on a free port, and shuts the server down whatever happens.
func withDiameterServer<Value>(
    list: SampleList = SampleList(), policy: AnswerPolicy = AnswerPolicy(), peers: PeerPolicy = PeerPolicy(),
    limits: DiameterLimits = .impatient, tls: DiameterTLS? = nil,
    _ body: (_ port: Int, _ server: DiameterServer) async throws -> Value
) async throws -> Value {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = DiameterServer(
        responder: EquipmentResponder(lookup: list, policy: policy), node: DiameterSample.node, policy: peers, tls: tls,
        limits: limits,
        group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    let port = try await server.start(host: "127.0.0.1", port: 0)
    do {
        let value = try await body(port, server)
        await server.shutdown()
        return value
    } catch {
        await server.shutdown()
        throw error
    }
}

extension DiameterLimits {
    /// For tests that do not wait for goodbyes.
    static let impatient: DiameterLimits = {
        var limits = DiameterLimits()
        limits.shutdownGrace = .milliseconds(500)
        return limits
    }()
}
