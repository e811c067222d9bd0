// SPDX-License-Identifier: EUPL-1.2

import Logging
import Metrics
import ServiceLifecycle
import Store

/// After an erasure, makes sure that what was deleted can no longer be read from the store's files.
struct StoreCleaner: Service {
    let store: any Store
    let sequencer: Sequencer
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // A crash may have come between an erasure and its cleaning.
            while !Task.isCancelled {
                if sequencer.isReigning {
                    do {
                        try await store.scrub()
                        Counter(label: "schakel_store_cleanings_total").increment()
                    } catch {
                        logger.info("The store could not be cleaned yet; it is tried again.", metadata: ["error": "\(error)"])
                        try? await Task.sleep(for: .seconds(5))
                        continue
                    }
                    await sequencer.erasures.wait()
                } else {
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }
}
