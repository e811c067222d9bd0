// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import Hub

@Suite("mutual TLS with the authority's certificates", .timeLimit(.minutes(10)))
struct HandshakeTests {
    private static func authority(at moment: Int64 = Handshake.now) throws -> CertificateAuthority {
        try CertificateAuthority.create(name: "Schakel proef-CA", at: moment, validDays: 3650)
    }

    @Test("a party with a certificate is known by name, by address and by host name", arguments: [nil, "localhost"])
    func known(hostname: String?) async throws {
        let handshake = try Handshake(authority: Self.authority())
        let request = try CertificateRequest()
        let pem = try Trial.party(of: handshake.authority, csrPEM: request.csrPEM, at: Handshake.now, validDays: 1)

        let answer = try await handshake.answer(
            to: handshake.client(certificatePEM: pem, keyPEM: request.keyPEM), hostname: hostname)

        #expect(answer == "\(Trial.oin) randknoop-1")
    }

    @Test("without a certificate there is no connection")
    func none() async throws {
        let handshake = try Handshake(authority: Self.authority())

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: handshake.client())
        }
    }

    @Test("a certificate of another authority is refused, though that one has the same name")
    func otherAuthority() async throws {
        let handshake = try Handshake(authority: Self.authority())
        let request = try CertificateRequest()
        let pem = try Trial.party(of: Self.authority(), csrPEM: request.csrPEM, at: Handshake.now, validDays: 1)

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: handshake.client(certificatePEM: pem, keyPEM: request.keyPEM))
        }
    }

    @Test("a certificate that has ended is refused")
    func ended() async throws {
        let lastWeek = Handshake.now - 7 * Trial.day
        let handshake = try Handshake(authority: Self.authority(at: lastWeek))
        let request = try CertificateRequest()
        let pem = try Trial.party(of: handshake.authority, csrPEM: request.csrPEM, at: lastWeek, validDays: 6)

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: handshake.client(certificatePEM: pem, keyPEM: request.keyPEM))
        }
    }

    @Test("a server's certificate does not pass for a party's")
    func serverAsClient() async throws {
        let handshake = try Handshake(authority: Self.authority())
        let request = try CertificateRequest()
        let pem = try handshake.authority.issueServer(
            csrPEM: request.csrPEM, names: ["localhost"], at: Handshake.now, validDays: 1)

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: handshake.client(certificatePEM: pem, keyPEM: request.keyPEM))
        }
    }

    @Test("a client does not take a server under another name than the certificate has")
    func otherName() async throws {
        let handshake = try Handshake(authority: Self.authority(), names: ["hub.example.nl"])
        let request = try CertificateRequest()
        let pem = try Trial.party(of: handshake.authority, csrPEM: request.csrPEM, at: Handshake.now, validDays: 1)
        let client = try handshake.client(certificatePEM: pem, keyPEM: request.keyPEM)

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: client, hostname: "localhost")
        }
        let answer = try await handshake.answer(to: client, hostname: "hub.example.nl")

        #expect(answer == "\(Trial.oin) randknoop-1")
    }

    @Test("where a certificate is optional, a client without one is nobody")
    func nobody() async throws {
        let required = try Handshake(authority: Self.authority())
        var server = required.server
        server.certificateVerification = .optionalVerification
        let handshake = Handshake(authority: required.authority, server: server)

        let answer = try await handshake.answer(to: handshake.client())

        #expect(answer == "nobody")
    }

    @Test("where a certificate is optional, one of another authority is still refused")
    func optionalButForeign() async throws {
        let required = try Handshake(authority: Self.authority())
        var server = required.server
        server.certificateVerification = .optionalVerification
        let handshake = Handshake(authority: required.authority, server: server)
        let request = try CertificateRequest()
        let pem = try Trial.party(of: Self.authority(), csrPEM: request.csrPEM, at: Handshake.now, validDays: 1)

        await #expect(throws: (any Error).self) {
            try await handshake.answer(to: handshake.client(certificatePEM: pem, keyPEM: request.keyPEM))
        }
    }

    @Test("a connection without TLS has no peer")
    func withoutTLS() async throws {
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()

        let name = try await CertifiedName.peer(of: channel)

        #expect(name == nil)
        try await channel.close()
    }
}
