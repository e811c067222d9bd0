// SPDX-License-Identifier: EUPL-1.2

/// How much a list may change before somebody who did not decide looks at it: a wrong file or a hijacked desk must not take a country's
/// phones away. What goes over a limit is not refused and not carried out: it waits.
public struct ValveRule: Hashable, Sendable {
    /// Limits for subjects that belong together, such as all devices of one type: never all of them by single decisions.
    public struct Group: Hashable, Sendable {
        /// What such a group is, for people.
        public let title: Bilingual
        /// The most subjects of one group that one decision lists.
        public let mostPerDecision: Int
        /// The most subjects of one group that are listed in a day.
        public let mostPerDay: Int
        /// The most subjects of one group that are on the list; each further one waits.
        public let mostListed: Int

        /// States limits.
        public init(title: Bilingual, mostPerDecision: Int, mostPerDay: Int, mostListed: Int) {
            self.title = title
            self.mostPerDecision = mostPerDecision
            self.mostPerDay = mostPerDay
            self.mostListed = mostListed
        }
    }

    /// The most subjects that one decision lists.
    public let mostPerDecision: Int
    /// The most subjects that the decisions of one party list in a day.
    public let mostPerPartyAndDay: Int
    /// By how many per cent a list may grow in a day.
    public let growthPercent: Int
    /// So many subjects are listed in a day before that counts.
    public let growthFrom: Int
    /// How many per cent of a list must be left at the end of a day. DIRBS: 75.
    public let keptPercent: Int
    /// So many subjects are released in a day before that counts.
    public let shrinkFrom: Int
    /// Limits for subjects that belong together; nil when none do.
    public let group: Group?

    /// States limits.
    public init(
        mostPerDecision: Int, mostPerPartyAndDay: Int, growthPercent: Int, growthFrom: Int, keptPercent: Int, shrinkFrom: Int,
        group: Group?
    ) {
        self.mostPerDecision = mostPerDecision
        self.mostPerPartyAndDay = mostPerPartyAndDay
        self.growthPercent = growthPercent
        self.growthFrom = growthFrom
        self.keptPercent = keptPercent
        self.shrinkFrom = shrinkFrom
        self.group = group
    }

    /// What in the limits cannot work.
    var contradictions: [String] {
        var found: [String] = []
        let counts = [mostPerDecision, mostPerPartyAndDay, growthFrom, shrinkFrom, growthPercent]
        if counts.contains(where: { $0 < 0 }) || mostPerDecision < 1 || !(0...100).contains(keptPercent) {
            found.append("a limit is negative, or lets nothing through")
        }
        if let group, group.mostPerDecision < 1 || group.mostPerDay < 1 || group.mostListed < 1 {
            found.append("the limits of a group let nothing through")
        }
        return found
    }
}

extension WaitCause {
    /// One decision lists more subjects than it may.
    public static let decision: WaitCause = "over-decision"
    /// The decisions of one party list more in a day than they may.
    public static let party: WaitCause = "over-party"
    /// The list grows by more in a day than it may.
    public static let growth: WaitCause = "over-growth"
    /// The list shrinks by more in a day than it may.
    public static let shrink: WaitCause = "over-shrink"
    /// One decision lists more subjects of one group than it may.
    public static let groupOfDecision: WaitCause = "over-group-decision"
    /// More subjects of one group are listed in a day than may be.
    public static let groupOfDay: WaitCause = "over-group-day"
    /// More subjects of one group would be on the list than may be.
    public static let groupListed: WaitCause = "over-group-listed"
}
