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
///
/// Of several hubs over one store, the one that has the store's lease enters acts: it reigns. The others follow what it writes and
/// pass acts on to it. Every write names the epoch of the reign, so a hub that lost the lease without noticing writes nothing more.
final class Sequencer: Service {
    private let store: any Store
    private let context: BatchContext
    private let timekeeper: any Timekeeper
    private let queue: ActQueue
    private let logger: Logger
    private let claim: LeaseClaim
    private let throne = Throne()
    private let signed: SignedHeads?
    /// What the doors see.
    let board: HeadBoard
    /// Rings when something was erased, so that the store's files are cleaned.
    let erasures = Bell()

    /// The most acts in one batch.
    static let batchSize = 256

    init(
        store: any Store, registers: RegisterSet, signer: LogSigner, secrets: HubSecrets, timekeeper: any Timekeeper,
        logger: Logger,
        journal: any ErasureJournal = NoErasureJournal(), claim: LeaseClaim = .alone, signed: SignedHeads? = nil
    ) async throws {
        self.store = store
        self.timekeeper = timekeeper
        self.logger = logger
        self.claim = claim
        self.signed = signed
        context = BatchContext(
            startedAt: timekeeper.now(), registers: registers, secrets: secrets, signer: signer, journal: journal)
        queue = ActQueue(capacity: 4_096)
        board = HeadBoard()
        let state = try await load()
        board.publish(registry: state.registry, heads: state.heads, distributions: state.state.distributions)
    }

    /// Whether this hub is the one that enters acts.
    var isReigning: Bool { throne.epoch != nil }

    /// When this hub was started.
    var startedAt: Instant { context.startedAt }

    /// The epoch of this hub's reign; nil when another reigns.
    var epoch: UInt64? { throne.epoch }

    /// Where the hub is that enters acts; nil while that is this one, or nobody knows.
    var reigningElsewhere: String? { throne.elsewhere }

    /// Enters an act, and returns when it is durable and signed.
    /// - Throws: `Refusal` when it is not to be entered; `StoreError` when it could not be, `fenced` when another hub reigns.
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

    /// Reigns or follows until the service shuts down; acts that wait then are still served.
    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            while !queue.isFinished {
                do {
                    let lease = try await store.lease(claim)
                    if lease.holder == claim.holder { try await reign(in: lease.epoch) } else { try await follow(lease) }
                } catch {
                    throne.vacate()
                    board.fail()
                    logger.error("The store cannot be used; it is tried again.", metadata: ["error": "\(error)"])
                    queue.fail(with: error)
                    try? await Task.sleep(for: .milliseconds(200))
                }
            }
            throne.vacate()
            try? await store.release(claim)
        } onCancelOrGracefulShutdown: { [queue, board, throne] in
            board.close()
            queue.close()
            throne.bell.ring()
        }
    }

    /// Enters acts for as long as this hub has the lease.
    private func reign(in epoch: UInt64) async throws {
        let loaded = try await load()
        board.publish(registry: loaded.registry, heads: loaded.heads, distributions: loaded.state.distributions)
        throne.take(epoch)
        if claim != .alone { logger.notice("This hub enters acts from now on.", metadata: ["epoch": "\(epoch)"]) }
        defer { throne.vacate() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.keepLease() }
            var state = loaded.state
            while throne.epoch == epoch, let batch = await queue.next(most: Sequencer.batchSize) {
                guard !batch.isEmpty else { continue }
                guard let next = await serve(batch, from: state, in: epoch) else { break }
                state = next
            }
            group.cancelAll()
        }
    }

    /// Renews the lease until it cannot, or another has it.
    private func keepLease() async {
        guard claim != .alone else { return }
        var renewed = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(claim.term.milliseconds / 4))
            guard !Task.isCancelled else { return }
            do {
                guard try await store.lease(claim).holder == claim.holder else {
                    logger.warning("Another hub enters acts from now on.")
                    break
                }
                renewed = .now
            } catch {
                guard .now - renewed < .milliseconds(claim.term.milliseconds) else { break }
            }
        }
        throne.vacate()
        queue.interrupt()
    }

    /// Shows what the reigning hub writes, until it is time to ask for the lease again.
    private func follow(_ lease: StoreLease) async throws {
        throne.concede(to: lease.address)
        queue.fail(with: StoreError(.fenced, "Another hub enters acts."))
        // Subscribed before it is read, so that nothing written in between is seen late.
        let changes = store.changes()
        try await refresh()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [throne] in await throne.bell.wait() }
            group.addTask { for await _ in changes { return } }
            group.addTask { [claim] in try? await Task.sleep(for: .milliseconds(claim.term.milliseconds / 4)) }
            await group.next()
            group.cancelAll()
        }
    }

    /// Reads what changed since the board was last written.
    private func refresh() async throws {
        let known = board.registrySize
        let (heads, registry, distributions) = try await store.read { [context] reader in
            let heads = try HubState.heads(reading: reader, registers: context.registers)
            let isNew = heads[.parties]?.size != known
            return (
                heads, isNew ? try HubState.registry(reading: reader) : nil,
                try reader.distributions(of: context.registers.names)
            )
        }
        board.publish(registry: registry ?? board.registry, heads: heads, distributions: distributions)
    }

    /// Everything the store tells, verified against what this hub's keys signed.
    private func load() async throws -> (state: HubState, registry: Registry, heads: [RegisterName: StoredHead]) {
        let (state, heads) = try await store.read { [context, signed] reader in
            let state = try HubState(reading: reader, registers: context.registers)
            for (name, log) in state.logs {
                try context.signer.check(log, of: name, continues: signed?.noted(of: name, by: context.signer), reading: reader)
            }
            return (state, try HubState.heads(reading: reader, registers: context.registers))
        }
        for (log, head) in heads { try context.signer.check(head, of: log, root: state.logs[log]?.tree.root) }
        return (state, state.registry, heads)
    }

    /// Notes outside the store what was signed. The acts are durable, so a failure is told and stops nothing.
    private func note(_ heads: [RegisterName: StoredHead]) {
        do {
            try signed?.note(heads)
        } catch {
            Counter(label: "schakel_signed_heads_failures_total").increment()
            logger.warning("What was signed is not noted outside the store.", metadata: ["error": "\(error)"])
        }
    }

    /// Serves one batch.
    /// - Returns: the state after it; nil when this hub no longer has the lease.
    private func serve(_ waiting: [ActQueue.Waiting], from state: HubState, in epoch: UInt64) async -> HubState? {
        let acts = waiting.map(\.act)
        let clock = timekeeper.now()
        let mustProbe = !board.isHealthy
        do {
            let batch = try await store.write(under: epoch) { [context] writer -> Batch in
                if mustProbe { try writer.probe() }
                return try Batch.decide(acts, from: state, at: clock, in: context, writer: writer)
            }
            note(batch.heads)
            board.publish(registry: batch.state.registry, heads: batch.heads, distributions: batch.state.distributions)
            Recorder(label: "schakel_batch_acts", aggregate: true).record(acts.count)
            for (waiting, outcome) in zip(waiting, batch.outcomes) { waiting.continuation.resume(with: outcome) }
            if batch.hasErased { erasures.ring() }
            return batch.state
        } catch {
            let isFenced = (error as? StoreError)?.code == .fenced
            if !isFenced {
                board.fail()
                logger.error(
                    "A batch could not be written; nothing of it was entered.",
                    metadata: ["error": "\(error)", "acts": "\(acts.count)"])
            }
            for waiting in waiting { waiting.continuation.resume(throwing: error) }
            // With several hubs nobody knows, after a lost connection, what the store has: it is read anew.
            return isFenced || claim != .alone ? nil : state
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

extension LeaseClaim {
    /// The claim of a hub that has its store to itself.
    static let alone = LeaseClaim(holder: "alone", address: "", term: .seconds(4))
}
