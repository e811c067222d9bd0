// SPDX-License-Identifier: EUPL-1.2

import ServiceLifecycle

/// Ends the forwarder's connections when the hub closes.
struct ForwarderEnd: Service {
    let forwarder: ActForwarder

    func run() async throws {
        try? await gracefulShutdown()
        await forwarder.close()
    }
}
