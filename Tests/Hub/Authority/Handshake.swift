// SPDX-License-Identifier: EUPL-1.2

import Foundation
import NIOCore
import NIOPosix
import NIOSSL

@testable import Hub

/// A TLS server and client in this process, over 127.0.0.1: the server demands a client certificate of one authority, and
/// answers whom it sees.
struct Handshake {
    let authority: CertificateAuthority
    let server: TLSConfiguration

    /// Wall-clock time, as BoringSSL checks terms by it.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// The other side ended the connection without an answer.
    struct Refused: Error {}

    init(authority: CertificateAuthority, server: TLSConfiguration) {
        self.authority = authority
        self.server = server
    }

    init(authority: CertificateAuthority, names: [String] = ["localhost", "127.0.0.1"]) throws {
        let request = try CertificateRequest()
        let certificate = try authority.issueServer(csrPEM: request.csrPEM, names: names, at: Self.now, validDays: 1)
        var server = TLSConfiguration.makeServerConfiguration(
            certificateChain: try Self.chain(certificate), privateKey: try Self.key(request.keyPEM))
        server.trustRoots = try Self.roots(authority)
        server.certificateVerification = .noHostnameVerification
        self.server = server
        self.authority = authority
    }

    /// A client that trusts the authority and shows this certificate, or none.
    func client(certificatePEM: String? = nil, keyPEM: String = "") throws -> TLSConfiguration {
        var client = TLSConfiguration.makeClientConfiguration()
        client.trustRoots = try Self.roots(self.authority)
        if let certificatePEM {
            client.certificateChain = try Self.chain(certificatePEM)
            client.privateKey = try Self.key(keyPEM)
        }
        return client
    }

    /// Connects and gives the server's answer: the name it read from the client's certificate.
    ///
    /// The client has to wait for an answer, as in TLS 1.3 its own handshake ends before the server has seen its certificate.
    func answer(to client: TLSConfiguration, hostname: String? = nil) async throws -> String {
        let context = try NIOSSLContext(configuration: self.server)
        let listening = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await Self.serve(listening) }
            defer { group.cancelAll() }
            return try await Self.ask(client, hostname: hostname, port: listening.channel.localAddress?.port ?? 0)
        }
    }

    private static func serve(_ listening: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) async {
        try? await listening.executeThenClose { connections in
            for try await connection in connections {
                try? await connection.executeThenClose { inbound, outbound in
                    for try await _ in inbound {
                        let name = try await CertifiedName.peer(of: connection.channel)
                        try await outbound.write(ByteBuffer(string: name.map { "\($0.identifier) \($0.commonName)" } ?? "nobody"))
                    }
                }
            }
        }
    }

    private static func ask(_ client: TLSConfiguration, hostname: String?, port: Int) async throws -> String {
        let context = try NIOSSLContext(configuration: client)
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: hostname))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "wie ben ik?"))
            for try await answer in inbound {
                return String(buffer: answer)
            }
            throw Refused()
        }
    }

    private static func roots(_ authority: CertificateAuthority) throws -> NIOSSLTrustRoots {
        .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.certificatePEM.utf8)))
    }

    private static func chain(_ pem: String) throws -> [NIOSSLCertificateSource] {
        try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) }
    }

    private static func key(_ pem: String) throws -> NIOSSLPrivateKeySource {
        .privateKey(try NIOSSLPrivateKey(bytes: Array(pem.utf8), format: .pem))
    }
}
