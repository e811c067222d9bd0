// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The open monitor: how fast each provider blocks, and how much is reported and blocked.
public enum MonitorView {
    /// The most months in the chart, the newest ones. The download has all.
    static let mostMonths = 12

    /// What the page shows of the figures.
    /// - Parameters:
    ///   - figures: what the API tells (`Monitor`).
    ///   - region: the code of the region of which the months are shown beside the base year; empty for the whole country.
    public static func view(_ figures: JSON, region: String = "", messages: Messages) -> View {
        let parties = figures["deelnemers"]?.array ?? []
        let months = figures["maanden"]?.array ?? []
        var view: View = [
            "facts": .facts([
                (messages["monitor-as-of"], messages.moment(figures["peildatum"]?.string)),
                (messages["monitor-listed"], messages.number(figures["vermeld"]?.integer ?? 0)),
                (messages["monitor-versions"], messages.number(figures["versies"]?.integer ?? 0)),
            ])
        ]
        if !parties.isEmpty { view["lag"] = lag(parties, messages) }
        let timed = parties.filter { $0["blokkeren"] != nil }
        if !timed.isEmpty { view["times"] = times(timed, messages) }
        if let reversals = figures["hersteld"], reversals["totBesluit"] != nil {
            view["reversals"] = self.reversals(reversals, messages)
        }
        if let joining = figures["mijlpalen"]?.array, !joining.isEmpty {
            view["joining"] = .milestones(joining, id: "joining-table", messages: messages)
        }
        if !months.isEmpty { view["months"] = self.months(months, messages) }
        if let trends = FigureTrends(figures, messages: messages, region: region) {
            view["choice"] = trends.form
            view["trends"] = trends.view
            view["query"] = .text(trends.query)
        }
        return view
    }

    private static func times(_ parties: [JSON], _ messages: Messages) -> View {
        func span(_ json: JSON?) -> String { json?.integer.map { messages.span(milliseconds: $0) } ?? "" }
        let rows = parties.map { party in
            [
                provider(party, messages), span(party["blokkeren"]?["p50"]), span(party["blokkeren"]?["p95"]),
                span(party["blokkeren"]?["langste"]), messages.number(party["blokkeren"]?["aantal"]?.integer ?? 0),
                span(party["deblokkeren"]?["p50"]),
            ]
        }
        return BarChart(
            id: "times", title: messages["monitor-times-chart"], series: [messages["monitor-median"], messages["monitor-p95"]],
            rows: parties.map { party in
                let amounts = ["p50", "p95"].map { party["blokkeren"]?[$0]?.integer ?? 0 }
                return BarChart.Row(
                    label: provider(party, messages),
                    bars: amounts.map { .init(amount: Double($0), text: messages.span(milliseconds: $0)) })
            },
            table: .table(
                id: "times-table", caption: messages["monitor-times"],
                columns: [
                    "monitor-provider", "monitor-median", "monitor-p95", "monitor-worst", "monitor-count", "monitor-release",
                ].map { messages[$0] }, rows: rows)
        ).view
    }

    /// How long who was wrongly blocked had to wait.
    private static func reversals(_ reversals: JSON, _ messages: Messages) -> View {
        let steps = [
            ("totBesluit", "monitor-to-decision"), ("vanBesluitTotOveral", "monitor-to-everywhere"),
            ("totOveral", "monitor-altogether"),
        ].compactMap { member, label in reversals[member].map { (messages[label], $0) } }
        func span(_ json: JSON, _ member: String) -> String { messages.span(milliseconds: json[member]?.integer ?? 0) }
        return BarChart(
            id: "reversals", title: messages["monitor-reversals-chart"],
            series: [messages["monitor-median"], messages["monitor-p95"]],
            rows: steps.map { label, times in
                BarChart.Row(
                    label: label,
                    bars: ["p50", "p95"].map { .init(amount: Double(times[$0]?.integer ?? 0), text: span(times, $0)) })
            },
            table: .table(
                id: "reversals-table", caption: messages["monitor-reversals"],
                columns: ["monitor-step", "monitor-median", "monitor-p95", "monitor-worst", "monitor-count"].map { messages[$0] },
                rows: steps.map { label, times in
                    [
                        label, span(times, "p50"), span(times, "p95"), span(times, "langste"),
                        messages.number(times["aantal"]?.integer ?? 0),
                    ]
                })
        ).view
    }

    /// The name of a provider, with a mark when its figures stand on what persons state.
    private static func provider(_ party: JSON, _ messages: Messages) -> String {
        let name = party["naam"]?.string ?? ""
        return party["metDeHand"]?.bool == true ? messages.text("by-hand-mark", ["what": name]) : name
    }

    private static func lag(_ parties: [JSON], _ messages: Messages) -> View {
        .table(
            id: "lag-table", caption: messages["monitor-lag-table"],
            columns: ["monitor-provider", "monitor-lag-versions", "monitor-lag-time", "monitor-missed"].map { messages[$0] },
            rows: parties.map { party in
                let behind = party["achterstand"]?["versies"]?.integer ?? 0
                let time = party["achterstand"]?["milliseconden"]?.integer ?? 0
                return [
                    provider(party, messages), messages.number(behind),
                    behind == 0 ? "" : messages.span(milliseconds: time), messages.number(party["gemist"]?.integer ?? 0),
                ]
            })
    }

    private static func months(_ months: [JSON], _ messages: Messages) -> View {
        let names = ["meldingen", "blokkades", "opheffingen"]
        let series = ["monitor-reports", "monitor-blocks", "monitor-releases"].map { messages[$0] }
        let shown = months.suffix(mostMonths)
        let rows = shown.map { month in
            [name(of: month, messages)] + names.map { messages.number(month[$0]?.integer ?? 0) }
        }
        return BarChart(
            id: "months", title: messages["monitor-months-chart"], series: series,
            rows: shown.map { month in
                BarChart.Row(
                    label: name(of: month, messages),
                    bars: names.map { month[$0]?.integer ?? 0 }.map { .init(amount: Double($0), text: messages.number($0)) })
            },
            table: .table(
                id: "months-table", caption: messages["monitor-months-chart"], columns: [messages["monitor-month"]] + series,
                rows: rows)
        ).view
    }

    /// `2026-11` as `november 2026`.
    private static func name(of month: JSON, _ messages: Messages) -> String {
        let text = month["maand"]?.string ?? ""
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 2 ? "\(messages["month-\(parts[1])"]) \(parts[0])" : text
    }
}
