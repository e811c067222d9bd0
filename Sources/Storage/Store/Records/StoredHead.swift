// SPDX-License-Identifier: EUPL-1.2

public import Exchange

/// The head of a log: how long it is, and the signed checkpoint that says so.
public struct StoredHead: Hashable, Sendable {
    /// The number of entries.
    public let size: UInt64
    /// The time of the last entry. Time never goes back within a log.
    public let time: Instant
    /// The checkpoint: a signed note.
    public let checkpoint: String

    /// Describes a head.
    public init(size: UInt64, time: Instant, checkpoint: String) {
        self.size = size
        self.time = time
        self.checkpoint = checkpoint
    }
}
