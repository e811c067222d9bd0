// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Diameter
import Edge
import Logging
import NIOCore
import NIOPosix

/// Which server.
enum ServerKind: String, ExpressibleByArgument, CaseIterable {
    case echo, diameter
}

/// One of the two servers: prints its port, then answers until it is ended. Both have one thread.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Runs one of the servers that are compared.", shouldDisplay: false)

    @Argument var kind: ServerKind
    @Option var devices = 100_000

    func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let port = kind == .echo ? try await echo(on: group) : try await diameter(on: group)
        try FileDescriptorOutput.line("\(port)")
        try await Task.sleep(for: .seconds(3_600))
    }

    private func echo(on group: any EventLoopGroup) async throws -> Int {
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Echo()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return listener.localAddress?.port ?? 0
    }

    private func diameter(on group: any EventLoopGroup) async throws -> Int {
        guard let host = DiameterIdentity("eir.example"), let realm = DiameterIdentity(LoadGenerator.realm) else { return 0 }
        var logger = Logger(label: "benchmark")
        logger.logLevel = .error
        let responder = EquipmentResponder(lookup: ListedDevices(count: devices))
        let server = DiameterServer(
            responder: responder, node: LocalNode(host: host, realm: realm), group: group, logger: logger)
        return try await server.start(host: "127.0.0.1", port: 0)
    }
}

/// Sends back what it gets, as little as a server can do.
private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.write(data, promise: nil) }

    func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
