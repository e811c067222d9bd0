// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Figures by month, kind and region, and against a base year")
struct FigureBookTests {
    private static let rule = FigureRule(
        regionMember: "plaats",
        regions: [FigureRegion("noord", Bilingual("Noord", "North")), FigureRegion("zuid", Bilingual("Zuid", "South"))],
        kinds: ["claim", "notice"],
        published: [PublishedYear(year: 2009, reports: 1_000, source: Bilingual("Bron", "Source"))])

    private func book(
        _ counts: [(month: String, region: String, amount: Int)], now: String, rule: FigureRule = FigureBookTests.rule,
        entry: FigureEntry = .report, kind: ReportKind = "claim"
    ) throws -> FigureBook {
        var amounts: [FigureCell: Int] = [:]
        for count in counts {
            let month = try #require(CalendarMonth(count.month))
            amounts[FigureCell(month: month, entry: entry, kind: kind, region: RegionCode(rawValue: count.region))] = count.amount
        }
        return FigureBook(amounts, rule: rule, now: try #require(CalendarMonth(now)))
    }

    @Test("months are those of the whole country, in order, and years go from the first to this one")
    func months() throws {
        let book = try book([("2025-11", "noord", 3), ("2025-11", "other", 4), ("2024-02", "zuid", 1)], now: "2026-02")

        #expect(book.months.map(\.description) == ["2024-02", "2025-11"])
        #expect(book.amount(.report, in: book.months[1]) == 7 && book.amount(.listing, in: book.months[1]) == 0)
        #expect(book.amount(.report, in: 2025, months: 1...12) == 7 && book.amount(.report, in: 2025, months: 1...10) == 0)
        #expect(book.years == [2024, 2025, 2026])
        #expect(book.baseYears == [2009, 2024, 2025, 2026])
    }

    @Test("without figures there are no years, and the base year is what was published")
    func none() throws {
        let book = try book([], now: "2026-02")

        #expect(book.months.isEmpty && book.years.isEmpty && book.usualBaseYear == 2009 && book.baseYears == [2009])
        #expect(FigureBook([:], rule: FigureRule(), now: book.now).usualBaseYear == nil)
    }

    @Test(
        "the usual base year is the first that was counted whole, or else the first",
        arguments: [
            (["2024-01"], "2026-05", 2024), (["2024-02"], "2026-05", 2025), (["2024-02"], "2025-12", 2024),
            (["2026-01"], "2026-05", 2026), (["2025-12"], "2026-05", 2025),
        ])
    func usual(months: [String], now: String, year: Int) throws {
        #expect(try book(months.map { ($0, "noord", 1) }, now: now).usualBaseYear == year)
    }

    @Test("only months that are over are compared, and that were counted in the base year")
    func compared() throws {
        let counted = [(month: "2024-10", region: "noord", amount: 1)]

        #expect(try book(counted, now: "2026-05").comparedMonths(with: 2025) == 1...4)
        #expect(try book(counted, now: "2025-12").comparedMonths(with: 2024) == 10...11)
        #expect(try book(counted, now: "2025-10").comparedMonths(with: 2024) == nil, "its first month is not over yet")
        #expect(try book(counted, now: "2026-01").comparedMonths(with: 2025) == nil)
        #expect(try book(counted, now: "2026-05").comparedMonths(with: 2026) == nil, "a year is not compared with itself")
        #expect(try book(counted, now: "2026-05").comparedMonths(with: 2009) == nil, "it was not counted here")
    }

    @Test("a year is whole when it is over and was counted from January on")
    func whole() throws {
        let book = try book([("2024-02", "noord", 1)], now: "2026-05")

        #expect([2023, 2024, 2025, 2026].map(book.isWhole) == [false, false, true, false])
        #expect(book.lastMonth(of: 2025) == 12 && book.lastMonth(of: 2026) == 5)
    }

    @Test("kinds and regions that the rule does not know any more are among the others")
    func former() throws {
        let gone = try book([("2026-01", "west", 6), ("2026-01", "noord", 8)], now: "2026-02", kind: "former")

        #expect(gone.kinds == ["claim", "notice", "other"])
        #expect(try gone.amount(.report, of: "other", in: #require(gone.months.first)) == 14)
        #expect(gone.regions == ["noord", "zuid", "other"])
        #expect(gone.table(.report, in: 2026).cells.map { $0[0] } == [.told(8), .few, .told(6)])
        #expect(try book([("2026-01", "noord", 1)], now: "2026-02").kinds == ["claim", "notice"])
    }

    @Test("a register without regions has no table of them")
    func withoutRegions() throws {
        let book = try book([("2026-01", "noord", 9)], now: "2026-02", rule: FigureRule())

        #expect(book.regions.isEmpty && book.table(.report, in: 2026).cells.isEmpty)
        #expect(try book.amount(.report, of: "other", in: #require(book.months.first)) == 9)
    }

    @Test("the table of a year has the months that have begun, and small numbers are not in it")
    func table() throws {
        let book = try book(
            [
                ("2026-01", "noord", 50), ("2026-02", "noord", 60), ("2026-01", "zuid", 2), ("2026-02", "other", 70),
                ("2025-01", "noord", 9),
            ],
            now: "2026-02")
        let table = book.table(.report, in: 2026)

        #expect(table.cells.allSatisfy { $0.count == 2 } && table.cells.count == 3)
        #expect(table.cells[1] == [.few, .few] && table.sums[1] == .few)
        #expect(book.table(.report, in: 2025).cells[0].count == 12)
    }

    @Test(
        "a difference is told in promille, rounded, and not from nothing",
        arguments: [
            (1_000, 909, -91), (3, 2, -333), (3, 4, 333), (2_000, 2_001, 1), (2_000, 1_999, -1), (3_000, 3_001, 0), (7, 7, 0),
            (0, 5, nil), (5, 0, -1_000), (1, 3, 2_000), (-1, 3, nil), (1, .max, nil),
        ] as [(Int, Int, Int?)])
    func change(base: Int, number: Int, promille: Int?) {
        #expect(FigureBook.change(from: base, to: number) == promille)
    }
}
