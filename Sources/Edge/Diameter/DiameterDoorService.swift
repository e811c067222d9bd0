// SPDX-License-Identifier: EUPL-1.2

import Diameter
import ServiceLifecycle
import Synchronization

/// Keeps the Diameter door open for as long as the edge runs.
final class DiameterDoorService: Service {
    /// Who listens.
    let server: DiameterServer
    private let host: String
    private let port: Int
    private let bound = Mutex<(port: Int?, waiters: [CheckedContinuation<Int, Never>])>((nil, []))

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
        let opened = try await server.start(host: host, port: port)
        let waiters = bound.withLock { bound in
            bound.port = opened
            defer { bound.waiters = [] }
            return bound.waiters
        }
        for waiter in waiters { waiter.resume(returning: opened) }
        try? await gracefulShutdown()
        await server.shutdown(.rebooting)
    }
}
