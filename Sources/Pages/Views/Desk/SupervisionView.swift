// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// All providers as whoever supervises them sees them: what is in force, who is behind, what was missed, how it goes, who joins.
public struct SupervisionView: Sendable {
    /// Lag and times (`Naleving`).
    let compliance: JSON
    /// The measures (`maatregelen`).
    let measures: [JSON]
    /// Who joins (`mijlpalen`); nil when that is not told.
    let joining: [JSON]?
    /// The rules, for the names of steps (`Beleid`).
    let policy: JSON
    let messages: Messages

    /// Shows what the API tells.
    public init(compliance: JSON, measures: JSON, joining: JSON?, policy: JSON, messages: Messages) {
        self.policy = policy
        self.compliance = compliance
        self.measures = measures["maatregelen"]?.array ?? []
        self.joining = joining.map { $0["deelnemers"]?.array ?? [] }
        self.messages = messages
    }

    /// The page.
    /// - Parameter isWeekly: whether the trend goes by week.
    public func page(isWeekly: Bool) -> View {
        let language = messages.language
        let late = Set(measures.filter { $0["teLaat"]?.bool == true }.compactMap { $0["deelnemer"]?.string })
        var now = Section(heading: messages["super-now"])
        now.facts = [
            (messages["super-providers"], messages.number(Int64(compliance["deelnemers"]?.array?.count ?? 0))),
            (messages["super-late-count"], messages.number(Int64(late.count))),
            (messages["monitor-versions"], messages.number(compliance["versies"]?.integer ?? 0)),
        ]
        now.tables = [providers(late)]
        var trend = Section(heading: messages["super-trend"], text: messages["super-trend-text"])
        trend.charts =
            TrendCharts(
                periods: compliance[isWeekly ? "weken" : "dagen"]?.array ?? [], id: "trend", isWeekly: isWeekly,
                messages: messages
            ).views
        if trend.charts.isEmpty { trend.text = messages["monitor-no-times"] }
        trend.links = [
            isWeekly
                ? .link(.supervision, messages["super-by-day"], in: language)
                : .link(.supervision, messages["super-by-week"], query: "per=week", in: language)
        ]
        guard let joining else { return .sections([now, trend], lead: messages["super-lead"]) }
        let onboarding = Section.joining(joining, messages)
        let hub = Section(
            heading: messages["super-hub"],
            links: [
                .link(.hubState, messages["state-title"], in: language),
                .link(.distribution, messages["distribution-title"], in: language),
            ])
        return .sections([now, trend, onboarding, hub], lead: messages["super-lead"])
    }

    private func providers(_ late: Set<String>) -> View {
        .table(
            id: "providers", caption: messages["super-table"],
            columns: [
                "monitor-provider", "super-version", "monitor-lag-versions", "monitor-lag-time", "monitor-missed",
                "super-outstanding", "super-late", "super-last-step",
            ].map { messages[$0] },
            rows: (compliance["deelnemers"]?.array ?? []).map { party in
                let id = party["deelnemer"]?.string ?? ""
                let measure = measures.first { $0["maatregel"] == party["maatregel"] }
                let behind = party["achterstand"]?["versies"]?.integer ?? 0
                return (
                    Place.supervisedParty.path(in: messages.language, ["deelnemer": id]),
                    [
                        party["naam"]?.string ?? "",
                        messages.text(
                            "super-version-of",
                            [
                                "active": messages.number(party["werkendeVersie"]?.integer ?? 0),
                                "newest": messages.number(party["nieuwsteVersie"]?.integer ?? 0),
                            ]), messages.number(behind),
                        behind == 0 ? "" : messages.span(milliseconds: party["achterstand"]?["milliseconden"]?.integer ?? 0),
                        messages.number(party["gemist"]?.integer ?? 0), messages.number(party["nogUitTeVoeren"]?.integer ?? 0),
                        messages[late.contains(id) ? "yes" : "no"], name(of: measure?["stappen"]?.array?.last),
                    ]
                )
            })
    }

    /// A step of a ladder in words.
    private func name(of step: JSON?) -> String {
        guard let step else { return "" }
        for register in policy["registers"]?.array ?? [] {
            for measure in register["maatregelen"]?.array ?? [] {
                if let found = measure["ladder"]?.array?.first(where: { $0["stap"] == step }) {
                    return messages.words(found["titel"])
                }
            }
        }
        return step.string ?? ""
    }
}
