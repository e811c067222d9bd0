// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// Sends signed answers to samples to the hub. What the hub refuses is not sent again: its term is over, or it was answered before.
struct SampleSender: Service {
    let hub: HubConnection
    let answerer: SampleAnswerer
    let logger: Logger

    /// So often an answer is sent while the hub cannot be reached: then its term is over.
    private static let mostAttempts = 14

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await answer in answerer.answers {
                await send(answer)
                if Task.isCancelled { break }
            }
        }
    }

    private func send(_ answer: SampleAnswerer.Answer) async {
        var wait = Backoff()
        for _ in 0..<SampleSender.mostAttempts where !Task.isCancelled {
            do {
                _ = try await hub.post("/v1/steekproefantwoorden", ["antwoord": .string(answer.note)])
                Counter(label: "schakel_edge_samples_answered_total").increment()
                logger.info("A sample of the hub was answered.", metadata: ["sample": "\(answer.id)"])
                return
            } catch  where error.isPassing {
                try? await Task.sleep(for: wait.next())
            } catch {
                Counter(label: "schakel_edge_samples_refused_total").increment()
                logger.warning(
                    "The hub does not take the answer to a sample.", metadata: ["sample": "\(answer.id)", "reason": "\(error)"])
                return
            }
        }
    }
}
