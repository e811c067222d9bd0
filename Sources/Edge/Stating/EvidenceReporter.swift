// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// Tells the hub of two notes that it signed and that contradict each other, so that they come into a log that others see. Each pair is
/// told once. A hub that does not want to hear it changes nothing: the evidence stays with the edge.
struct EvidenceReporter: Service {
    let hub: HubConnection
    let store: ReplicaStore
    let standing: EdgeStanding
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var wait = Backoff(longest: .seconds(60))
            var news = standing.evidenceNoted.makeAsyncIterator()
            while !Task.isCancelled {
                do {
                    guard let evidence = try store.untold() else {
                        await news.next()
                        continue
                    }
                    try store.note(try await tell(evidence), of: evidence)
                    wait.reset()
                } catch is CancellationError {
                    break
                } catch {
                    logger.warning("The hub cannot be told of evidence; it is tried again.", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: wait.next())
                }
            }
        }
    }

    private func tell(_ evidence: EdgeEvidence) async throws(HubFailure) -> EdgeEvidence.Telling {
        do {
            _ = try await hub.post("/v1/tegenspraken", ["eigen": .string(evidence.ours), "andere": .string(evidence.theirs)])
        } catch {
            guard !error.isPassing, error.status != 401 else { throw error }
            return refused(error)
        }
        logger.notice("The hub was told that it contradicts itself.", metadata: ["code": "\(evidence.code)"])
        return .told
    }

    private func refused(_ failure: HubFailure) -> EdgeEvidence.Telling {
        Counter(label: "schakel_edge_evidence_refused_total").increment()
        logger.error(
            "The hub does not take in that it contradicts itself: hand the evidence to the supervisor in another way.",
            metadata: ["status": "\(failure.status ?? 0)", "reason": "\(failure)"])
        return .refused
    }
}
