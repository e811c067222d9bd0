// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The open figures of a register as the API tells them: by month, by year, by kind, by region, and against a base year.
struct FigurePublication {
    let book: FigureBook
    let baseYear: Int?
    /// How each kind of report is called.
    let titles: [ReportKind: Bilingual]

    /// The years of which kinds and regions are told: the base year, when it was counted, and this one.
    private let shownYears: [Int]
    /// Of each of them the regions by month.
    private let tables: [Int: [(member: String, table: GuardedTable)]]

    /// What is counted, with the member that tells it.
    static let entries: [(entry: FigureEntry, member: String)] = [
        (.report, "meldingen"), (.listing, "blokkades"), (.release, "opheffingen"),
    ]

    /// - Parameter baseYear: the base year that was chosen; nil for the usual one.
    /// - Throws: when there are no figures of that year.
    init(_ book: FigureBook, against baseYear: Int?, of policy: RegisterPolicy) throws(Refusal) {
        let known = book.baseYears
        if let baseYear, !known.contains(baseYear) {
            let years = known.map { String($0) }.joined(separator: ", ")
            throw .field(
                "basisjaar",
                known.isEmpty
                    ? "There are no figures yet: leave this out." : "There are no figures of this year; choose one of: \(years).",
                code: .unknown)
        }
        self.book = book
        self.baseYear = baseYear ?? book.usualBaseYear
        titles = policy.reports.mapValues(\.title)
        shownYears = Set([self.baseYear, book.now.year].compactMap(\.self)).intersection(book.years).sorted()
        var tables: [Int: [(member: String, table: GuardedTable)]] = [:]
        for year in shownYears {
            tables[year] = FigurePublication.entries.map { ($0.member, book.table($0.entry, in: year)) }
        }
        self.tables = tables
    }

    /// The members of the answer.
    var members: [(String, JSON?)] {
        [
            ("ondergrens", .integer(Int64(book.rule.fewest))), ("basisjaar", baseYear.map { .integer(Int64($0)) }),
            ("basisjaren", .array(book.baseYears.map { .integer(Int64($0)) })), ("maanden", .array(months)),
            ("jaren", .array(years)), ("vergelijking", comparison), ("soorten", .array(shownYears.flatMap(kinds))),
            ("regios", .array(book.regions.isEmpty ? [] : shownYears.flatMap(regions))),
        ]
    }

    private var months: [JSON] {
        book.months.map { month in
            var object: JSONObject = ["maand": .string(month.description)]
            for (entry, member) in FigurePublication.entries {
                object[member] = .integer(Int64(book.amount(entry, in: month)))
            }
            return .object(object)
        }
    }

    // MARK: Years

    private var years: [JSON] {
        let counted = Set(book.years)
        let published = book.rule.published.filter { !counted.contains($0.year) }
        return (published.map { ($0.year, json($0)) } + book.years.map { ($0, year($0)) }).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private func json(_ year: PublishedYear) -> JSON {
        [
            "jaar": .integer(Int64(year.year)), "heel": true, "meldingen": .integer(Int64(year.reports)), "blokkades": .null,
            "opheffingen": .null, "bron": year.source.json,
            "verschil": ["meldingen": change(.report, year.reports, in: year.year), "blokkades": .null, "opheffingen": .null],
        ]
    }

    private func year(_ year: Int) -> JSON {
        var object: JSONObject = ["jaar": .integer(Int64(year)), "heel": .bool(book.isWhole(year))]
        var changes = JSONObject()
        for (entry, member) in FigurePublication.entries {
            let amount = book.amount(entry, in: year, months: 1...12)
            object[member] = .integer(Int64(amount))
            changes[member] = book.isWhole(year) ? change(entry, amount, in: year) : .null
        }
        object["verschil"] = .object(changes)
        return .object(object)
    }

    /// By how much a whole year differs from the base year, when that is another whole one.
    private func change(_ entry: FigureEntry, _ amount: Int, in year: Int) -> JSON {
        guard let baseYear, baseYear != year else { return .null }
        var base: Int?
        if book.isWhole(baseYear) {
            base = book.amount(entry, in: baseYear, months: 1...12)
        } else if entry == .report {
            base = book.rule.published.first { $0.year == baseYear }?.reports
        }
        return FigurePublication.json(base.flatMap { FigureBook.change(from: $0, to: amount) })
    }

    // MARK: Against the base year

    /// The months of this year that are over beside the same months of the base year; nil where there is nothing to compare.
    private var comparison: JSON? {
        guard let baseYear, let months = book.comparedMonths(with: baseYear) else { return nil }
        let amounts = FigurePublication.entries.map { entry, member in
            (member, book.amount(entry, in: book.now.year, months: months), book.amount(entry, in: baseYear, months: months))
        }
        return [
            "jaar": .integer(Int64(book.now.year)), "basisjaar": .integer(Int64(baseYear)),
            "vanMaand": .integer(Int64(months.lowerBound)), "totEnMetMaand": .integer(Int64(months.upperBound)),
            "nu": FigurePublication.object(amounts.map { ($0.0, $0.1) }),
            "toen": FigurePublication.object(amounts.map { ($0.0, $0.2) }),
            "verschil": FigurePublication.object(amounts.map { ($0.0, FigureBook.change(from: $0.2, to: $0.1)) }),
            "regios": .array(comparedRegions(baseYear, months: months)),
        ]
    }

    /// The regions in the same way. Only numbers that are told by themselves are added up, so that this tells nothing besides.
    private func comparedRegions(_ baseYear: Int, months: ClosedRange<Int>) -> [JSON] {
        let tables = zip(self.tables[book.now.year] ?? [], self.tables[baseYear] ?? []).map { ($0.member, $0.table, $1.table) }
        func sum(_ table: GuardedTable, _ row: Int) -> Int? {
            let figures = table.cells[row][months.lowerBound - 1...months.upperBound - 1].map(\.amount)
            return figures.contains(nil) ? nil : figures.compactMap(\.self).reduce(0, +)
        }
        return book.regions.enumerated().map { row, code -> JSON in
            let amounts = tables.map { member, now, then in (member, sum(now, row), sum(then, row)) }
            let changes = amounts.map { member, now, then -> (String, Int?) in
                guard let now, let then else { return (member, nil) }
                return (member, FigureBook.change(from: then, to: now))
            }
            return [
                "regio": .string(code.rawValue), "naam": title(of: code).json,
                "nu": FigurePublication.object(amounts.map { ($0.0, $0.1) }),
                "toen": FigurePublication.object(amounts.map { ($0.0, $0.2) }), "verschil": FigurePublication.object(changes),
            ]
        }
    }

    // MARK: Kinds and regions

    private func kinds(in year: Int) -> [JSON] {
        let months = (1...book.lastMonth(of: year)).compactMap { CalendarMonth(year: year, month: $0) }
        return book.kinds.flatMap { kind -> [JSON] in
            let amounts = months.map { book.amount(.report, of: kind, in: $0) }
            let periods = months.map(\.description) + [FigurePublication.name(of: year)]
            return zip(periods, amounts + [amounts.reduce(0, +)]).map { period, amount -> JSON in
                [
                    "soort": .string(kind.rawValue), "naam": (titles[kind] ?? FigurePublication.otherKind).json,
                    "periode": .string(period), "meldingen": .integer(Int64(amount)),
                ]
            }
        }
    }

    private func regions(in year: Int) -> [JSON] {
        let tables = self.tables[year] ?? []
        let count = book.lastMonth(of: year)
        let periods =
            (1...count).compactMap { CalendarMonth(year: year, month: $0)?.description } + [FigurePublication.name(of: year)]
        return book.regions.enumerated().flatMap { row, code -> [JSON] in
            periods.enumerated().map { column, period -> JSON in
                var object: JSONObject = [
                    "regio": .string(code.rawValue), "naam": title(of: code).json, "periode": .string(period),
                ]
                var (few, kept): ([JSON], [JSON]) = ([], [])
                for (member, table) in tables {
                    let figure = column < count ? table.cells[row][column] : table.sums[row]
                    object[member] = FigurePublication.json(figure.amount)
                    switch figure {
                    case .told: break
                    case .few: few.append(.string(member))
                    case .kept: kept.append(.string(member))
                    }
                }
                object["onderOndergrens"] = .array(few)
                object["afgeschermd"] = .array(kept)
                return .object(object)
            }
        }
    }

    private func title(of code: RegionCode) -> Bilingual {
        book.rule.regions.first { $0.code == code }?.title ?? FigurePublication.otherRegion
    }

    private static let otherRegion = Bilingual("Anders of onbekend", "Other or unknown")
    private static let otherKind = Bilingual("andere soorten", "other kinds")

    /// A year with its four digits.
    private static func name(of year: Int) -> String {
        CalendarMonth(year: year, month: 1).map { String($0.description.prefix(4)) } ?? ""
    }

    private static func json(_ number: Int?) -> JSON { number.map { .integer(Int64($0)) } ?? .null }

    private static func object(_ numbers: [(String, Int?)]) -> JSON {
        let members: [(String, JSON)] = numbers.map { ($0.0, json($0.1)) }
        return .object(JSONObject(members))
    }
}
