// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// How compliance goes: a chart of the times to block and one of the misses, each with its figures in a table.
struct TrendCharts {
    /// The periods as the API tells them (`Verloop`).
    let periods: [JSON]
    /// The beginning of the ids of its parts.
    let id: String
    /// Whether a period is a week.
    var isWeekly = false
    let messages: Messages

    /// The most periods in a chart, the newest ones.
    private static let most = 14

    /// The charts; none when there is nothing to show.
    var views: [View] {
        let shown = periods.suffix(TrendCharts.most)
        guard !shown.isEmpty else { return [] }
        return [times(Array(shown)), misses(Array(shown))]
    }

    private func times(_ shown: [JSON]) -> View {
        let series = [messages["monitor-median"], messages["monitor-p95"]]
        func bars(_ period: JSON) -> [BarChart.Bar] {
            ["p50", "p95"].map { name in
                let time = period[name]?.integer
                return .init(amount: Double(time ?? 0), text: time.map { messages.span(milliseconds: $0) } ?? "–")
            }
        }
        return BarChart(
            id: "\(id)-times", title: messages["super-trend-times"], series: series,
            rows: shown.map { .init(label: label($0), bars: bars($0)) },
            table: .table(
                id: "\(id)-times-table", caption: messages["super-trend-times"],
                columns: [messages["super-period"]] + series + [messages["monitor-count"]],
                rows: shown.map { period in
                    [label(period)] + bars(period).map(\.text) + [messages.number(period["blokkades"]?.integer ?? 0)]
                })
        ).view
    }

    private func misses(_ shown: [JSON]) -> View {
        let names = ["gemist", "nogUitTeVoeren"]
        let series = [messages["monitor-missed"], messages["super-outstanding"]]
        func amounts(_ period: JSON) -> [Int64] { names.map { period[$0]?.integer ?? 0 } }
        return BarChart(
            id: "\(id)-misses", title: messages["super-trend-misses"], series: series,
            rows: shown.map { period in
                .init(
                    label: label(period), bars: amounts(period).map { .init(amount: Double($0), text: messages.number($0)) })
            },
            table: .table(
                id: "\(id)-misses-table", caption: messages["super-trend-misses"],
                columns: [messages["super-period"]] + series,
                rows: shown.map { period in [label(period)] + amounts(period).map { messages.number($0) } })
        ).view
    }

    private func label(_ period: JSON) -> String {
        let day = messages.day(period["dag"]?.string)
        return isWeekly ? messages.text("super-week-of", ["day": day]) : day
    }
}
