// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What came of one batch.
struct Batch: Sendable {
    /// The state after it.
    let state: HubState
    /// The new heads of the logs that grew.
    let heads: [RegisterName: StoredHead]
    /// What came of each act, in order.
    let outcomes: [Result<Entered, any Error>]
    /// Whether anything was erased.
    let hasErased: Bool

    /// Decides and enters acts in one transaction.
    static func decide(
        _ acts: [Act], from state: HubState, at clock: Instant, in context: BatchContext, writer: any StoreWriter
    ) throws -> Batch {
        let now = max(clock, state.logs.values.map(\.time).max() ?? clock)
        let scope = ActScope(now: now, context: context, state: state, writer: writer)
        var decided: [Result<Decided, any Error>] = []
        decided.reserveCapacity(acts.count)
        let earlier = try writer.acts(acts.compactMap(\.key?.text))
        // The same request may stand twice in one batch: a client that lost its connection asks again. It is done once.
        var first: [String: Int] = [:]
        for (index, act) in acts.enumerated() {
            if let key = act.key?.text, let earlier = first[key], case .success = decided[earlier] {
                decided.append(decided[earlier])
                continue
            }
            if let key = act.key?.text { first[key] = index }
            decided.append(Result { try Decided(act, earlier: earlier, in: scope) })
        }
        let heads = try seal(scope, since: state, signer: context.signer)
        try scope.keepFigures(since: state)
        let proofs = try scope.proofs(of: decided.compactMap { (try? $0.get())?.proved })
        var outcomes: [Result<Entered, any Error>] = []
        for (index, act) in acts.enumerated() {
            if let key = act.key, let earlier = first[key.text], earlier < index {
                outcomes.append(
                    acts[earlier].key?.fingerprint == key.fingerprint ? outcomes[earlier].repeated : .failure(Decided.otherRequest))
            } else {
                outcomes.append(try decided[index].settled(for: act, proofs: proofs, in: scope))
            }
        }
        return Batch(state: scope.state, heads: heads, outcomes: outcomes, hasErased: scope.hasErased)
    }

    /// Keeps complete tiles and signs the new heads.
    private static func seal(_ scope: ActScope, since before: HubState, signer: LogSigner) throws -> [RegisterName: StoredHead] {
        var heads: [RegisterName: StoredHead] = [:]
        for log in scope.state.logs.keys.sorted() {
            guard var open = scope.state.logs[log], open.tree.size > (before.logs[log]?.tree.size ?? 0) else { continue }
            for tile in open.tree.takeCompletedTiles() { try scope.writer.put(tile, of: log) }
            let checkpoint = try signer.checkpoint(of: log, size: open.tree.size, root: open.tree.root)
            open.checkpoint = checkpoint
            scope.state.logs[log] = open
            let head = StoredHead(size: open.tree.size, time: open.time, checkpoint: checkpoint)
            try scope.writer.put(head, of: log)
            heads[log] = head
        }
        return heads
    }
}

/// An act as it was decided, before its receipt can be made.
private struct Decided {
    let answer: JSON
    let entries: [ActScope.Entry]
    let isRepetition: Bool

    /// The entry that the receipt is of.
    var proved: ActScope.Entry? { entries.first { $0.leaf.kind != CaseEvent.lapse } }

    static let otherRequest = Refusal(
        .duplicate, "This idempotency key was used for another request: make a new key.",
        faults: [Fault("Idempotency-Key", "Used before for another request.")]
    )

    init(_ act: Act, earlier: [String: StoredAct], in scope: ActScope) throws {
        if let key = act.key, let earlier = earlier[key.text] {
            guard earlier.fingerprint == key.fingerprint else {
                throw Decided.otherRequest
            }
            answer = try JSON(parsing: earlier.answer, limits: .payload)
            entries = []
            isRepetition = true
        } else {
            (answer, entries) = try scope.perform(act)
            isRepetition = false
        }
    }
}

extension Result where Success == Decided, Failure == any Error {
    /// The outcome with its receipt, kept for repetitions.
    fileprivate func settled(for act: Act, proofs: BatchProofs, in scope: ActScope) throws -> Result<Entered, any Error> {
        switch self {
        case .failure(let error): return .failure(error)
        case .success(let decided):
            var answer = decided.answer
            if let entry = decided.proved, case .object(var object) = answer {
                object["ontvangstbewijs"] = .string(try proofs.receipt(of: entry))
                answer = .object(object)
            }
            if let key = act.key, !decided.isRepetition {
                try scope.writer.put(
                    StoredAct(key: key.text, fingerprint: key.fingerprint, answer: answer.canonical(), at: scope.now))
            }
            return .success(Entered(answer: answer, isRepetition: decided.isRepetition))
        }
    }
}

extension Result where Success == Entered, Failure == any Error {
    /// The outcome for a request that stood in the same batch before.
    fileprivate var repeated: Self { map { Entered(answer: $0.answer, isRepetition: true) } }
}
