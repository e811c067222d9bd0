// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// The texts of dates, times, durations and terms.
struct ClockTarget: FuzzTarget {
    let name = "clock"
    let longest = 64
    let words = ["2026-11-21", "T23:59:60", ".123Z", "+23:59", "-00:00", "PT", "P99999B", "P2W", "0.250S", "9999-12-31"]
    /// The last days that can be written are left out: there is no later moment at which a term could end.
    private let events = [Instant.earliest, SampleLog.beginning, Instant.latest - .days(2)]

    func seeds() throws -> [[UInt8]] {
        [
            "2026-11-21T04:08:20.5+01:00", "0000-01-01T00:00:00Z", "9999-12-31t23:59:59.999z", "2016-12-31T23:59:60Z", "2026-11-21",
            "P1DT2H30M", "-PT0.250S", "P15250284452W", "PT24H", "P14D", "P10B", "P6W", "P3M", "P5Y", "PT1.500S",
        ].map(\.input)
    }

    func attempt(_ bytes: [UInt8]) {
        guard let text = String(input: bytes) else { return }
        if let instant = Instant(rfc3339: text) {
            claim(instant.description.utf8.count == 24, "a moment has 24 characters")
            claim(Instant(rfc3339: instant.description) == instant, "a moment reads back")
        }
        if let date = CivilDate(text) { claim(date.description.input == bytes, "a date has one form") }
        if let span = Span(iso8601: text) { claim(Span(iso8601: span.description) == span, "a duration reads back") }
        if let term = Term(text) {
            claim(Term(term.description) == term, "a term reads back")
            for event in events { claim(term.end(from: event) >= event, "no term ends before it begins") }
        }
    }
}
