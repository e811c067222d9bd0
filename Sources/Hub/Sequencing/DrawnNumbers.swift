// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Synchronization

/// The case numbers that were drawn in the present second. A number begins with its second, so no other can be the same.
///
/// All states of a hub share one: a number that was drawn by an act that is then refused is not drawn again, which harms nobody.
final class DrawnNumbers: Sendable {
    private struct State {
        var second: Int64?
        var numbers: Set<CaseID> = []
        var isFirstSecond = true
    }

    private let state = Mutex(State())

    /// Whether this is the second in which the state was read: numbers drawn before that are in the store only.
    var isFirstSecond: Bool { state.withLock(\.isFirstSecond) }

    /// Notes a number.
    /// - Returns: whether it was not drawn before.
    func insert(_ id: CaseID, at now: Instant) -> Bool {
        let present = now.milliseconds / 1_000
        return state.withLock { state in
            if state.second != present {
                state.isFirstSecond = state.second == nil
                state.second = present
                state.numbers.removeAll(keepingCapacity: true)
            }
            return state.numbers.insert(id).inserted
        }
    }
}
