// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What the open monitor shows of the figures besides the newest months: this year beside the base year, by kind, by region, by
/// year.
struct FigureTrends {
    /// What the API tells (`Monitor`).
    let figures: JSON
    let messages: Messages
    /// The region of the chart; empty for the whole country.
    let region: String

    /// What is counted, by the names of the API.
    private static let counted = ["meldingen", "blokkades", "opheffingen"]

    private let years: [JSON]
    private let regions: [JSON]
    private let thisYear: Int64
    private let baseYear: Int64

    /// - Parameter region: the code that was chosen; one that there is not stands for the whole country.
    /// - Returns: nil as long as there are no figures.
    init?(_ figures: JSON, messages: Messages, region: String) {
        years = figures["jaren"]?.array ?? []
        regions = figures["regios"]?.array ?? []
        guard let thisYear = years.last?["jaar"]?.integer else { return nil }
        self.figures = figures
        self.messages = messages
        self.region = regions.contains { $0["regio"]?.string == region } ? region : ""
        self.thisYear = thisYear
        baseYear = figures["basisjaar"]?.integer ?? thisYear
    }

    /// The parts of the page.
    var view: View {
        var view: View = [
            "chart": chart, "kinds": kinds, "years": yearTable, "incomplete": .truth(figures["volledig"]?.bool == false),
        ]
        if let comparison = figures["vergelijking"] { view["compared"] = compared(comparison) }
        if !regions.isEmpty {
            view["regions"] = regionTable
            view["fewest"] = .text(messages.text("monitor-regions-text", ["n": messages.number(fewest)]))
        }
        return view
    }

    /// The form by which base year and region are chosen.
    var form: View {
        let chosen = FormView(values: ["basisjaar": String(baseYear), "regio": region], messages: messages)
        let bases = (figures["basisjaren"]?.array ?? []).compactMap(\.integer).map { Selection.Option(String($0), String($0)) }
        var areas = [Selection.Option("", messages["monitor-everywhere"])]
        for row in regions {
            guard let code = row["regio"]?.string, !areas.contains(where: { $0.value == code }) else { continue }
            areas.append(Selection.Option(code, messages.words(row["naam"])))
        }
        var form: View = ["basisjaar": Selection(name: "basisjaar", options: bases, isRequired: true).view(chosen)]
        if areas.count > 1 {
            form["regio"] = Selection(name: "regio", options: areas, isRequired: true, texts: "figures-region").view(chosen)
        }
        return form
    }

    /// What stands behind the question mark for the same figures.
    var query: String { "?basisjaar=\(baseYear)" }

    private var fewest: Int64 { figures["ondergrens"]?.integer ?? 0 }
    /// Whether the base year is another one, and was counted here.
    private var hasBase: Bool { baseYear != thisYear && years.contains { $0["jaar"]?.integer == baseYear && $0["bron"] == nil } }

    // MARK: The chart

    private var chart: View {
        let shown = hasBase ? [thisYear, baseYear] : [thisYear]
        let last = lastMonth
        let area =
            regions.first { $0["regio"]?.string == region && !region.isEmpty }.map { messages.words($0["naam"]) }
            ?? messages["monitor-everywhere"]
        let title = messages.text("monitor-compare-chart", ["area": area])
        let rows = (1...last).map { month in (name: messages["month-\(month)"], cells: shown.map { cell(month, of: $0) }) }
        return BarChart(
            id: "compare", title: title, series: shown.map { String($0) },
            rows: rows.map { row in
                BarChart.Row(
                    label: row.name,
                    bars: row.cells.map { .init(amount: Double($0.amount ?? 0), text: $0.text.isEmpty ? "–" : $0.text) })
            },
            table: .table(
                id: "compare-table", caption: title,
                columns: [messages["monitor-month"]] + shown.map { String($0) } + (hasBase ? [messages["monitor-change"]] : []),
                rows: rows.enumerated().map { index, row in
                    [row.name] + row.cells.map(\.text) + (hasBase ? [change(row.cells, isOver: index + 1 < last)] : [])
                })
        ).view
    }

    /// By how much a month differs; nothing for the month that it is.
    private func change(_ cells: [(amount: Int64?, text: String)], isOver: Bool) -> String {
        guard isOver, let now = cells.first?.amount, let then = cells.last?.amount else { return "" }
        return FigureBook.change(from: Int(then), to: Int(now)).map { messages.change(promille: Int64($0)) } ?? ""
    }

    /// The month that it is.
    private var lastMonth: Int {
        let moment = figures["peildatum"]?.string.flatMap { Instant(rfc3339: $0) }
        return moment.map { CalendarMonth(of: $0).month } ?? 12
    }

    /// The reports of a month; nothing for one before the first that was counted.
    private func cell(_ month: Int, of year: Int64) -> (amount: Int64?, text: String) {
        guard let name = CalendarMonth(year: Int(year), month: month)?.description,
            let first = figures["maanden"]?[0]?["maand"]?.string, first <= name
        else { return (nil, "") }
        if region.isEmpty {
            let found = figures["maanden"]?.array?.first { $0["maand"]?.string == name }
            let amount = found?["meldingen"]?.integer ?? 0
            return (amount, messages.number(amount))
        }
        let row = regions.first { $0["regio"]?.string == region && period(of: $0) == name }
        return (row?["meldingen"]?.integer, text(row, "meldingen"))
    }

    // MARK: Against the base year

    private func compared(_ comparison: JSON) -> View {
        let period = messages.text(
            "monitor-period",
            ["from": month(comparison["vanMaand"]), "until": month(comparison["totEnMetMaand"])])
        let then = String(comparison["basisjaar"]?.integer ?? 0)
        func fact(_ key: String, _ member: String) -> (name: String, value: String) {
            let numbers = ["nu", "toen"].map { comparison[$0]?[member]?.integer ?? 0 }
            let change = comparison["verschil"]?[member]?.integer.map { messages.change(promille: $0) } ?? "–"
            return (
                messages[key],
                messages.text(
                    "monitor-compared",
                    ["now": messages.number(numbers[0]), "then": messages.number(numbers[1]), "year": then, "change": change])
            )
        }
        return [
            "facts": .facts([
                (messages["monitor-compared-months"], period), fact("monitor-reports", "meldingen"),
                fact("monitor-blocks", "blokkades"), fact("monitor-releases", "opheffingen"),
            ])
        ]
    }

    private func month(_ number: JSON?) -> String { number?.integer.map { messages["month-\($0)"] } ?? "" }

    // MARK: Tables

    private var kinds: View {
        let rows = figures["soorten"]?.array ?? []
        var codes: [String] = []
        for row in rows { if let code = row["soort"]?.string, !codes.contains(code) { codes.append(code) } }
        let shown = hasBase ? [thisYear, baseYear] : [thisYear]
        return .table(
            id: "kinds-table", caption: messages["monitor-kinds"],
            columns: [messages["monitor-kind"]] + shown.map(yearName),
            rows: codes.map { code in
                let own = rows.filter { $0["soort"]?.string == code }
                let numbers = shown.map { year in number(own.first { period(of: $0) == String(year) }?["meldingen"]) }
                return [messages.words(own.first?["naam"])] + numbers
            })
    }

    private var regionTable: View {
        let comparison = figures["vergelijking"]
        let compared = comparison?["regios"]?.array ?? []
        var columns = ["monitor-reports-in", "monitor-blocks-in", "monitor-releases-in"].map {
            messages.text($0, ["year": yearName(thisYear)])
        }
        if hasBase { columns.append(messages.text("monitor-reports-in", ["year": yearName(baseYear)])) }
        if let comparison {
            let months = ["from": month(comparison["vanMaand"]), "until": month(comparison["totEnMetMaand"])]
            columns.append(messages.text("monitor-region-change", months))
        }
        let present = regions.filter { period(of: $0) == String(thisYear) }
        return .table(
            id: "regions-table", caption: messages["monitor-regions"], columns: [messages["monitor-region"]] + columns,
            rows: present.map { row in
                let code = row["regio"]
                var cells = [messages.words(row["naam"])]
                for member in FigureTrends.counted { cells.append(text(row, member)) }
                if hasBase {
                    cells.append(text(regions.first { $0["regio"] == code && period(of: $0) == String(baseYear) }, "meldingen"))
                }
                if comparison != nil {
                    cells.append(change(compared.first { $0["regio"] == code }?["verschil"]?["meldingen"]))
                }
                return cells
            })
    }

    private var yearTable: View {
        let series = ["monitor-reports", "monitor-blocks", "monitor-releases"].map { messages[$0] }
        let change = messages.text("monitor-change-against", ["year": String(baseYear)])
        return .table(
            id: "years-table", caption: messages["monitor-years"], columns: [messages["monitor-year"]] + series + [change],
            rows: years.map(cells))
    }

    private func cells(of year: JSON) -> [String] {
        var cells = [name(of: year)]
        for member in FigureTrends.counted { cells.append(number(year[member])) }
        cells.append(change(year["verschil"]?["meldingen"]))
        return cells
    }

    private func name(of year: JSON) -> String {
        let number = String(year["jaar"]?.integer ?? 0)
        if let source = year["bron"] {
            return messages.text("monitor-year-source", ["year": number, "source": messages.words(source)])
        }
        return year["heel"]?.bool == true ? number : messages.text("monitor-year-part", ["year": number])
    }

    /// A year as a heading: this one is not over yet.
    private func yearName(_ year: Int64) -> String {
        year == thisYear ? messages.text("monitor-year-so-far", ["year": String(year)]) : String(year)
    }

    private func number(_ number: JSON?) -> String { number?.integer.map { messages.number($0) } ?? "" }

    private func change(_ promille: JSON?) -> String { promille?.integer.map { messages.change(promille: $0) } ?? "" }

    private func period(of row: JSON) -> String? { row["periode"]?.string }

    /// A number of a region, or why it is not told.
    private func text(_ row: JSON?, _ member: String) -> String {
        guard let row else { return "" }
        if let number = row[member]?.integer { return messages.number(number) }
        let isFew = row["onderOndergrens"]?.array?.contains(.string(member)) == true
        return isFew ? messages.text("monitor-few", ["n": messages.number(fewest)]) : messages["monitor-kept"]
    }
}
