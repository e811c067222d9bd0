// SPDX-License-Identifier: EUPL-1.2

import ServiceLifecycle

/// Ends the held streams first when a hub closes, so that its doors need not wait for followers.
struct StreamEnd: Service {
    let board: HeadBoard

    func run() async throws {
        try? await gracefulShutdown()
        board.close()
    }
}
