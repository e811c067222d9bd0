// SPDX-License-Identifier: EUPL-1.2

import Exchange
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Keeps the 5G-EIR open for as long as the edge runs.
final class EquipmentDoorService: Service {
    private let server: EquipmentServer
    private let host: String
    private let port: Int
    private let notice: Duration
    private let standing: EdgeStanding
    private let bound = Mutex<(port: Int?, waiters: [CheckedContinuation<Int, Never>])>((nil, []))

    init(responder: EquipmentResponder, configuration: EdgeConfiguration, standing: EdgeStanding) {
        let options = configuration.service
        var limits = options.limits
        limits.shutdownGrace = .milliseconds(max(1, configuration.drain.milliseconds))
        server = EquipmentServer(
            responder: responder, group: MultiThreadedEventLoopGroup.singleton, limits: limits, tls: options.tls, gate: options.gate
        )
        host = configuration.serviceHost
        port = configuration.servicePort
        notice = configuration.notice.duration
        self.standing = standing
    }

    /// What the door counts beside answers, in Prometheus text format.
    var exposition: [UInt8] { server.exposition }

    /// The port, once it listens.
    var boundPort: Int {
        get async {
            await withCheckedContinuation { continuation in
                let port = bound.withLock { bound in
                    if bound.port == nil { bound.waiters.append(continuation) }
                    return bound.port
                }
                if let port { continuation.resume(returning: port) }
            }
        }
    }

    func run() async throws {
        let port = try await server.start(host: host, port: port)
        let waiters = bound.withLock { bound in
            let waiters = bound.waiters
            bound = (port, [])
            return waiters
        }
        for waiter in waiters { waiter.resume(returning: port) }
        try? await gracefulShutdown()
        // First it is said that the edge stops, so that who asks for a ready one goes elsewhere.
        standing.noteDraining()
        if notice > .zero { try? await Task.sleep(for: notice) }
        await server.shutdown()
    }
}
