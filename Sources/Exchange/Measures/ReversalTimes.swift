// SPDX-License-Identifier: EUPL-1.2

/// How long somebody who was wrongly blocked had to wait: from objection to decision, and from there until it was put right at every
/// edge of every party.
public struct ReversalTimes: Hashable, Sendable {
    /// From objection to decision; nil when there were none.
    public let decision: ComplianceTimes.Spread?
    /// From decision until the last edge of the last party stated that it was carried out; nil when none was.
    public let effect: ComplianceTimes.Spread?
    /// From objection until then; nil when none was.
    public let whole: ComplianceTimes.Spread?
    /// How many were not carried out everywhere yet.
    public let outstanding: Int

    /// Works the times out.
    /// - Parameters:
    ///   - reversals: the reversals. Those of versions of which no outcome is given are left out.
    ///   - outcomes: what became of each version at each party that has to carry it out.
    public init(of reversals: some Sequence<Reversal>, outcomes: some Sequence<ComplianceOutcome>) {
        let timed = Dictionary(reversals.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
        var everywhere: [Int: Instant?] = [:]
        for outcome in outcomes where timed[outcome.version.number] != nil {
            let number = outcome.version.number
            if let known = everywhere[number] {
                everywhere[number] = .some(known.flatMap { known in outcome.carriedOutAt.map { max(known, $0) } })
            } else {
                everywhere[number] = .some(outcome.carriedOutAt)
            }
        }
        let known = timed.values.filter { everywhere[$0.version] != nil }
        let carriedOut = known.compactMap { reversal in
            everywhere[reversal.version].flatMap(\.self).map { (reversal, $0) }
        }
        decision = ComplianceTimes.Spread(known.map { $0.decidedAt - $0.objectedAt })
        effect = ComplianceTimes.Spread(carriedOut.map { $1 - $0.decidedAt })
        whole = ComplianceTimes.Spread(carriedOut.map { $1 - $0.objectedAt })
        outstanding = known.count - carriedOut.count
    }
}
