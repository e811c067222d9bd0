// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import Edge

@Suite(
    "Diameter over TLS", .timeLimit(.minutes(10)),
    .enabled(if: Tool.path("openssl") != nil, "openssl, which makes the certificates, is not installed."))
struct DiameterTLSTests {
    @Test("a peer with a certificate of its own name is answered; the first bytes are TLS")
    func answered() async throws {
        let credentials = try await TestCredentials.make()
        try await withDiameterServer(tls: credentials.server()) { port, _ in
            let answers = try await credentials.talk(
                to: port, as: "mme.example",
                saying: DiameterSample.capabilities(host: "mme.example") + DiameterSample.check(imei: "49015420323751"), count: 2)

            #expect(answers.map(\.result) == [2001, 2001] && answers.last?.status == 1)
        }
    }

    @Test("a peer that calls itself something else than its certificate does is told 3010, unless names need not match")
    func otherName() async throws {
        let credentials = try await TestCredentials.make()
        let message = DiameterSample.capabilities(host: "other.example")
        try await withDiameterServer(tls: credentials.server()) { port, _ in
            let answers = try await credentials.talk(to: port, as: "mme.example", saying: message, count: 1)
            #expect(answers.map(\.result) == [3010])
        }
        try await withDiameterServer(tls: credentials.server(namesMustMatch: false)) { port, _ in
            let answers = try await credentials.talk(to: port, as: "mme.example", saying: message, count: 1)
            #expect(answers.map(\.result) == [2001])
        }
    }

    @Test("a peer without a certificate, one of a stranger, and one that speaks plainly get no answer")
    func strangers() async throws {
        let credentials = try await TestCredentials.make()
        let strangers = try await TestCredentials.make()
        try await withDiameterServer(tls: credentials.server()) { port, server in
            let message = DiameterSample.capabilities(host: "mme.example")
            #expect(try await credentials.talk(to: port, as: nil, saying: message, count: 1).isEmpty)
            #expect(try await strangers.talk(to: port, as: "mme.example", saying: message, count: 1).isEmpty)
            let plain = try await DiameterPeer.open(port: port)
            try await plain.send(message)
            #expect(await plain.answersToEnd().isEmpty)
            #expect(server.peerCount == 0)
        }
    }

    @Test("a TLS handshake that is never finished is closed at the deadline for introductions")
    func handshakeDeadline() async throws {
        let credentials = try await TestCredentials.make()
        var peers = PeerPolicy()
        peers.capabilitiesDeadline = 200
        try await withDiameterServer(peers: peers, tls: credentials.server()) { port, _ in
            let silent = try await DiameterPeer.open(port: port)

            #expect(await silent.answersToEnd().isEmpty)
        }
    }

    @Test("credentials that cannot be used are refused with what to do")
    func unusable() {
        let error = #expect(throws: DiameterSetupError.self) {
            try DiameterTLS(certificateChain: "none", privateKey: "none", trustRoots: "none")
        }

        #expect(error?.code == .credential && error?.reason.contains("PEM") == true)
    }
}
