// SPDX-License-Identifier: EUPL-1.2

/// Bars that lie, in groups with a name above them, as inline SVG. Each bar has its amount behind it, and a table goes with it.
struct BarChart {
    /// One bar.
    struct Bar {
        /// How long it is, in any unit; all bars of a chart have the same.
        let amount: Double
        /// The amount in words.
        let text: String
    }

    /// The bars of one thing, one of each series.
    struct Row {
        let label: String
        let bars: [Bar]
    }

    /// The beginning of the ids of its parts.
    let id: String
    let title: String
    /// The names of the series.
    let series: [String]
    let rows: [Row]
    /// The same figures.
    let table: View

    private static let width = 480
    /// The longest bar; behind it is room for the amount.
    private static let longest = 380
    private static let labelHeight = 24
    private static let barHeight = 16
    private static let barGap = 4
    private static let rowGap = 12

    var view: View {
        let most = rows.flatMap(\.bars).map(\.amount).filter(\.isFinite).max() ?? 0
        var (bars, labels): ([View], [View]) = ([], [])
        var y = 0
        for row in rows {
            labels.append(["x": "0", "y": .number(y + 17), "text": .text(row.label)])
            y += BarChart.labelHeight
            for (index, bar) in row.bars.enumerated() {
                let share = most > 0 && bar.amount.isFinite ? max(0, bar.amount) / most : 0
                // A bar is to be seen, however short it is.
                let length = max(2, Int(share * Double(BarChart.longest)))
                bars.append([
                    "series": .number(index + 1), "x": "0", "y": .number(y), "w": .number(length),
                    "h": .number(BarChart.barHeight), "tx": .number(length + 8), "ty": .number(y + 13), "amount": .text(bar.text),
                ])
                y += BarChart.barHeight + BarChart.barGap
            }
            y += BarChart.rowGap
        }
        return [
            "id": .text(id), "title": .text(title), "text": .text(text), "width": .number(BarChart.width), "height": .number(y),
            "bars": .list(bars), "labels": .list(labels), "table": table,
            "legend": .list(series.enumerated().map { ["series": .number($0.offset + 1), "text": .text($0.element)] }),
        ]
    }

    /// The chart in words, for who does not see it.
    private var text: String {
        rows.map { row in
            "\(row.label): " + zip(series, row.bars).map { "\($0) \($1.text)" }.joined(separator: ", ")
        }.joined(separator: ". ")
    }
}
