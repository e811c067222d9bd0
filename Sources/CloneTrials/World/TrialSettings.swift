// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// What world is made: how large, from which seed, over which days. The shares are the assumptions of docs/clones.md.
public struct TrialSettings: Hashable, Sendable {
    /// About how many records; the world is made of so many phones.
    public var records: Int
    /// Which of the possible worlds.
    public var seed: UInt64
    /// The first day.
    public var start: UsageDay
    /// How many days, at least 60.
    public var days: Int
    /// Groups of each kind of plant, for every 10,000 phones; of each there are at least three.
    public var plants = 5

    /// The share of honest phones to which each thing happens, in 1/10,000.
    public var shares = Shares()

    /// A world.
    public init(records: Int, seed: UInt64, start: UsageDay = UsageDay("20260801") ?? .first, days: Int = 90) {
        self.records = max(records, 1_000)
        self.seed = seed
        self.start = start
        self.days = max(days, 60)
    }

    /// Of 10,000 honest phones, or records.
    public struct Shares: Hashable, Sendable {
        /// Begin or end during the days, each.
        public var churn = 1_000
        /// Get a new SIM under the same number.
        public var swappedSIM = 300
        /// Get a new SIM with a new number.
        public var newNumber = 150
        /// Are given or sold on.
        public var passedOn = 300
        /// Are in a repair shop for a day, with the shop's SIM in them.
        public var repaired = 50
        /// Are shared by two or three with a SIM each.
        public var shared = 100
        /// Have two SIMs under one IMEI, against the standard; on two networks.
        public var dualSIM = 30
        /// Are in the hands of somebody who changes SIMs every day.
        public var collectors = 5
        /// Stand in a shop, where customers try them with their own SIM.
        public var demonstration = 2
        /// Have shown that they belong to their first subscription: sold with it, or proof of purchase.
        public var proven = 4_000
        /// Are abroad in a week.
        public var abroad = 200
        /// Make a long journey within the country on a day.
        public var journey = 300
        /// Of 10,000 records: carry a wrong place.
        public var wrongPlace = 2
        /// Of 100,000 records: carry what is no IMEI, because it was garbled.
        public var garbled = 2
        /// Of 10,000 types: the table lacks their newest technology.
        public var wrongTypes = 30

        /// The assumptions of docs/clones.md.
        public init() {}
    }
}
