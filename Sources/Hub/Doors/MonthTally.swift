// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Synchronization

/// How many reports, listings and releases a log has per month. It reads leaves only, each of them once.
final class MonthTally: Sendable {
    /// What was entered in one month.
    struct Month: Hashable, Sendable {
        var reports = 0
        var listings = 0
        var releases = 0
    }

    private struct State {
        /// The entries that were counted.
        var size: UInt64 = 0
        var months: [String: Month] = [:]
    }

    private let state = Mutex(State())

    /// Entries that are read at once.
    private static let chunk: UInt64 = 4_096
    /// The most chunks for one call; the next one goes on.
    private static let mostChunks = 64

    /// Counts what was entered since the last call.
    /// - Returns: the months so far, by name such as `2026-11`.
    func advance(_ store: any Store, log: RegisterName) async throws -> [String: Month] {
        for _ in 0..<MonthTally.mostChunks {
            let from = state.withLock(\.size)
            let leaves = try await store.read { try $0.entries(of: log, in: from..<from + MonthTally.chunk).map(\.leaf) }
            guard !leaves.isEmpty else { break }
            state.withLock { state in
                // Another call may have counted the same meanwhile.
                guard state.size == from else { return }
                for leaf in leaves { MonthTally.count(leaf, in: &state.months) }
                state.size += UInt64(leaves.count)
            }
            if leaves.count < MonthTally.chunk { break }
        }
        return state.withLock(\.months)
    }

    private static func count(_ leaf: Leaf, in months: inout [String: Month]) {
        let member: WritableKeyPath<Month, Int>
        switch leaf.kind {
        case "report": member = \.reports
        case Listing.kind: member = \.listings
        case Listing.releaseKind: member = \.releases
        default: return
        }
        let name = String(DutchTime.date(of: Instant(milliseconds: leaf.time)).description.prefix(7))
        months[name, default: Month()][keyPath: member] += 1
    }
}
