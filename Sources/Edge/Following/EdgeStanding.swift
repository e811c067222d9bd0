// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Synchronization

/// How an edge stands: what it keeps, what it may state, and what troubles it. Shared by the parts of one edge.
final class EdgeStanding: Sendable {
    /// What there is to state to the hub.
    struct Statable: Sendable {
        /// Counts the hub's greetings: after each the measure may be a new one, and is stated anew.
        let greeting: Int
        let measure: MeasureID
        let origin: String
        let version: Int
        let checkpoint: String
        /// When each fact became true.
        let delivered: Instant
        let accepted: Instant
        /// What is carried out, and since when: this version, or an earlier one when others must import it first; nil when nothing is.
        let carriedOut: Fact?
    }

    /// A version of which something became true at a moment.
    struct Fact: Hashable, Sendable {
        let version: Int
        let at: Instant
    }

    /// What was last refused, and when.
    struct Fault: Sendable {
        let fault: FollowFault
        let at: Instant
    }

    private struct State {
        var kept: ReplicaStore.Kept?
        var activeSince: Instant?
        var measure: MeasureID?
        var greeting = 0
        var origin = ""
        var trouble: (code: String, text: String)?
        var isConnected = false
        var fault: Fault?
        var missing: [MissingVersion] = []
        /// Whether a version is carried out only when another register imported it.
        var isImporting = false
        var imported: Fact?
        var stated: Int?
        var isDraining = false
        var stopped: Instant?
        var waiters: [CheckedContinuation<Void, Never>] = []
        var change: UInt64 = 0
    }

    private let state = Mutex(State())
    private let written = Mutex(Instant(milliseconds: 0))

    /// Whether the position is to be written to disk now; then that counts as done.
    func isWriteDue(at now: Instant, every span: Span, mustWrite: Bool) -> Bool {
        written.withLock { written in
            guard mustWrite || now < written || now - written >= span else { return false }
            written = now
            return true
        }
    }
    private let evidence = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// What is on disk.
    var kept: ReplicaStore.Kept? { state.withLock(\.kept) }
    /// The last trouble; nil when the stream runs.
    var trouble: String? { state.withLock { $0.isConnected ? nil : $0.trouble?.text } }
    /// The code of the last trouble; nil when the stream runs.
    var troubleCode: String? { state.withLock { $0.isConnected ? nil : $0.trouble?.code } }
    /// What was last refused, also when the stream runs again.
    var fault: Fault? { state.withLock(\.fault) }
    /// Which versions the hub should have sent and did not; empty when none is known to be missing.
    var missing: [MissingVersion] { state.withLock(\.missing) }
    /// Says when there is new evidence. For one listener.
    var evidenceNoted: AsyncStream<Void> { evidence.stream }
    /// Whether the stream runs.
    var isConnected: Bool { state.withLock(\.isConnected) }

    func noteConnection(_ isConnected: Bool) { state.withLock { $0.isConnected = isConnected } }

    func noteTrouble(_ text: String, code: String = "local") { state.withLock { $0.trouble = (code, text) } }

    func noteFault(_ fault: FollowFault, at now: Instant) {
        state.withLock { state in
            state.trouble = (fault.code.rawValue, fault.description)
            state.fault = Fault(fault: fault, at: now)
            if !fault.missing.isEmpty { state.missing = fault.missing }
        }
    }

    func noteEvidence() { evidence.continuation.yield() }

    /// Notes that the hub showed the list to be the newest: nothing is missing.
    func noteComplete() { state.withLock { $0.missing = [] } }

    func noteKept(_ kept: ReplicaStore.Kept, active: Instant?) {
        wake { state in
            state.kept = kept
            state.missing.removeAll { $0.version <= kept.position.version }
            if let active { state.activeSince = active }
        }
    }

    func noteMeasure(_ measure: MeasureID?, origin: String) {
        wake { state in
            state.measure = measure
            state.greeting += 1
            state.origin = origin
        }
    }

    /// What can be stated now; nil before the first version or without a measure.
    var statable: Statable? {
        state.withLock { state in
            guard let measure = state.measure, let kept = state.kept, kept.position.version > 0, let active = state.activeSince,
                !kept.owesErasure
            else { return nil }
            return Statable(
                greeting: state.greeting, measure: measure, origin: state.origin, version: Int(kept.position.version),
                checkpoint: kept.position.checkpoint,
                delivered: kept.delivered, accepted: kept.accepted, carriedOut: EdgeStanding.carriedOut(state, active, kept)
            )
        }
    }

    private static func carriedOut(_ state: State, _ active: Instant, _ kept: ReplicaStore.Kept) -> Fact? {
        guard state.isImporting else { return Fact(version: Int(kept.position.version), at: active) }
        // A run of a version that this edge does not have itself is of another time.
        return state.imported.flatMap { $0.version <= Int(kept.position.version) ? $0 : nil }
    }

    /// Notes whether a version is carried out only when another register imported it.
    func noteImporting(_ isImporting: Bool) {
        guard state.withLock({ $0.isImporting != isImporting }) else { return }
        wake { $0.isImporting = isImporting }
    }

    /// Notes which version another register has; nil when none.
    func noteImported(_ version: UInt64?, at moment: Instant) {
        let fact = version.map { Fact(version: Int(clamping: $0), at: moment) }
        guard state.withLock({ $0.imported?.version != fact?.version }) else { return }
        wake { $0.imported = fact }
    }

    /// The newest version that was stated as carried out since the start; nil when none was.
    var stated: Int? { state.withLock(\.stated) }

    /// Notes that the hub was told that a version is carried out.
    func noteStated(_ version: Int) { state.withLock { $0.stated = version } }

    /// Since when the hub distributes nothing, because of an emergency stop there; nil when it does.
    var stopped: Instant? { state.withLock(\.stopped) }

    /// Notes whether the hub distributes.
    /// - Returns: whether that is news.
    func noteStopped(_ moment: Instant?) -> Bool {
        state.withLock { state in
            defer { state.stopped = moment }
            return state.stopped != moment
        }
    }

    /// Whether the edge is stopping.
    var isDraining: Bool { state.withLock(\.isDraining) }

    /// Notes that the edge is stopping.
    func noteDraining() { state.withLock { $0.isDraining = true } }

    /// Waits until something changes after `seen`, or the task is cancelled.
    /// - Returns: the number of the latest change.
    func changed(after seen: UInt64) async -> UInt64 {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.change <= seen, !Task.isCancelled else { return false }
                    state.waiters.append(continuation)
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        } onCancel: {
            wake { _ in }
        }
        return state.withLock(\.change)
    }

    private func wake(_ change: (inout State) -> Void) {
        let waiters = state.withLock { state in
            change(&state)
            state.change += 1
            let waiters = state.waiters
            state.waiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}
