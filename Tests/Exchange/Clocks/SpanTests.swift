// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Span")
struct SpanTests {
    @Test("units have the length they are named for")
    func units() {
        #expect(Span.seconds(1).milliseconds == 1000)
        #expect(Span.minutes(1) == .seconds(60))
        #expect(Span.hours(1) == .minutes(60))
        #expect(Span.days(1) == .hours(24))
        #expect(Span.days(-2).milliseconds == -172_800_000)
        #expect(Span.zero == .seconds(0))
        #expect(Span.milliseconds(1500).duration == .milliseconds(1500))
    }

    @Test(
        "lengths print in ISO 8601",
        arguments: [
            (Span.zero, "PT0S"),
            (.milliseconds(250), "PT0.250S"),
            (.milliseconds(1007), "PT1.007S"),
            (.seconds(90), "PT1M30S"),
            (.minutes(15), "PT15M"),
            (.hours(23), "PT23H"),
            (.hours(24), "P1D"),
            (.hours(25), "P1DT1H"),
            (.days(400), "P400D"),
            (.days(1) + .milliseconds(1), "P1DT0.001S"),
            (.hours(-1), "-PT1H"),
            (.milliseconds(-90_500), "-PT1M30.500S"),
        ]
    )
    func prints(span: Span, text: String) {
        #expect(span.description == text)
        #expect(Span(iso8601: text) == span)
    }

    @Test(
        "other ways to write a length are read too",
        arguments: [
            ("PT24H", Span.days(1)),
            ("P2W", .days(14)),
            ("PT1440M", .days(1)),
            ("PT86400S", .days(1)),
            ("P1DT24H", .days(2)),
            ("P0D", .zero),
            ("-PT0S", .zero),
            ("PT0.5S", .milliseconds(500)),
            ("PT0.05S", .milliseconds(50)),
            ("PT1H1S", .milliseconds(3_601_000)),
            ("PT007S", .seconds(7)),
        ]
    )
    func reads(text: String, span: Span) {
        #expect(Span(iso8601: text) == span)
    }

    @Test(
        "what is not a length, or has none that is fixed, is refused",
        arguments: [
            "", "P", "PT", "P1", "1D", "PD", "PTS", "P1DT", "PT1", "P1M", "P1Y", "P1H", "PT1D", "P1W1D", "P1DT1W", "PT1M1H",
            "PT1S1S", "PT1H1H", "PT1.5H", "PT1.0M", "PT1.S", "PT.5S", "PT0.0001S", "PT1,5S", "P1.5D", "--PT1S", "+PT1S",
            "PT-1S", " PT1S", "PT1S ", "pt1s", "P1D T1H", "P1DT1H1", "PT9999999999999999999S", "P1B",
        ]
    )
    func refuses(text: String) {
        #expect(Span(iso8601: text) == nil)
    }

    @Test("a length beyond 64 bits of milliseconds is refused, the longest that fits is read")
    func refusesOverflow() {
        #expect(Span(iso8601: "PT9223372036854775.807S")?.milliseconds == Int64.max)
        #expect(Span(iso8601: "PT9223372036854775.808S") == nil)
        #expect(Span(iso8601: "P106751991167DT7H12M55.807S")?.milliseconds == Int64.max)
        #expect(Span(iso8601: "P106751991167DT7H12M55.808S") == nil)
        #expect(Span(iso8601: "P106751991168D") == nil)
        #expect(Span(iso8601: "P999999999999999999W") == nil)
    }

    @Test("arithmetic stops at the longest span in either direction")
    func saturates() {
        let longest = Span(milliseconds: .max)

        #expect(longest + .milliseconds(1) == longest)
        #expect(-longest - .milliseconds(1) == -longest)
        #expect(Span(milliseconds: .min) == -longest)
        #expect(Span.days(.max) == longest)
        #expect(Span.days(.min) == -longest)
        #expect(Span.milliseconds(-5) * .max == -longest)
        #expect(Span.milliseconds(-5) * .min == longest)
        #expect(-longest < .zero && .zero < longest)
        #expect(Span(iso8601: longest.description) == longest)
        #expect(Span(iso8601: (-longest).description) == -longest)
    }

    @Test("sums, differences and multiples are those of the milliseconds")
    func arithmetic() {
        #expect(Span.hours(1) + .minutes(30) == .minutes(90))
        #expect(Span.hours(1) - .minutes(90) == .minutes(-30))
        #expect(-Span.seconds(5) == .seconds(-5))
        #expect(Span.minutes(5) * 12 == .hours(1))
        #expect([Span.days(1), .hours(23), .seconds(-1)].sorted() == [.seconds(-1), .hours(23), .days(1)])
    }

    @Test("every span is read back as itself")
    func roundTrips() {
        var chance = ClockFixture.FixedChance(state: 8601)
        for shift in 0..<64 {
            for _ in 0..<40 {
                let span = Span(milliseconds: Int64.random(in: .min ... .max, using: &chance) >> Int64(shift))
                #expect(Span(iso8601: span.description) == span, "\(span)")
            }
        }
    }

    @Test("disturbed texts are refused or read as a span that prints and reads the same")
    func survivesDisturbance() {
        var read = 0
        for text in ClockFixture.disturbed(["P1DT2H3M4.005S", "-PT0.250S", "P2W", "PT24H"], count: 20_000, seed: 2) {
            guard let span = Span(iso8601: text) else { continue }
            read += 1
            #expect(Span(iso8601: span.description) == span, "\(text)")
        }
        #expect(read > 0)
    }
}
