// SPDX-License-Identifier: EUPL-1.2

/// How fast a party carries a list out: for each version the time from its entry to the statement of the last of the party's edges,
/// both by the hub's clock.
public struct ComplianceTimes: Hashable, Sendable {
    /// A version of a list, as its leaf tells it.
    public struct Version: Hashable, Sendable {
        /// Its number.
        public let number: Int
        /// Whether it releases subjects; else it lists them.
        public let isRelease: Bool
        /// When it was entered.
        public let at: Instant

        /// Describes a version.
        public init(number: Int, isRelease: Bool, at: Instant) {
            self.number = number
            self.isRelease = isRelease
            self.at = at
        }
    }

    /// How times are spread.
    public struct Spread: Hashable, Sendable {
        /// How many versions were carried out.
        public let count: Int
        /// Half of them within this time.
        public let p50: Span
        /// Ninety-five in a hundred within this time.
        public let p95: Span
        /// Ninety-nine in a hundred within this time.
        public let p99: Span
        /// The longest.
        public let worst: Span

        /// The spread of some times; nil when there are none. Percentiles by nearest rank.
        public init?(_ times: [Span]) {
            guard let worst = times.max() else { return nil }
            let sorted = times.sorted()
            func rank(_ percent: Int) -> Span { sorted[max(0, (sorted.count * percent + 99) / 100 - 1)] }
            count = sorted.count
            (p50, p95, p99) = (rank(50), rank(95), rank(99))
            self.worst = worst
        }
    }

    /// The times of versions that list subjects: time to block.
    public let listing: Spread?
    /// The times of versions that release subjects: time to unblock.
    public let release: Spread?
    /// How many versions were carried out after they were due, or are due and not carried out.
    public let missed: Int
    /// How many versions are not carried out yet.
    public let outstanding: Int

    /// Works the times out.
    /// - Parameters:
    ///   - versions: the versions, ascending.
    ///   - statements: the statements that a version is carried out, ascending by version.
    ///   - edges: the edges that count.
    ///   - due: when a version entered at a moment is due.
    ///   - imposedAt: versions entered earlier are not counted.
    ///   - now: the present.
    public init(
        of versions: [Version], statements: [Measure.Standing], edges: some Collection<String>, due: (Instant) -> Instant,
        imposedAt: Instant, now: Instant
    ) {
        self.init(
            of: ComplianceOutcome.all(
                of: versions, statements: statements, edges: edges, due: due, imposedAt: imposedAt, now: now))
    }

    /// The times of versions of which it is known what became of them, of one party or of several.
    public init(of outcomes: [ComplianceOutcome]) {
        var times: (listing: [Span], release: [Span]) = ([], [])
        for outcome in outcomes {
            guard let time = outcome.time else { continue }
            if outcome.version.isRelease { times.release.append(time) } else { times.listing.append(time) }
        }
        listing = Spread(times.listing)
        release = Spread(times.release)
        missed = outcomes.count(where: \.isMissed)
        outstanding = outcomes.count { $0.carriedOutAt == nil }
    }
}
