// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger

extension Messages {
    /// A term in words, such as `2 werkdagen`.
    public func term(_ term: Term) -> String {
        let (count, one, more): (Int, String, String)
        switch term {
        case .plain(let span): return self.span(milliseconds: span.milliseconds)
        case .hours(let hours): (count, one, more) = (hours, "term-hour", "term-hours")
        case .days(let days): (count, one, more) = (days, "term-day", "term-days")
        case .workingDays(let days): (count, one, more) = (days, "term-working-day", "term-working-days")
        case .weeks(let weeks): (count, one, more) = (weeks, "term-week", "term-weeks")
        case .months(let months): (count, one, more) = (months, "term-month", "term-months")
        case .years(let years): (count, one, more) = (years, "term-year", "term-years")
        }
        return text(count == 1 ? one : more, ["n": String(count)])
    }

    /// A term that is written in the form of policies; as it is when it is none.
    func term(_ text: String?) -> String {
        guard let text else { return "" }
        return Term(text).map { term($0) } ?? text
    }

    /// A day that is written as `2026-11-21`; as it is when it is none.
    func day(_ text: String?) -> String {
        guard let text else { return "" }
        return CivilDate(text).map { day($0) } ?? text
    }

    /// The text in this language of one that the API gives in both.
    func words(_ json: JSON?) -> String { json?[language.rawValue]?.string ?? "" }

    /// How long there is for something yet, or how late it is, in words: `nog 2 dagen`, `3 uur te laat`.
    ///
    /// Minutes below an hour, hours below two days, days from there; what is begun of a unit does not count, but for the first minute.
    public func term(_ due: Instant, at now: Instant) -> String {
        let isLate = due < now
        let minutes = (isLate ? now - due : due - now).milliseconds / 60_000
        let (unit, count): (String, Int64) =
            switch minutes {
            case ..<60: ("minute", max(1, minutes))
            case ..<2_880: ("hour", minutes / 60)
            default: ("day", minutes / 1_440)
            }
        return text("term-\(isLate ? "late" : "left")-\(unit)\(count == 1 ? "" : "s")", ["n": number(count)])
    }
}
