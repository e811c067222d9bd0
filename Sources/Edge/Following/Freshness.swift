// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Judges the hub's signed word about the present by the edge's own clock.
struct Freshness: Sendable {
    /// How old the hub's word may be.
    static let longestAge: Span = .seconds(60)
    /// How far the hub's clock may be ahead of the edge's.
    static let mostAhead: Span = .minutes(5)

    /// The latest moment of which the hub signed that it was the present; nil before the first.
    private(set) var newest: Instant?

    /// - Parameter newest: the latest moment an earlier run saw.
    init(newest: Instant? = nil) { self.newest = newest }

    /// Takes a moment of which the hub signed that it was the present.
    /// - Throws: `FollowFault`: `rollback` when the hub said a later one before, `too-old` or `clock` when it is not the present
    ///   here.
    mutating func judge(_ moment: Instant, at arrived: Instant) throws(FollowFault) {
        if let newest, moment < newest {
            throw FollowFault(
                .rollback, "The hub says that it is \(moment) after it said that it was \(newest): old news is repeated.")
        }
        guard arrived - moment <= Freshness.longestAge else {
            throw FollowFault(
                .tooOld,
                "The hub's newest word is of \(moment), and here it is \(arrived): it is frozen or replayed, or a clock is wrong.")
        }
        guard moment - arrived <= Freshness.mostAhead else {
            throw FollowFault(.clock, "The hub says that it is \(moment), and here it is \(arrived): set the clock that is wrong.")
        }
        newest = moment
    }

    /// Whether a signed moment is near enough to the present to show that the hub goes on.
    static func isPresent(_ moment: Instant, at arrived: Instant) -> Bool {
        arrived - moment <= longestAge && moment - arrived <= mostAhead
    }
}
