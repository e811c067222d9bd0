// SPDX-License-Identifier: EUPL-1.2

/// What a register takes in when a party saw a subject that is on one of its lists.
public struct HitRule: Hashable, Sendable {
    /// Within this time one party's hits on one subject are one hit in a case.
    public let period: Span
    /// How old a hit may be when it comes in: an edge keeps hits while its hub is away.
    public let oldest: Span
    /// How far a party's clock may be ahead, or have been behind when the case was opened.
    public let tolerance: Span
    /// The most hits that one party has entered in one day (UTC); what is more waits for the next day.
    public let mostPerDay: Int
    /// The most hits in one case: a story is told anew for every act in it.
    public let mostPerCase: Int
    /// The statuses with which a hit is an alert: the subject is on the list in order to be seen, so somebody has to look.
    public let alerts: Set<ListStatus>
    /// How long people have to look at an alert.
    public let lookWithin: Term

    /// States a rule; what is not given has the default.
    public init(
        period: Span = .hours(24), oldest: Span = .days(30), tolerance: Span = .minutes(5), mostPerDay: Int = 20_000,
        mostPerCase: Int = 1_000, alerts: Set<ListStatus> = [], lookWithin: Term = .plain(.hours(4))
    ) {
        self.period = period
        self.oldest = oldest
        self.tolerance = tolerance
        self.mostPerDay = mostPerDay
        self.mostPerCase = mostPerCase
        self.alerts = alerts
        self.lookWithin = lookWithin
    }
}
