// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// What the rules look up besides the records. Each can be left out; then the rules that stand on it find nothing.
public struct CloneTables: Sendable {
    /// Which types there are; for unallocated types and for technology.
    public var types: TypeTable?
    /// Which devices are blocked since when; for reappearance.
    public var blocked = BlockedDevices()
    /// Which subscriptions have shown that a device is theirs.
    public var pairs = DevicePairs()
    /// Which subscriptions were asked for proof and have let the time pass.
    public var asked = DevicePairs()

    /// No tables.
    public init() {}
}
