// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// What leaves the provider: a device, the rule that found it and the numbers on which that stands. Nobody is in it.
public struct Finding: Hashable, Sendable, BitwiseCopyable {
    /// The device.
    public let device: DeviceCode
    /// The rule.
    public let rule: CloneRule
    /// Why.
    public let evidence: Evidence
}

extension Finding: Comparable {
    /// By device, then by rule; there is one finding of each.
    public static func < (left: Finding, right: Finding) -> Bool {
        left.device != right.device ? left.device < right.device : left.rule < right.rule
    }
}
