// SPDX-License-Identifier: EUPL-1.2

import Diameter
import ServiceLifecycle

/// Keeps the Diameter door open for as long as the edge runs.
final class DiameterDoorService: Service {
    /// Who listens.
    let server: DiameterServer
    private let host: String
    private let port: Int
    private let bound = BoundPort()

    /// - Parameters:
    ///   - server: who listens.
    ///   - host: where it listens.
    ///   - port: its port; 0 lets the system choose.
    init(server: DiameterServer, host: String, port: Int) {
        self.server = server
        self.host = host
        self.port = port
    }

    /// The port, once it listens.
    var boundPort: Int { get async { await bound.value } }

    func run() async throws {
        bound.opened(try await server.start(host: host, port: port))
        try? await gracefulShutdown()
        await server.shutdown(.rebooting)
    }
}
