// SPDX-License-Identifier: EUPL-1.2

/// How many checks a peer may still ask: a bucket that fills evenly and holds one second's worth. Times are in milliseconds.
struct CheckAllowance: Hashable, Sendable {
    private let perSecond: Int
    /// In thousandths of a check.
    private var level: Int
    private var filledAt: Int64

    /// A full bucket.
    init(perSecond: Int, at now: Int64) {
        self.perSecond = min(max(1, perSecond), 1_000_000_000)
        level = self.perSecond * 1_000
        filledAt = now
    }

    /// Takes one check out.
    /// - Returns: false when there is none.
    mutating func take(at now: Int64) -> Bool {
        if now > filledAt {
            // After a second it is full, however long ago that was.
            level = min(perSecond * 1_000, level + Int(min(1_000, now - filledAt)) * perSecond)
            filledAt = now
        }
        guard level >= 1_000 else { return false }
        level -= 1_000
        return true
    }
}
