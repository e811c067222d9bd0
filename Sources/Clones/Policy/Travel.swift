// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// How fast people get from one place to another, with what is not known exactly counted in their favour.
public struct Travel: Hashable, Sendable {
    /// Kilometres an hour over land: the fastest trains.
    public var groundSpeed = 320.0
    /// Up to this distance people go over land, in kilometres; further they may fly.
    public var groundReach = 300.0
    /// Kilometres an hour through the air.
    public var airSpeed = 1_000.0
    /// How far a device may be from the place that its record gives, in kilometres: the reach of a cell.
    public var cellReach = 20.0
    /// How far the clocks of two records may be apart, in seconds.
    public var clockError = 120.0
    /// Within how many seconds two records say something about whether two subscriptions are in one device.
    public var companyWithin = 6 * 3_600

    /// The defaults.
    public init() {}

    /// Whether two places are one as far as cells tell.
    public func isNear(_ metres: Double) -> Bool { metres <= 2_000 * cellReach }

    /// Whether nobody gets that far in that time.
    public func isImpossible(metres: Double, seconds: Int) -> Bool {
        let least = metres - 2_000 * cellReach
        guard least > 0 else { return false }
        let speed = metres <= groundReach * 1_000 ? groundSpeed : airSpeed
        return least / 1_000 > speed * (Double(seconds) + clockError) / 3_600
    }
}
