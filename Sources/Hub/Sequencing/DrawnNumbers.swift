// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// The case numbers that were drawn in the present second. A number begins with its second, so no other can be the same.
struct DrawnNumbers: Sendable {
    private var second: Int64?
    private var numbers: Set<CaseID> = []
    /// Whether this is the second in which the state was read: numbers drawn before that are in the store only.
    private(set) var isFirstSecond = true

    /// Notes a number.
    /// - Returns: whether it was not drawn before.
    mutating func insert(_ id: CaseID, at now: Instant) -> Bool {
        let present = now.milliseconds / 1_000
        if second != present {
            isFirstSecond = second == nil
            second = present
            numbers.removeAll(keepingCapacity: true)
        }
        return numbers.insert(id).inserted
    }
}
