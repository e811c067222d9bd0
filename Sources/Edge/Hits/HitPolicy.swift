// SPDX-License-Identifier: EUPL-1.2

public import EquipmentIdentity
public import Exchange

/// Which sightings of listed devices an edge reports to its hub, and how.
public struct HitPolicy: Hashable, Sendable {
    /// The statuses of the list that are reported. Raw values are for configuration files.
    public enum Reported: String, Hashable, Sendable, CaseIterable {
        /// None: what is answered stays here.
        case none
        /// Devices that are let in and tracked: being seen is what they are on the list for.
        case tracking
        /// Devices that are refused.
        case prohibited
        /// Both.
        case all
    }

    /// What is reported; `.tracking` by default: a device that is blocked is refused, and nobody asked where it is.
    public var reported: Reported
    /// How long a device that was reported is not reported again; 24 hours by default, at least a minute.
    public var period: Span
    /// Whether the area of the network goes along, where a door knows it.
    public var passesArea: Bool
    /// The most hits that wait for the hub; beyond that the oldest go, and are counted. At least 1.
    public var mostWaiting: Int
    /// The longest a hit waits before it is sent. The wait is drawn at random, for everybody can see when the hub enters a hit: who has
    /// a tracked device is not to learn so by switching it on. At most an hour.
    public var delay: Span

    /// A policy; what is not given has the default.
    public init(
        reported: Reported = .tracking, period: Span = .hours(24), passesArea: Bool = true, mostWaiting: Int = 100_000,
        delay: Span = .seconds(30)
    ) {
        self.reported = reported
        self.period = max(period, .minutes(1))
        self.passesArea = passesArea
        self.mostWaiting = max(1, mostWaiting)
        self.delay = min(max(delay, .zero), .hours(1))
    }

    /// Whether devices of a status are reported.
    public func reports(_ status: EquipmentStatus) -> Bool {
        switch (reported, status) {
        case (.tracking, .tracking), (.prohibited, .prohibited), (.all, .tracking), (.all, .prohibited): true
        default: false
        }
    }
}
