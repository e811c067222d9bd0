// SPDX-License-Identifier: EUPL-1.2

/// When the rules find something. Defaults are those of DIRBS where it has the rule and its sample configuration a figure.
///
/// Periods are counted back from the last day of the analysis, which is in them.
public struct ClonePolicy: Hashable, Sendable {
    /// Which rules are applied.
    public var rules = Set(CloneRule.allCases)

    /// What counts as a subscription for the two duplicate rules.
    public var subscription = Subscription.imsi
    /// The most subscriptions in the period that are still in order, plus one.
    public var threshold = 10
    /// The period of the threshold, in days.
    public var thresholdPeriod = 120
    /// The daily average from which it is a finding (DIRBS: 3.1).
    public var dailyAverage = 3.1
    /// The period of the daily average, in days (DIRBS: 30).
    public var dailyPeriod = 30
    /// On how many days of it the device must have been seen (DIRBS: 5).
    public var dailyLeastDays = 5

    /// How fast people get from one place to another.
    public var travel = Travel()
    /// On how many days an impossible journey must have been made.
    public var distanceLeastDays = 2

    /// Two networks within this many seconds are at once.
    public var sameMoment = 300
    /// On how many days a device must have been on two networks.
    public var twoNetworksLeastDays = 5

    /// On how many days a technology must have been seen that the type cannot do (DIRBS: 1).
    public var technologyLeastDays = 1
    /// When more than this share of the devices of a type are on such a technology, it is the table that is wrong, and nothing is found.
    public var technologyMostOfType = 0.2
    /// That is looked at from so many devices of the type on.
    public var technologyLeastOfType = 10

    /// How long a type may be unknown after it was first seen, in days, by reporting body (DIRBS); other bodies have none.
    public var allocationDelays: [UInt8: Int] = [0: 32, 1: 40, 35: 20, 86: 19, 91: 20, 99: 69]
    /// Which codes are for test equipment.
    public var testTypes = TestTypes.dirbs

    /// The period of the rule for series, in days.
    public var seriesPeriod = 30
    /// Telephone numbers a day in a series from which it is a finding.
    public var seriesNumbers = 5

    /// How many days before the block the subscription must have used the blocked device at the latest.
    public var reappearanceLookback = 30
    /// How many days after the block the new device must have come at the latest.
    public var reappearanceWithin = 7

    /// The largest share of all devices that one rule may find; a rule that finds more is withheld (DIRBS `max_allowed_matching_ratio`).
    public var mostMatching = 0.1
    /// The largest share is looked at from so many devices on: of a handful of devices any share is large.
    public var leastForMatching = 1_000

    /// How many subscriptions of one device are told apart; the rest are counted as one.
    public var mostSubscriptions = 65_536
    /// How many subscriptions of blocked devices are followed.
    public var mostBlockedUses = 1_000_000

    /// The defaults.
    public init() {}

    /// What counts as a subscription.
    public enum Subscription: Hashable, Sendable {
        /// An IMSI of 14 or 15 digits.
        case imsi
        /// A telephone number (DIRBS `use_msisdn`).
        case msisdn
    }

    /// Which codes are for test equipment.
    public enum TestTypes: Hashable, Sendable {
        /// 001001 to 001017, 0044, 0086 and 0091, as DIRBS has it.
        case dirbs
        /// 00 and 02 to 09, as GSMA TS.06 has it.
        case ts06
    }
}
