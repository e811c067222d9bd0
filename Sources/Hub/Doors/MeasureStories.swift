// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Synchronization

/// Where in a log the refusals, judgements, steps and ends of each addressee's measures stand, so that they are found among the many
/// statements. It reads leaves only, each of them once.
final class MeasureStories: Sendable {
    private struct Log {
        /// The entries that were looked at.
        var size: UInt64 = 0
        var indexes: [AudienceTag: [UInt64]] = [:]
    }

    private let logs = Mutex<[RegisterName: Log]>([:])

    /// The kinds of entries that tell a measure's story. Statements have a table of their own.
    private static let kinds = Set<String>(OrderEvent.kinds).union([
        "measure", "refusal", "refusal-judgement", "escalation", "lifting", "accepted-by-hand", "carried-out-by-hand",
    ])
    /// Entries that are read at once.
    private static let chunk: UInt64 = 4_096
    /// The most chunks for one call; the next one goes on.
    private static let mostChunks = 64
    /// The most entries that are remembered for one addressee, the newest ones.
    static let most = 500

    /// Looks at what was entered since the last call.
    /// - Returns: whether all entries have been looked at now.
    func advance(_ store: any Store, log: RegisterName) async throws -> Bool {
        for _ in 0..<MeasureStories.mostChunks {
            let from = logs.withLock { $0[log]?.size ?? 0 }
            let entries = try await store.read { try $0.entries(of: log, in: from..<from + MeasureStories.chunk) }
            logs.withLock { logs in
                var state = logs[log] ?? Log()
                // Another call may have looked at the same meanwhile.
                guard state.size == from else { return }
                for entry in entries where MeasureStories.kinds.contains(entry.leaf.kind) {
                    var known = state.indexes[entry.leaf.audience] ?? []
                    if known.count == MeasureStories.most { known.removeFirst() }
                    known.append(entry.index)
                    state.indexes[entry.leaf.audience] = known
                }
                state.size += UInt64(entries.count)
                logs[log] = state
            }
            if entries.count < MeasureStories.chunk { return true }
        }
        return false
    }

    /// The indexes that are known of an audience, ascending.
    func indexes(of tag: AudienceTag, in log: RegisterName) -> [UInt64] { logs.withLock { $0[log]?.indexes[tag] ?? [] } }
}
