// SPDX-License-Identifier: EUPL-1.2

/// Versions of a list whose content was erased, as the log itself says.
public struct ErasedVersions: Hashable, Sendable {
    /// The versions, first to last.
    public let versions: ClosedRange<UInt64>
    /// The index of the entry that says so.
    public let tombstone: UInt64
    /// The rule by which they were erased.
    public let rule: String

    /// Describes an erasure.
    public init(versions: ClosedRange<UInt64>, tombstone: UInt64, rule: String) {
        self.versions = versions
        self.tombstone = tombstone
        self.rule = rule
    }
}
