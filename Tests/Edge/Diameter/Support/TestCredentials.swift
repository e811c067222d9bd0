// SPDX-License-Identifier: EUPL-1.2

import Edge
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// An authority for one test, made by openssl, and what it has signed.
struct TestCredentials {
    private let folder: URL

    static func make() async throws -> TestCredentials {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "schakel-diameter-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let credentials = TestCredentials(folder: folder)
        try await credentials.openssl(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Test -keyout ca.key -out ca.pem")
        for name in ["eir.example", "mme.example"] {
            try await credentials.openssl(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=\(name) -addext subjectAltName=DNS:\(name) "
                    + "-keyout \(name).key -out \(name).csr")
            try await credentials.openssl(
                "x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out \(name).pem")
        }
        return credentials
    }

    func server(namesMustMatch: Bool = true) throws -> DiameterTLS {
        try DiameterTLS(
            certificateChain: try text("eir.example.pem"), privateKey: try text("eir.example.key"), trustRoots: try text("ca.pem"),
            namesMustMatch: namesMustMatch)
    }

    /// Connects with the certificate of `name`, says something, and returns what came back: `count` messages or, when the server
    /// closes before, fewer.
    func talk(to port: Int, as name: String?, saying bytes: [UInt8], count: Int) async throws -> [DiameterAnswer] {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .none
        if let name {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(text("\(name).pem").utf8)).map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(text("\(name).key").utf8), format: .pem))
        }
        let context = try NIOSSLContext(configuration: tls)
        let received = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = try NIOSSLClientHandler(context: context, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandlers([handler, Collector(count: count, received: received)])
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        let answers = DiameterAnswer.all(in: try await received.futureResult.get())
        try? await channel.close()
        return answers
    }

    private func text(_ file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    }

    private func openssl(_ arguments: String) async throws {
        let path = Tool.path("openssl") ?? ""
        let placed = arguments.split(separator: " ").map(String.init).map { word in
            ["key", "pem", "csr"].contains(word.split(separator: ".").last.map(String.init)) && word.contains(".")
                ? folder.appendingPathComponent(word).path : word
        }
        _ = try await Tool.run(path, placed)
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let count: Int
    private let received: EventLoopPromise<[UInt8]>
    private var bytes: [UInt8] = []

    init(count: Int, received: EventLoopPromise<[UInt8]>) {
        self.count = count
        self.received = received
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes += Array(unwrapInboundIn(data).readableBytesView)
        if DiameterAnswer.all(in: bytes).count >= count { received.succeed(bytes) }
    }

    func channelInactive(context: ChannelHandlerContext) { received.succeed(bytes) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
