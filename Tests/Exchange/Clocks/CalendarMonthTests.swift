// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Months of the calendar")
struct CalendarMonthTests {
    @Test(
        "a month is that of Dutch clocks, summer time included",
        arguments: [
            ("2025-12-31T22:59:59.999Z", "2025-12"), ("2025-12-31T23:00:00Z", "2026-01"), ("2026-06-30T21:59:59Z", "2026-06"),
            ("2026-06-30T22:00:00Z", "2026-07"), ("2026-03-29T01:00:00Z", "2026-03"),
        ])
    func dutch(moment: String, month: String) throws {
        #expect(try CalendarMonth(of: #require(Instant(rfc3339: moment))).description == month)
    }

    @Test("a month is written as it is read")
    func written() throws {
        for (year, month, text) in [(2026, 11, "2026-11"), (9, 1, "0009-01"), (9_999, 12, "9999-12"), (0, 2, "0000-02")] {
            let made = try #require(CalendarMonth(year: year, month: month))
            #expect(made.description == text)
            #expect(CalendarMonth(text) == made)
        }
    }

    @Test(
        "what is no month is not read",
        arguments: ["", "2026", "2026-1", "2026-13", "2026-00", "2026-11-01", "26-11", "+026-11", "2026/11", "２０２６-11", "2026-1１"])
    func refused(text: String) { #expect(CalendarMonth(text) == nil) }

    @Test("there is no thirteenth month, and no year beyond four digits")
    func bounds() {
        #expect(CalendarMonth(year: 2026, month: 13) == nil && CalendarMonth(year: 2026, month: 0) == nil)
        #expect(CalendarMonth(year: 10_000, month: 1) == nil && CalendarMonth(year: -1, month: 1) == nil)
    }

    @Test("months are in the order of time")
    func order() throws {
        let months = ["2025-12", "2026-01", "2026-02", "2026-11"].compactMap { CalendarMonth($0) }
        #expect(months.count == 4 && months.reversed().sorted() == months)
    }
}
