// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What an act can see and do while it is decided: the state with all earlier acts of the batch in it, the moment, and the pen.
///
/// It lives on the store's writing thread for the length of one batch and never leaves it.
final class ActScope {
    /// The moment of the batch. It never lies before an earlier entry.
    let now: Instant
    /// When the hub was started.
    let startedAt: Instant
    /// The registers of the hub.
    let registers: RegisterSet
    /// The hub's secrets: audience tags, report secrets.
    let secrets: HubSecrets
    /// What is kept of erasures outside the store.
    let journal: any ErasureJournal
    /// Whether anything was erased in this batch.
    var hasErased = false
    /// The state, changed as acts are entered.
    var state: HubState
    /// The store's transaction.
    let writer: any StoreWriter
    /// What the acts of this batch add to the figures, in order.
    var figures: [CountedEntry] = []
    /// The entries of the act being decided.
    private(set) var entered: [Entry] = []

    /// An entry as it was appended, with what is needed for a receipt.
    struct Entry {
        let log: RegisterName
        let index: UInt64
        let leaf: Leaf
        let salt: Salt
        let payload: JSON
        let payloadSize: Int
    }

    init(now: Instant, context: BatchContext, state: HubState, writer: any StoreWriter) {
        self.now = now
        startedAt = context.startedAt
        registers = context.registers
        secrets = context.secrets
        journal = context.journal
        self.state = state
        self.writer = writer
    }

    /// Decides one act. When it is refused, or fails, nothing of it stays: not in the transaction, not in the state.
    func perform(_ act: Act) throws -> (answer: JSON, entries: [Entry]) {
        entered = []
        let answer = try undoing { try act.perform(self) }
        return (answer, entered)
    }

    /// Does something that is undone as a whole when it throws.
    func undoing<Result>(_ work: () throws -> Result) throws -> Result {
        let before = (state, entered, figures.count)
        do {
            return try writer.part(work)
        } catch {
            (state, entered) = (before.0, before.1)
            figures.removeLast(figures.count - before.2)
            throw error
        }
    }

    /// Appends an entry to a log.
    /// - Parameters:
    ///   - kind: the kind in the leaf header.
    ///   - payload: what is committed to.
    ///   - log: the log.
    ///   - stream: the stream within it.
    ///   - audience: the audience to whom the payload is addressed.
    /// - Returns: its sequence number for that audience.
    @discardableResult
    func enter(_ kind: String, _ payload: JSON, in log: RegisterName, stream: String, audience: Audience) throws -> UInt64 {
        guard var open = state.logs[log] else { throw Refusal(.unknown, "This hub has no register \(log).") }
        let bytes = payload.canonical()
        guard bytes.count <= JSONLimits.payload.bytes else {
            throw Refusal(.invalid, "The act is too large for one entry: split it.")
        }
        let (salt, commitment) = Commitment.seal(payload: bytes)
        let tag = secrets.tag(of: audience)
        let sequence = (open.sequences[tag] ?? 0) + 1
        let leaf = try Leaf(
            register: log.rawValue, kind: kind, time: now.milliseconds, audience: tag, sequence: sequence, commitment: commitment
        )
        let index = open.tree.size
        state.logs[log] = nil
        open.tree.append(leaf.hash)
        open.sequences[tag] = sequence
        open.time = now
        state.logs[log] = open
        try writer.append(
            StoredEntry(index: index, leaf: leaf, stream: stream), payload: StoredPayload(index: index, salt: salt, bytes: bytes),
            to: log
        )
        entered.append(Entry(log: log, index: index, leaf: leaf, salt: salt, payload: payload, payloadSize: bytes.count))
        return sequence
    }

    /// The register with this name.
    func register(_ name: RegisterName) throws(Refusal) -> any Register {
        try registers.existing(name)
    }
}
