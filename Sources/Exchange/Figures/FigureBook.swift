// SPDX-License-Identifier: EUPL-1.2

/// What was counted in a register, put together for whoever wants to see how it goes: by month and year, by kind, by region, and
/// against a base year. Pure: it is handed the counts and the month that it is.
public struct FigureBook: Sendable {
    /// How the register is counted.
    public let rule: FigureRule
    /// The month that it is; it is not over yet.
    public let now: CalendarMonth

    private struct Total: Hashable, Sendable {
        let entry: FigureEntry
        let month: CalendarMonth
    }

    private struct Part<Code: Hashable & Sendable>: Hashable, Sendable {
        let entry: FigureEntry
        let month: CalendarMonth
        let code: Code
    }

    private var totals: [Total: Int] = [:]
    private var byKind: [Part<ReportKind>: Int] = [:]
    private var byRegion: [Part<RegionCode>: Int] = [:]

    /// Puts counts together. What was counted in a kind or region that the rule no longer knows is among the others.
    public init(_ amounts: [FigureCell: Int], rule: FigureRule, now: CalendarMonth) {
        self.rule = rule
        self.now = now
        let known = Set(rule.regions.map(\.code))
        for (cell, amount) in amounts {
            totals[Total(entry: cell.entry, month: cell.month), default: 0] += amount
            let kind = rule.counted(cell.kind)
            byKind[Part(entry: cell.entry, month: cell.month, code: kind), default: 0] += amount
            let region = known.contains(cell.region) ? cell.region : .other
            byRegion[Part(entry: cell.entry, month: cell.month, code: region), default: 0] += amount
        }
    }

    /// The months in which something was counted, in order.
    public var months: [CalendarMonth] { Set(totals.keys.map(\.month)).sorted() }

    /// The years from the first in which something was counted to this one; none when nothing was.
    public var years: [Int] {
        guard let first = totals.keys.map(\.month).min() else { return [] }
        return Array(first.year...max(first.year, now.year))
    }

    /// The years that can be a base: those that were counted or published.
    public var baseYears: [Int] { Set(years + rule.published.map(\.year)).sorted() }

    /// The base year when nobody chose one: the first that was counted whole, or else the first that was counted.
    public var usualBaseYear: Int? { years.first { isWhole($0) } ?? years.first ?? rule.published.map(\.year).min() }

    /// Whether a year is over and was counted from its first month on.
    public func isWhole(_ year: Int) -> Bool {
        guard let first = totals.keys.map(\.month).min(), let january = CalendarMonth(year: year, month: 1) else { return false }
        return year < now.year && first <= january
    }

    /// The months of this year that are over and that were counted in the base year too; nil when there are none, or when the base
    /// year was not counted or is this one.
    public func comparedMonths(with baseYear: Int) -> ClosedRange<Int>? {
        guard baseYear < now.year, let first = totals.keys.map(\.month).min(), first.year <= baseYear else { return nil }
        let start = first.year == baseYear ? first.month : 1
        return start < now.month ? start...now.month - 1 : nil
    }

    /// The last month of a year that has begun, 1 … 12.
    public func lastMonth(of year: Int) -> Int { year == now.year ? now.month : 12 }

    /// The kinds, in the order in which they are shown; the others last, when there are any.
    public var kinds: [ReportKind] {
        let hasOthers = byKind.contains { $0.key.code == FigureRule.otherKind && $0.key.entry == .report }
        return rule.kinds + (hasOthers ? [FigureRule.otherKind] : [])
    }

    /// The regions, in the order in which they are shown, what is in none of them last; none when the register counts no regions.
    public var regions: [RegionCode] { rule.regions.isEmpty ? [] : rule.regions.map(\.code) + [.other] }

    /// How many entries there were in a month, in the whole country.
    public func amount(_ entry: FigureEntry, in month: CalendarMonth) -> Int { totals[Total(entry: entry, month: month)] ?? 0 }

    /// How many entries there were in some months of a year, in the whole country.
    public func amount(_ entry: FigureEntry, in year: Int, months: some Sequence<Int>) -> Int {
        months.reduce(0) { $0 + (CalendarMonth(year: year, month: $1).map { amount(entry, in: $0) } ?? 0) }
    }

    /// How many entries of a kind there were in a month, in the whole country.
    public func amount(_ entry: FigureEntry, of kind: ReportKind, in month: CalendarMonth) -> Int {
        byKind[Part(entry: entry, month: month, code: kind)] ?? 0
    }

    /// The regions by the months of a year that have begun, with what is too small kept back. The same year gives the same table
    /// whatever it is asked for, so that two answers together tell no more than one.
    public func table(_ entry: FigureEntry, in year: Int) -> GuardedTable {
        let months = (1...lastMonth(of: year)).compactMap { CalendarMonth(year: year, month: $0) }
        let amounts = regions.map { region in months.map { byRegion[Part(entry: entry, month: $0, code: region)] ?? 0 } }
        return GuardedTable(amounts, fewest: rule.fewest)
    }

    /// By how much a number differs from the base, in promille (tenths of a per cent), rounded; nil when the base is 0.
    public static func change(from base: Int, to number: Int) -> Int? {
        guard base > 0 else { return nil }
        let (thousands, isTooLarge) = (number - base).multipliedReportingOverflow(by: 1_000)
        guard !isTooLarge else { return nil }
        let (whole, rest) = thousands.quotientAndRemainder(dividingBy: base)
        guard rest.magnitude >= (base.magnitude + 1) / 2 else { return whole }
        return whole + (rest < 0 ? -1 : 1)
    }
}
