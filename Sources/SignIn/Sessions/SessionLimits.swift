// SPDX-License-Identifier: EUPL-1.2

/// How long sessions last, and how many there may be.
public struct SessionLimits: Hashable, Sendable {
    /// After how long without a request one ends, in seconds.
    public var idle: Int64
    /// After how long one ends in any case, in seconds.
    public var absolute: Int64
    /// How many there may be; beyond them those end that were used longest ago.
    public var most: Int
    /// How many one person may have.
    public var mostPerPerson: Int

    /// Gathers the limits.
    public init(idle: Int64 = 900, absolute: Int64 = 28_800, most: Int = 10_000, mostPerPerson: Int = 5) {
        self.idle = idle
        self.absolute = absolute
        self.most = max(1, most)
        self.mostPerPerson = max(1, mostPerPerson)
    }
}
