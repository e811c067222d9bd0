// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How compliance goes from day to day, and from week to week.
enum ComplianceTrend {
    /// The most periods that are told, the newest ones.
    private static let most = 60

    static func json(_ outcomes: [ComplianceOutcome], by length: CompliancePeriod.Length) -> JSON {
        .array(
            CompliancePeriod.all(of: outcomes, by: length, most: most).map { period in
                .object(
                    JSONObject([
                        ("dag", .string(period.start.description)),
                        ("blokkades", .integer(Int64(period.times.listing?.count ?? 0))),
                        ("p50", period.times.listing.map { .integer($0.p50.milliseconds) }),
                        ("p95", period.times.listing.map { .integer($0.p95.milliseconds) }),
                        ("gemist", .integer(Int64(period.times.missed))),
                        ("nogUitTeVoeren", .integer(Int64(period.times.outstanding))),
                    ]))
            })
    }

    private static let count = Schema.whole(0...JSON.largestInteger)

    static let shape = Schema.named(
        "Verloop",
        .array(
            .object([
                .must("dag", .text(10...10, format: "date"), "De eerste dag (Nederlandse tijd)."),
                .must("blokkades", count, "Hoeveel versies met toestellen erbij zijn uitgevoerd."),
                .may("p50", count, "De mediaan van de tijd tot blokkade, in milliseconden."),
                .may("p95", count, "Idem, 95 van de 100."),
                .must("gemist", count, "Versies die te laat of nog niet zijn uitgevoerd terwijl dat had gemoeten."),
                .must("nogUitTeVoeren", count, "Versies die nog niet zijn uitgevoerd."),
            ]), 0...60))
}

extension ComplianceView {
    /// Reads what is needed to tell how a party carries a list out.
    /// - Parameters:
    ///   - entries: the newest entries of the list's audience.
    ///   - newest: the newest version.
    init(
        _ measure: Measure, under rule: MeasureRule, of entries: [StoredEntry], newest: Int, registry: Registry, now: Instant,
        reader: any StoreReader
    ) throws {
        let first = entries.first.map { Int($0.leaf.sequence) } ?? 1
        let party = measure.addressee
        self.init(
            measure: measure, rule: rule, entries: entries,
            statements: try reader.statements(
                of: .carriedOut, for: measure.id, from: first, most: Int(ComplianceDoors.window) * 10),
            newest: newest, name: registry.parties[party]?.name ?? party.description,
            known: registry.edges[party]?.keys.sorted() ?? [], hits: try reader.hits(of: party, in: measure.register), now: now,
            distribution: try reader.distributions(of: [measure.register])[measure.register] ?? Distribution())
    }
}
