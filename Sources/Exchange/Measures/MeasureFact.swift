// SPDX-License-Identifier: EUPL-1.2

/// What an addressee states of a measure. Three different facts, each signed on its own: transport is not acceptance, acceptance is not execution.
public enum MeasureFact: String, Hashable, Sendable, CaseIterable, Comparable {
    /// It arrived and its signatures hold.
    case delivered
    /// It was understood and taken up durably.
    case accepted
    /// It is in force at the addressee.
    case carriedOut = "carried-out"

    /// The order in which facts become true.
    public static func < (left: MeasureFact, right: MeasureFact) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .delivered: 0
        case .accepted: 1
        case .carriedOut: 2
        }
    }

    /// The fact that must be true before this one.
    public var predecessor: MeasureFact? {
        switch self {
        case .delivered: nil
        case .accepted: .delivered
        case .carriedOut: .accepted
        }
    }
}
