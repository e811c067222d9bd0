// SPDX-License-Identifier: EUPL-1.2

public import Identifiers
public import UsageRecords

/// What a search came to, in numbers.
public struct SearchSummary: Hashable, Sendable {
    /// Records that were taken.
    public internal(set) var records = 0
    /// Devices that were seen.
    public internal(set) var devices = 0
    /// The last day of the analysis; nil when there was no record.
    public internal(set) var until: UsageDay?
    /// Findings that were handed over, by rule.
    public internal(set) var findings: [CloneRule: Int] = [:]
    /// Devices with a finding.
    public internal(set) var found = 0
    /// Rules that found too large a share of all devices, with how many; none of their findings was handed over.
    public internal(set) var withheld: [CloneRule: Int] = [:]
    /// Types of which so many devices were on an impossible technology that the table of types is wrong about them.
    public internal(set) var doubtedTypes: [TAC] = []
    /// Exceptions that were handed over, by ground.
    public internal(set) var exceptions: [OwnerException.Ground: Int] = [:]
    /// Devices with more subscriptions than are told apart: their exceptions are not complete.
    public internal(set) var crowded: [DeviceCode] = []
    /// Whether blocked devices had more uses than are followed.
    public internal(set) var hasUnfollowedUses = false
    /// Into how many parts the records were divided.
    public internal(set) var parts = 0
    /// The most records that were in memory at once.
    public internal(set) var mostRecordsInMemory = 0

    init() {}
}
