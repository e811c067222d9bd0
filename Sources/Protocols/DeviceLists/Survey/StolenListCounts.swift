// SPDX-License-Identifier: EUPL-1.2

/// The figures of a surveyed stolen list. Always: `rows` = `accepted` + `duplicates` + `refused`, and
/// `accepted` = `blocking` + `notBlocking` + `removals`.
public struct StolenListCounts: Equatable, Sendable {
    /// Data rows, without the header and blank lines.
    public internal(set) var rows = 0
    /// Devices that the file gives without contradiction, each counted once.
    public internal(set) var accepted = 0
    /// Rows that repeat an earlier row exactly.
    public internal(set) var duplicates = 0
    /// Rows that cannot be used, for their own faults or for contradicting another row.
    public internal(set) var refused = 0
    /// Pairs of rows that contradict each other.
    public internal(set) var conflicts = 0
    /// Faults found; a refused row has at least one.
    public internal(set) var faults = 0
    /// Accepted devices that must be blocked: status empty or `blacklist`.
    public internal(set) var blocking = 0
    /// Accepted devices with another status, which are listed but not to be blocked.
    public internal(set) var notBlocking = 0
    /// Accepted devices that a delta takes off the list, whatever their status says.
    public internal(set) var removals = 0

    /// All zero.
    public init() {}
}
