// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Term as text")
struct TermTextTests {
    @Test(
        "terms are written as policies write them and read back",
        arguments: [
            (Term.hours(24), "PT24H"), (.days(14), "P14D"), (.workingDays(10), "P10B"), (.weeks(6), "P6W"),
            (.months(3), "P3M"), (.years(5), "P5Y"), (.plain(.minutes(15)), "PT15M"), (.plain(.seconds(90)), "PT90S"),
            (.plain(.milliseconds(250)), "PT0.250S"), (.plain(.zero), "PT0S"), (.hours(99_999), "PT99999H"),
        ]
    )
    func writes(term: Term, text: String) {
        #expect(term.description == text)
        #expect(Term(text) == term)
    }

    @Test("plain time of whole hours or days is not mistaken for hours or days of the law")
    func keepsPlainApart() {
        #expect(Term.plain(.hours(24)).description == "PT1440M")
        #expect(Term.plain(.days(1)).description == "PT1440M")
        #expect(Term("PT1440M") == .plain(.days(1)))
        #expect(Term("PT86400S") == .plain(.days(1)))
        #expect(Term("PT24H") == .hours(24))
        #expect(Term("P1D") == .days(1))
    }

    @Test("months and minutes share a letter and are told apart by the T")
    func monthsAndMinutes() {
        #expect(Term("P1M") == .months(1))
        #expect(Term("PT1M") == .plain(.minutes(1)))
    }

    @Test("a plain term may combine hours, minutes and seconds")
    func combinesPlain() {
        #expect(Term("PT1H30M") == .plain(.minutes(90)))
        #expect(Term("PT1M30.5S") == .plain(.milliseconds(90_500)))
        #expect(Term("PT100000S") == .plain(.seconds(100_000)))
    }

    @Test(
        "what is not a term, is none at all, or is more than can be counted is refused",
        arguments: [
            "", "P", "PT", "24H", "P24H", "PT24", "PT0H", "P0D", "P0B", "P0W", "P0M", "P0Y", "P100000D", "PT100000H", "P-1D",
            "-P1D", "-PT5M", "P1D ", " P1D", "P1DT1H", "P1DT1M", "P1Y1M", "P1W1D", "P1.5D", "PT1.5H", "p1d", "P1b", "PT1D",
            "P1S", "P1H", "PB", "P10BB", "PT1M1H", "P１D", "PT24H\u{0}", "PT24H\u{301}",
        ]
    )
    func refuses(text: String) {
        #expect(Term(text) == nil)
    }

    @Test("every count of every kind is read back as itself")
    func roundTrips() {
        for count in [1, 2, 9, 10, 48, 100, 365, 1000, 99_998, Term.largestCount] {
            let terms: [Term] = [
                .hours(count), .days(count), .workingDays(count), .weeks(count), .months(count), .years(count),
                .plain(.milliseconds(count)), .plain(.seconds(count)), .plain(.minutes(count)), .plain(.hours(count)),
            ]
            for term in terms { #expect(Term(term.description) == term, "\(term)") }
            #expect(Set(terms.map(\.description)).count == Set(terms).count)
        }
    }

    @Test("disturbed texts are refused or read as a term that prints, reads and ends the same")
    func survivesDisturbance() throws {
        let event = try ClockFixture.instant("2026-11-21T03:08:20Z")
        var read = 0
        for text in ClockFixture.disturbed(["PT24H", "P14D", "P10B", "P6W", "PT1M30.500S"], count: 20_000, seed: 4) {
            guard let term = Term(text) else { continue }
            read += 1
            #expect(Term(term.description) == term, "\(text)")
            if case .workingDays = term { continue }
            #expect(term.end(from: event) >= event, "\(text)")
        }
        #expect(read > 0)
    }
}
