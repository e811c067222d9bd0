// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// The numbers on which a finding stands. No subscription and no telephone number is in them, and there is no room for one.
public struct Evidence: Hashable, Sendable, BitwiseCopyable {
    /// How many subscriptions the device was seen with, in the period of the rule.
    public internal(set) var subscriptions: UInt32 = 0
    /// On how many days it was seen, in the period of the rule.
    public internal(set) var days: UInt16 = 0
    /// Subscriptions added up over the days.
    public internal(set) var subscriptionDays: UInt32 = 0
    /// How often it happened.
    public internal(set) var times: UInt32 = 0
    /// On how many days it happened.
    public internal(set) var timesDays: UInt16 = 0
    /// The distance of the most impossible journey, in metres.
    public internal(set) var metres: UInt32 = 0
    /// The time in which it was made, in seconds.
    public internal(set) var seconds: UInt32 = 0
    /// How many telephone numbers were in the series.
    public internal(set) var numbers: UInt32 = 0
    /// How many networks served it; 0 when records name none.
    public internal(set) var networkCount: UInt16 = 0
    /// What it was seen on.
    public internal(set) var seenOn: Generations = []
    /// What its type can do.
    public internal(set) var able: Generations = []
    /// The first day on which it was seen at all.
    public internal(set) var first: UsageDay = .first
    /// The last day.
    public internal(set) var last: UsageDay = .first
    /// The blocked device that was used before; 0 where there is none.
    var relatedHead: UInt64 = 0
    private var networkA: UInt32 = 0
    private var networkB: UInt32 = 0
    private var networkC: UInt32 = 0
    private var networkD: UInt32 = 0

    init() {}

    /// The blocked device that was used before.
    public var related: DeviceCode? { relatedHead == 0 ? nil : DeviceCode(head: relatedHead, tail: 0) }

    /// Kilometres an hour of the most impossible journey; nil where it took no time, or there is none.
    public var speed: Int? {
        seconds == 0 ? nil : Int((Double(metres) * 3.6 / Double(seconds)).rounded())
    }

    /// Up to four of the networks, ascending.
    public var networks: [NetworkCode] {
        [networkA, networkB, networkC, networkD].filter { $0 != 0 }.map { NetworkCode(marked: $0) }
    }

    mutating func take(networks: [UInt32]) {
        networkCount = UInt16(clamping: networks.count)
        let codes = networks.sorted().prefix(4) + [0, 0, 0, 0]
        (networkA, networkB, networkC, networkD) = (codes[0], codes[1], codes[2], codes[3])
    }
}
