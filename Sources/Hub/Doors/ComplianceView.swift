// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How one party complies with a list.
struct ComplianceView {
    let measure: Measure
    let rule: MeasureRule
    /// The newest entries of the list's audience.
    let entries: [StoredEntry]
    let statements: [Measure.Standing]
    /// The newest version.
    let newest: Int
    let name: String
    /// The edges that the party registered.
    let known: [String]
    /// The hits of the party that were entered.
    let hits: HitTally
    let now: Instant
    /// When nothing went out: then no term ran.
    let distribution: Distribution

    /// What became of each version.
    /// - Parameter edge: at this edge only; nil for the party as a whole.
    func outcomes(at edge: String? = nil) -> [ComplianceOutcome] {
        ComplianceOutcome.all(
            of: entries.filter { Listing.kinds.contains($0.leaf.kind) }.map {
                ComplianceTimes.Version(
                    number: Int($0.leaf.sequence), isRelease: $0.leaf.kind == Listing.releaseKind,
                    at: Instant(milliseconds: $0.leaf.time))
            },
            statements: statements, edges: edge.map { [$0] } ?? Array(measure.counting),
            due: {
                rule.due.end(from: distribution.start(of: rule.due, from: max($0, measure.imposedAt), at: now))
            }, imposedAt: measure.imposedAt, now: now)
    }

    var json: JSON { json(outcomes()) }

    /// - Parameter outcomes: what became of each version, of the party as a whole.
    func json(_ outcomes: [ComplianceOutcome]) -> JSON {
        let edges = Set(known).union(measure.edges.keys).sorted()
        let times = ComplianceTimes(of: outcomes)
        return .object(
            JSONObject([
                ("deelnemer", .string(measure.addressee.description)), ("naam", .string(name)),
                ("maatregel", .string(measure.id.description)), ("nieuwsteVersie", .integer(Int64(newest))),
                ("werkendeVersie", .integer(Int64(measure.activeVersion))),
                ("metDeHand", measure.standings[.carriedOut]?.isByHand == true ? true : nil),
                ("achterstand", lag(behind: measure.activeVersion)), ("gemist", .integer(Int64(times.missed))),
                ("nogUitTeVoeren", .integer(Int64(times.outstanding))), ("blokkeren", times.listing.map(ComplianceView.json)),
                ("deblokkeren", times.release.map(ComplianceView.json)),
                ("dagen", ComplianceTrend.json(outcomes, by: .day)), ("weken", ComplianceTrend.json(outcomes, by: .week)),
                ("treffers", ["vandaag": .integer(Int64(hits.count(on: now))), "totaal": .integer(Int64(hits.total))]),
                (
                    "randknopen",
                    .array(
                        edges.map { edge in
                            let active = measure.edges[edge]?[.carriedOut]
                            return .object(
                                JSONObject([
                                    ("naam", .string(edge)), ("werkendeVersie", .integer(Int64(active?.version ?? 0))),
                                    ("vastgelegd", active.map { .string($0.at.description) }),
                                    ("achterstand", lag(behind: active?.version ?? 0)),
                                ]))
                        })
                ),
            ]))
    }

    /// How far a version is behind: in versions, and in time since the oldest one after it was entered.
    private func lag(behind version: Int) -> JSON {
        let oldest = entries.first { $0.leaf.sequence > UInt64(version) }
        return .object(
            JSONObject([
                ("versies", .integer(Int64(max(0, newest - version)))),
                ("milliseconden", .integer(oldest.map { max(0, now.milliseconds - $0.leaf.time) } ?? 0)),
            ]))
    }

    /// How times are spread.
    static func json(_ spread: ComplianceTimes.Spread) -> JSON {
        [
            "aantal": .integer(Int64(spread.count)), "p50": .integer(spread.p50.milliseconds),
            "p95": .integer(spread.p95.milliseconds),
            "p99": .integer(spread.p99.milliseconds), "langste": .integer(spread.worst.milliseconds),
        ]
    }

    private static let count = Schema.whole(0...JSON.largestInteger)
    private static let lag = Schema.object([
        .must("versies", count, "Hoeveel versies achter."), .must("milliseconden", count, "Hoelang de oudste daarvan er al is."),
    ])
    private static let spread = Schema.object([
        .must("aantal", count, "Hoeveel versies."), .must("p50", count, "Milliseconden waarbinnen de helft was uitgevoerd."),
        .must("p95", count, "Idem, 95 van de 100."), .must("p99", count, "Idem, 99 van de 100."),
        .must("langste", count, "De langste."),
    ])

    static let shape = Schema.named(
        "NalevingVanDeelnemer",
        .object([
            .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
            .must("maatregel", .shortText, "De maatregel."), .must("nieuwsteVersie", count, "De nieuwste versie die er is."),
            .must("werkendeVersie", count, "De nieuwste die bij al zijn randknopen werkt."),
            .may("metDeHand", .truth, "Of de cijfers steunen op verklaringen van personen, omdat geen randknoop van hem meetelt."),
            .must("achterstand", lag, "De achterstand."),
            .must("gemist", count, "Versies die te laat of nog niet zijn uitgevoerd terwijl dat had gemoeten."),
            .must("nogUitTeVoeren", count, "Versies die nog niet zijn uitgevoerd."),
            .may("blokkeren", spread, "Tijd van besluit tot uitvoering, bij opnemen."),
            .may("deblokkeren", spread, "Tijd van besluit tot uitvoering, bij vrijgeven."),
            .must("dagen", ComplianceTrend.shape, "Per dag waarop versies zijn vastgelegd."),
            .must("weken", ComplianceTrend.shape, "Idem, per week; de dag is de maandag."),
            .must(
                "treffers", .object([.must("vandaag", count, "Vandaag (UTC)."), .must("totaal", count, "In totaal.")]),
                "Hoeveel treffers van deze deelnemer zijn vastgelegd."),
            .must(
                "randknopen",
                .array(
                    .object([
                        .must("naam", .shortText, "De randknoop."), .must("werkendeVersie", count, "Wat er werkt; 0: nog niets."),
                        .may("vastgelegd", .moment, "Sinds wanneer."), .must("achterstand", lag, "De achterstand."),
                    ]), 0...1_000), "Zijn randknopen."),
        ]))
}
