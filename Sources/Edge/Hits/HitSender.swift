// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import Logging
import Metrics

/// Sends the hits that wait to the hub, the oldest first, and deletes what the hub settled. A message keeps its key until it is
/// settled, so that one whose answer was lost is entered once.
struct HitSender: Sendable {
    let hub: HubConnection
    let register: RegisterName
    let edge: String
    let store: HitStore
    let delay: Span
    let news: AsyncStream<Void>
    let logger: Logger
    let timing: HitTiming
    let dropReleased: @Sendable () -> Void
    let show: @Sendable () -> Void

    /// The most hits in one message: the hub may have to tell as many cases anew.
    private static let most = 200

    /// The hub answered something else than was asked.
    private struct OtherAnswer: Error {}

    func run() async {
        var wait = Backoff(longest: timing.longestWait)
        var news = news.makeAsyncIterator()
        var mustDelay = true
        while !Task.isCancelled {
            do {
                guard try store.count() > 0 else {
                    mustDelay = true
                    await news.next()
                    continue
                }
                if mustDelay { try await Task.sleep(for: .milliseconds(Int64.random(in: 0...max(0, delay.milliseconds)))) }
                mustDelay = false
                dropReleased()
                guard let batch = try store.batch(most: HitSender.most) else { continue }
                let left = try await send(batch)
                show()
                wait.reset()
                if left > 0 { try await Task.sleep(for: timing.later) }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The hub cannot be told of hits; it is tried again.", metadata: ["error": "\(error)"])
                try? await Task.sleep(for: wait.next())
            }
        }
    }

    /// - Returns: how many the hub wants later.
    private func send(_ batch: HitStore.Batch) async throws -> Int {
        let answer = try await hub.post("/v1/treffers", message(batch), key: batch.key)
        let outcomes = (answer["uitkomsten"]?.array ?? []).compactMap(\.string).map { HitOutcome(rawValue: $0) }
        guard outcomes.count == batch.rows.count else { throw OtherAnswer() }
        let left = try store.settle(batch, outcomes)
        for (outcome, count) in Dictionary(outcomes.map { ($0, 1) }, uniquingKeysWith: +) where outcome != .later {
            Counter(label: "schakel_edge_hits_sent_total", dimensions: [("outcome", outcome.rawValue)]).increment(by: Int64(count))
        }
        return left
    }

    private func message(_ batch: HitStore.Batch) -> JSON {
        let rows = batch.rows.map { row in
            JSON.object(
                JSONObject([
                    ("onderwerp", .string(IMEI(value: row.imei)?.digits ?? "")), ("gezien", .string(row.seenAt.description)),
                    ("gebied", row.area.map { .string($0) }), ("randknoop", .string(edge)),
                ]))
        }
        return ["register": .string(register.rawValue), "treffers": .array(rows)]
    }
}
