// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import ServiceLifecycle

/// Looks every second whether a term has ended, and has the sequencer enter what follows.
struct BackgroundClock: Service {
    let sequencer: Sequencer
    let logger: Logger
    /// How often it looks.
    let every: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                guard sequencer.isReigning else {
                    try? await Task.sleep(for: .milliseconds(200))
                    continue
                }
                do {
                    let entered = try await sequencer.submit(
                        Act("clock") { scope in
                            let (entries, failures) = try scope.tick()
                            for lag in try scope.lags() { lag.record() }
                            return ["entries": .integer(Int64(entries)), "failures": .array(failures.map { .string($0) })]
                        }
                    )
                    for failure in entered.answer["failures"]?.array ?? [] {
                        logger.error("The clock could not do one thing that is due.", metadata: ["what": "\(failure.string ?? "")"])
                    }
                    if let count = entered.answer["entries"]?.integer, count > 0 {
                        logger.info("The clock entered what was due.", metadata: ["entries": "\(count)"])
                    }
                } catch {
                    logger.warning("The clock could not do what was due; it tries again.", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: every)
            }
        }
    }
}
