// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Spans")
struct SpanTextTests {
    @Test(
        "both forms are read to the millisecond",
        arguments: [
            ("250ms", 250), ("30s", 30_000), ("5m", 300_000), ("24h", 86_400_000), ("7d", 604_800_000), ("2w", 1_209_600_000),
            ("0s", 0), ("1h30m", 5_400_000), ("1d12h", 129_600_000), ("1s500ms", 1500), ("1.5s", 1500), ("0.001s", 1),
            ("PT24H", 86_400_000), ("P1D", 86_400_000), ("P7D", 604_800_000), ("P2W", 1_209_600_000), ("PT1H30M", 5_400_000),
            ("PT0.5S", 500), ("PT0.05S", 50), ("P1DT12H", 129_600_000), ("PT0S", 0), ("P36525D", SpanText.limit),
        ] as [(String, Int64)])
    func read(text: String, expected: Int64) {
        #expect(SpanText.milliseconds(text) == expected)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "5", "s", "ms", "-5s", "+5s", "5 s", "5S", "5sec", "1.5h", "1.5ms", "1.0005s", "1.s", ".5s", "30m1h", "5s5s",
            "P", "PT", "P1DT", "P1Y", "P1M", "PT1D", "P1H", "P1W2D", "PT1S1H", "P1D1D", "pt24h", "PT24h", "P1DT1HT1S", "P-1D",
            "P36525DT0.001S", "36526d", "9223372036854775807ms", "99999999999999999999s", "5\u{0663}s", "1h 30m",
        ])
    func refused(text: String) {
        #expect(SpanText.milliseconds(text) == nil)
    }

    @Test("any text gives a span within the bound or none", arguments: 0..<10)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let text = random.text(upTo: 24, alphabet: "0123456789PTWDHMSwdhms..")
            if let span = SpanText.milliseconds(text) { #expect((0...SpanText.limit).contains(span)) }
        }
    }
}
