// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

/// What art. 3 demands of every term, checked day by day instead of by worked example.
@Suite("Term, over the years 2020 to 2045")
struct TermPropertyTests {
    private static let events = (18_262..<27_759).map { CivilDate(dayNumber: $0) }

    /// The days after `event` up to and including the last of the term; empty when the end is not the end of a day.
    private func days(of term: Term, after event: CivilDate) -> [CivilDate] {
        let end = term.end(from: DutchTime.startOfDay(event) + .hours(9))
        let last = DutchTime.date(of: end)
        guard end == DutchTime.endOfDay(last), last > event else { return [] }
        return (event.dayNumber + 1...last.dayNumber).map { CivilDate(dayNumber: $0) }
    }

    @Test("a term in days is the shortest that ends on a working day and, from two days on, includes two", arguments: 1...10)
    func daysAreShortest(count: Int) {
        var wrong: [CivilDate] = []
        for event in Self.events {
            let term = days(of: .days(count), after: event)
            let needed = count >= 2 ? 2 : 1
            func suffices(_ days: some BidirectionalCollection<CivilDate>) -> Bool {
                days.count >= count && days.last.map(DutchHolidays.isWorkingDay) == true
                    && days.filter(DutchHolidays.isWorkingDay).count >= needed
            }
            let shorter = (0..<term.count).contains { suffices(term.prefix($0)) }
            if !suffices(term) || shorter { wrong.append(event) }
        }
        #expect(wrong.first == nil)
    }

    @Test("a term in working days has exactly that many, the last of them its end", arguments: [1, 2, 3, 10])
    func workingDaysAreCounted(count: Int) {
        var wrong: [CivilDate] = []
        for event in Self.events {
            let working = days(of: .workingDays(count), after: event).filter(DutchHolidays.isWorkingDay)
            let last = DutchTime.date(of: Term.workingDays(count).end(from: DutchTime.startOfDay(event)))
            if working.count != count || working.last != last { wrong.append(event) }
        }
        #expect(wrong.first == nil)
    }

    @Test("a week always holds two working days, as art. 3(5) is not applied to it")
    func weeksHoldTwoWorkingDays() {
        let short = Self.events.filter { days(of: .weeks(1), after: $0).filter(DutchHolidays.isWorkingDay).count < 2 }

        #expect(short.first == nil)
    }

    @Test("a later event never makes a term end earlier", arguments: ["PT24H", "P2D", "P14D", "P3B", "P6W", "P1M", "P1Y"])
    func endsFollowEvents(text: String) throws {
        let term = try #require(Term(text))
        var previous = Instant.earliest
        var wrong: [CivilDate] = []
        for event in Self.events {
            for hour in [0, 9, 22] {
                let end = term.end(from: DutchTime.startOfDay(event) + .hours(hour))
                if end < previous { wrong.append(event) }
                previous = end
            }
        }
        #expect(wrong.first == nil)
    }

    @Test("a longer term of the same kind never ends earlier")
    func endsFollowCounts() throws {
        let event = try ClockFixture.dutch("2026-12-23 16:40")
        let kinds: [(Int) -> Term] = [
            { .hours($0) }, { .days($0) }, { .workingDays($0) }, { .weeks($0) }, { .months($0) }, { .years($0) },
        ]
        for kind in kinds {
            let ends = (0..<400).map { kind($0).end(from: event) }
            #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }, "\(kind(1))")
        }
    }
}
