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
        var byEdge: [String: [Measure.Standing]] = [:]
        for statement in statements { byEdge[statement.edge, default: []].append(statement) }
        var places = [Int](repeating: 0, count: edges.count)
        let stated = edges.map { byEdge[$0] ?? [] }
        var times: (listing: [Span], release: [Span]) = ([], [])
        var missed = 0
        var outstanding = 0
        for version in versions where version.at >= imposedAt {
            var last: Instant? = edges.isEmpty ? nil : version.at
            for (edge, statements) in stated.enumerated() {
                while places[edge] < statements.count, statements[places[edge]].version < version.number { places[edge] += 1 }
                guard places[edge] < statements.count else {
                    last = nil
                    break
                }
                last = last.map { max($0, statements[places[edge]].at) }
            }
            if (last ?? now) > due(version.at) { missed += 1 }
            guard let last else {
                outstanding += 1
                continue
            }
            if version.isRelease { times.release.append(last - version.at) } else { times.listing.append(last - version.at) }
        }
        listing = Spread(times.listing)
        release = Spread(times.release)
        self.missed = missed
        self.outstanding = outstanding
    }
}
