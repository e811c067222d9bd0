// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle
import Store

/// The one place where acts become entries. Waiting acts are decided one after another, committed together, signed once per log, and
/// answered only when they are durable.
///
/// Order within a batch: decide and enter each act; keep complete tiles; sign the new checkpoints; commit; show the new heads;
/// answer. A crash before the commit loses only what nobody was told; a crash after it loses nothing.
final class Sequencer: Service {
    private let store: any Store
    private let registers: RegisterSet
    private let signer: LogSigner
    private let timekeeper: any Timekeeper
    private let secrets: HubSecrets
    private let queue: ActQueue
    private let logger: Logger
    private let initial: HubState
    private let startedAt: Instant
    /// What the doors see.
    let board: HeadBoard

    /// The most acts in one batch.
    static let batchSize = 256

    init(
        store: any Store, registers: RegisterSet, signer: LogSigner, secrets: HubSecrets, timekeeper: any Timekeeper, logger: Logger
    ) async throws {
        self.store = store
        self.registers = registers
        self.signer = signer
        self.secrets = secrets
        self.timekeeper = timekeeper
        self.logger = logger
        startedAt = timekeeper.now()
        queue = ActQueue(capacity: 4_096)
        board = HeadBoard()
        let (state, heads) = try await store.read { reader in
            var heads: [RegisterName: StoredHead] = [:]
            for log in [.parties] + registers.names { heads[log] = try reader.head(of: log) }
            return (try HubState(reading: reader, registers: registers), heads)
        }
        for (log, head) in heads {
            try signer.check(head, of: log, root: state.logs[log]?.tree.root)
        }
        initial = state
        board.publish(registry: state.registry, heads: heads)
    }

    /// Enters an act, and returns when it is durable and signed.
    /// - Throws: `Refusal` when it is not to be entered; `StoreError` when it could not be.
    func submit(_ act: Act) async throws -> Entered {
        let start = ContinuousClock.now
        defer {
            Metrics.Timer(label: "schakel_act_duration_seconds", dimensions: [("kind", act.kind)]).record(duration: .now - start)
        }
        do {
            let entered = try await queue.submit(act)
            Counter(label: "schakel_acts_total", dimensions: [("kind", act.kind), ("outcome", "entered")]).increment()
            return entered
        } catch {
            let outcome = (error as? Refusal)?.code.rawValue ?? "failed"
            Counter(label: "schakel_acts_total", dimensions: [("kind", act.kind), ("outcome", outcome)]).increment()
            throw error
        }
    }

    /// Serves batches until the service shuts down; acts that wait then are still served.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            var state = initial
            while let batch = await queue.next(most: Sequencer.batchSize) {
                state = await serve(batch, from: state)
            }
        } onCancelOrGracefulShutdown: { [queue, board] in
            board.close()
            queue.close()
        }
    }

    private func serve(_ waiting: [ActQueue.Waiting], from state: HubState) async -> HubState {
        let acts = waiting.map(\.act)
        let clock = timekeeper.now()
        let mustProbe = !board.isHealthy
        do {
            let batch = try await store.write { [registers, secrets, signer, startedAt] writer -> Batch in
                if mustProbe { try writer.probe() }
                return try Batch.decide(
                    acts, from: state, at: clock, startedAt: startedAt, registers: registers, secrets: secrets, signer: signer,
                    writer: writer)
            }
            board.publish(registry: batch.state.registry, heads: batch.heads)
            Recorder(label: "schakel_batch_acts", aggregate: true).record(acts.count)
            for (waiting, outcome) in zip(waiting, batch.outcomes) { waiting.continuation.resume(with: outcome) }
            return batch.state
        } catch {
            board.fail()
            logger.error(
                "A batch could not be written; nothing of it was entered.",
                metadata: ["error": "\(error)", "acts": "\(acts.count)"])
            for waiting in waiting { waiting.continuation.resume(throwing: error) }
            return state
        }
    }
}

extension StoreWriter {
    /// Makes sure, after a failure, that there is room for more than a little.
    fileprivate func probe() throws {
        try put(setting: "probe", [UInt8](repeating: 0x5A, count: 1 << 20))
        try put(setting: "probe", [])
    }
}
