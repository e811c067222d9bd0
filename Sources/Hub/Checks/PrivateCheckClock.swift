// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import ServiceLifecycle
import Store

/// Has the table of private checks follow the list, so that nobody who asks waits for it.
struct PrivateCheckClock: Service {
    let desk: PrivateCheckDesk
    let board: HeadBoard

    /// How long it rests between two versions at least.
    private static let pace = Duration.milliseconds(250)
    /// How often it looks whether another epoch is near.
    private static let patience = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // The board closes before this is told to stop; a service that ends by itself would count as failed.
            while !Task.isCancelled {
                let size = board.head(of: .devices)?.size ?? 0
                if !board.isClosed { await desk.keepUp() }
                _ = await board.grows(.devices, beyond: size, within: PrivateCheckClock.patience)
                try? await Task.sleep(for: PrivateCheckClock.pace)
            }
        }
        await desk.stop()
    }
}
