// SPDX-License-Identifier: EUPL-1.2

import Diameter
import ServiceLifecycle

/// Keeps the Diameter door open for as long as the edge runs.
struct DiameterDoorService: Service {
    /// Who listens.
    let server: DiameterServer
    /// Where it listens.
    let host: String
    /// Its port; 0 lets the system choose.
    let port: Int
    /// Called with the port once it listens.
    let ready: @Sendable (Int) -> Void

    func run() async throws {
        ready(try await server.start(host: host, port: port))
        try? await gracefulShutdown()
        await server.shutdown(.rebooting)
    }
}
