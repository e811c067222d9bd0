// SPDX-License-Identifier: EUPL-1.2

/// How many reports one party makes before they are dealt with as a whole: a system that runs wild must not bury what others report.
public struct FloodRule: Hashable, Sendable {
    /// The most reports of one party in an hour.
    public let mostPerHour: Int
    /// The most reports of one party in a day by Dutch clocks.
    public let mostPerDay: Int

    /// States limits. A report that names many subjects is one.
    public init(mostPerHour: Int, mostPerDay: Int) {
        self.mostPerHour = mostPerHour
        self.mostPerDay = mostPerDay
    }
}
