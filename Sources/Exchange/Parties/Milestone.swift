// SPDX-License-Identifier: EUPL-1.2

/// A moment on the way of a party from joining to carrying out. Open.
public struct Milestone: OpenCode {
    /// The code.
    public let rawValue: String

    /// Wraps a code.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It was registered.
    public static let registered: Milestone = "registered"
    /// It was granted its first mandate to comply.
    public static let mandated: Milestone = "mandate"
    /// Its first certificate was admitted.
    public static let certified: Milestone = "certificate"
    /// It registered its first edge.
    public static let connected: Milestone = "edge"
    /// An edge of it stated for the first time that a version arrived.
    public static let delivered: Milestone = "delivered"
    /// An edge of it stated for the first time that a version was taken over.
    public static let accepted: Milestone = "accepted"
    /// An edge of it stated for the first time that a version is in force.
    public static let carriedOut: Milestone = "carried-out"

    /// All of them in the order in which they are reached, with their names for people.
    public static let known: [(milestone: Milestone, title: Bilingual)] = [
        (.registered, Bilingual("aangemeld als deelnemer", "registered as a party")),
        (.mandated, Bilingual("mandaat gekregen", "mandate granted")),
        (.certified, Bilingual("eerste certificaat", "first certificate")),
        (.connected, Bilingual("eerste randknoop", "first edge")),
        (.delivered, Bilingual("eerste lijst aangekomen", "first list arrived")),
        (.accepted, Bilingual("eerste lijst overgenomen", "first list taken over")),
        (.carriedOut, Bilingual("eerste lijst in werking", "first list in force")),
    ]

    /// The milestone that a fact is when it is stated for the first time.
    public init(first fact: MeasureFact) {
        self =
            switch fact {
            case .delivered: .delivered
            case .accepted: .accepted
            case .carriedOut: .carriedOut
            }
    }
}

/// How far a party is with joining, as the log of parties tells it.
public struct Onboarding: Hashable, Sendable {
    /// When a milestone was reached, of those that the log of parties tells.
    public internal(set) var reached: [Milestone: Instant] = [:]
    /// By which day one is to be reached, where a day was agreed.
    public internal(set) var planned: [Milestone: CivilDate] = [:]

    /// Nothing reached and nothing planned.
    public init() {}

    /// Notes that a milestone was reached, unless it was before.
    mutating func reach(_ milestone: Milestone, at moment: Instant) {
        if reached[milestone] == nil { reached[milestone] = moment }
    }

    /// Whether a milestone is late: reached after its day, or not reached while its day is over. Days are those of Dutch clocks.
    /// - Parameters:
    ///   - reached: when it was reached; nil while it was not.
    ///   - now: the present.
    public func isLate(_ milestone: Milestone, reached: Instant?, at now: Instant) -> Bool {
        planned[milestone].map { DutchTime.date(of: reached ?? now) > $0 } ?? false
    }
}
