// SPDX-License-Identifier: EUPL-1.2

/// A way in which usage records show that an IMEI is on more than one device, or is not one that its device was given.
public enum CloneRule: UInt8, Hashable, Comparable, Sendable, CaseIterable, BitwiseCopyable {
    /// Too many subscriptions in a period (ITU-T Q.5052 §7.1.1; DIRBS `duplicate_threshold`).
    case duplicateThreshold = 1
    /// Too many subscriptions a day on average (Q.5052 §7.1.2; DIRBS `duplicate_daily_avg`).
    case duplicateDailyAverage
    /// At two places between which nobody gets in the time (Q.5052 §7.4).
    case distanceInTime
    /// On two networks at once (Q.5052 §7.5).
    case twoNetworks
    /// On a technology that its type cannot do (Q.5052 §9.1; DIRBS `inconsistent_rat`).
    case technology
    /// Of a type that was never allocated (DIRBS `gsma_not_found`).
    case unallocatedType
    /// Not an IMEI at all (DIRBS `malformed_imei`).
    case malformed
    /// Of a type for test equipment (DIRBS `is_test_tac`).
    case testType
    /// One digit repeated, or digits counting up: what is put in by hand.
    case repeatedDigits
    /// Many telephone numbers a day, in a row, on one network: a SIM box or an IMEI changer (DIRBS `transient_imei`).
    case transientSeries
    /// A new IMEI of the same type, in the hands of who used a blocked one.
    case reappearance

    /// The name of the rule in files.
    public var name: String {
        switch self {
        case .duplicateThreshold: "duplicate-threshold"
        case .duplicateDailyAverage: "duplicate-daily-average"
        case .distanceInTime: "distance-in-time"
        case .twoNetworks: "two-networks"
        case .technology: "technology"
        case .unallocatedType: "unallocated-type"
        case .malformed: "malformed"
        case .testType: "test-type"
        case .repeatedDigits: "repeated-digits"
        case .transientSeries: "transient-series"
        case .reappearance: "reappearance"
        }
    }

    /// The rule of a name, or nil.
    public init?(name: some StringProtocol) {
        guard let rule = CloneRule.allCases.first(where: { $0.name == name }) else { return nil }
        self = rule
    }

    /// Whether nobody can be the genuine owner of what this rule finds: the number was given to no phone that was sold.
    public var hasNoOwner: Bool {
        switch self {
        case .unallocatedType, .malformed, .testType, .repeatedDigits: true
        default: false
        }
    }

    /// In the order of the list above.
    public static func < (left: CloneRule, right: CloneRule) -> Bool { left.rawValue < right.rawValue }
}
