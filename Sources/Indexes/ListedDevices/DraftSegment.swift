// SPDX-License-Identifier: EUPL-1.2

/// A new segment that is on disk, under its name, and not yet in use.
public struct DraftSegment: Hashable, Sendable {
    /// The name of its file in the folder.
    public let name: String
    /// It holds all changes up to and including this version. Those the caller need not keep once the draft is in use.
    public let version: UInt64
    /// How much it lists.
    public let totals: ListTotals
}
