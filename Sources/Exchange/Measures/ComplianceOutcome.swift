// SPDX-License-Identifier: EUPL-1.2

/// What became of one version of a list at some edges of a party.
public struct ComplianceOutcome: Hashable, Sendable {
    /// The version.
    public let version: ComplianceTimes.Version
    /// When it had to be carried out.
    public let due: Instant
    /// When the last of the edges stated that it was; nil while one of them has not.
    public let carriedOutAt: Instant?
    /// Whether it was carried out after it was due, or is due and not carried out.
    public let isMissed: Bool

    /// The time from its entry to the statement of the last edge; nil while it is not carried out.
    public var time: Span? { carriedOutAt.map { $0 - version.at } }

    /// What became of each of some versions. A statement for a version stands for all versions before it.
    /// - Parameters:
    ///   - versions: the versions, ascending.
    ///   - statements: the statements that a version is carried out, ascending by version.
    ///   - edges: the edges that count; where there are none, nothing is carried out.
    ///   - due: when a version entered at a moment is due.
    ///   - imposedAt: versions entered earlier are left out.
    ///   - now: the present.
    public static func all(
        of versions: [ComplianceTimes.Version], statements: [Measure.Standing], edges: some Collection<String>,
        due: (Instant) -> Instant, imposedAt: Instant, now: Instant
    ) -> [ComplianceOutcome] {
        var byEdge: [String: [Measure.Standing]] = [:]
        for statement in statements { byEdge[statement.edge, default: []].append(statement) }
        var places = [Int](repeating: 0, count: edges.count)
        let stated = edges.map { byEdge[$0] ?? [] }
        var outcomes: [ComplianceOutcome] = []
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
            let due = due(version.at)
            outcomes.append(
                ComplianceOutcome(version: version, due: due, carriedOutAt: last, isMissed: (last ?? now) > due))
        }
        return outcomes
    }
}
