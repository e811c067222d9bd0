// SPDX-License-Identifier: EUPL-1.2

import ListedDevices
import Logging
import Metrics
import Segments
import Synchronization

/// Turns the changes since the last segment into a new one: when there are many, beside following and answering; and when something must
/// become unreadable, at once.
final class ListKeeper: Sendable {
    private let store: ReplicaStore
    private let index: DeviceIndex
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var isAtWork = false
        /// After a failure it is not tried again before this.
        var rest = ContinuousClock.now
        /// Segments that were replaced and may still be read.
        var replaced: Set<String> = []
    }

    init(store: ReplicaStore, index: DeviceIndex, logger: Logger) {
        self.store = store
        self.index = index
        self.logger = logger
    }

    /// Begins a compaction when one is due and none is under way.
    func compactIfDue() {
        guard index.devices.size.changes >= ListKeeper.limit(of: index.count) else { return }
        let begins = state.withLock { state in
            guard !state.isAtWork, state.rest <= .now else { return false }
            state.isAtWork = true
            return true
        }
        guard begins else { return }
        Task.detached(priority: .utility) { [self] in
            let start = ContinuousClock.now
            do {
                try compact()
                Timer(label: "schakel_edge_compaction_seconds").record(duration: .now - start)
            } catch {
                Counter(label: "schakel_edge_compaction_failures_total").increment()
                logger.error(
                    "The list could not be written anew; it serves, and grows in memory until it can.",
                    metadata: ["error": "\(error)"])
                state.withLock { $0.rest = .now + .seconds(60) }
            }
            state.withLock { $0.isAtWork = false }
        }
    }

    /// Puts another list in place of the one there is.
    /// - Parameters:
    ///   - kept: the position that belongs to it.
    ///   - fill: writes all devices in ascending order.
    func replace(kept: ReplicaStore.Kept, _ fill: (ListWriter) throws -> Void) throws {
        let draft = try index.devices.replace(version: kept.position.version, fill)
        do {
            try store.replace(with: draft.name, kept: kept)
        } catch {
            index.devices.abandon(draft)
            throw error
        }
        discard(try index.adopt(draft, version: kept.position.version, verifiedAt: kept.verifiedAt))
    }

    /// Makes what was deleted unreadable in every file.
    /// - Throws: that it cannot be done now; nothing is lost then.
    func erase() throws {
        if index.devices.size.changes > 0 { try compact() }
        discard(nil)
        guard state.withLock(\.replaced.isEmpty) else { throw ReplicaStore.NotErased() }
        try store.erase()
    }

    private func compact() throws {
        let draft = try index.devices.compact()
        do {
            try store.adopt(draft.name, upTo: draft.version)
        } catch {
            index.devices.abandon(draft)
            throw error
        }
        discard(try index.devices.adopt(draft))
    }

    /// Erases segments that nobody reads any more; those that somebody may still read wait for the next time.
    private func discard(_ name: String?) {
        let names = state.withLock { state in
            if let name { state.replaced.insert(name) }
            return state.replaced
        }
        for name in names {
            guard (try? index.devices.discard(name)) != nil else { continue }
            state.withLock { _ = $0.replaced.remove(name) }
        }
    }

    /// So many changes are kept in memory beside a list of so many devices.
    static func limit(of devices: Int) -> Int { min(250_000, max(20_000, devices / 8)) }
}
