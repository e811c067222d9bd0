// SPDX-License-Identifier: EUPL-1.2

import Exchange
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Keeps the 5G-EIR open for as long as the edge runs.
final class EquipmentDoorService: Service {
    private let server: EquipmentServer
    private let host: String
    private let port: Int
    private let notice: Duration
    private let standing: EdgeStanding
    private let bound = BoundPort()

    init(responder: EquipmentResponder, configuration: EdgeConfiguration, standing: EdgeStanding) {
        let options = configuration.service
        var limits = options.limits
        limits.shutdownGrace = .milliseconds(max(1, configuration.drain.milliseconds))
        server = EquipmentServer(
            responder: responder, group: DoorLoops.group, limits: limits, tls: options.tls, gate: options.gate
        )
        host = configuration.serviceHost
        port = configuration.servicePort
        notice = configuration.notice.duration
        self.standing = standing
    }

    /// What the door counts beside answers, in Prometheus text format.
    var exposition: [UInt8] { server.exposition }

    /// The port, once it listens.
    var boundPort: Int { get async { await bound.value } }

    func run() async throws {
        bound.opened(try await server.start(host: host, port: port))
        try? await gracefulShutdown()
        // First it is said that the edge stops, so that who asks for a ready one goes elsewhere.
        standing.noteDraining()
        if notice > .zero { try? await Task.sleep(for: notice) }
        await server.shutdown()
    }
}
