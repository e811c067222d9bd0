// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Exposition text")
struct ExpositionTextTests {
    @Test(
        "numbers are written as the format asks",
        arguments: [
            (0.0, "0"), (42.0, "42"), (-3.0, "-3"), (0.25, "0.25"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
            (1e300, "1e+300"),
        ])
    func numbers(value: Double, expected: String) {
        #expect(ExpositionText.number(value) == expected)
    }

    @Test("a family opens with its help, escaped, and its type")
    func family() {
        var text = ExpositionText()

        text.family("checks_total", type: "counter", help: "First \\ line\nsecond \"line\"")

        #expect(
            String(decoding: text.bytes, as: UTF8.self)
                == "# HELP checks_total First \\\\ line\\nsecond \"line\"\n# TYPE checks_total counter\n")
    }

    @Test("a sample has braces only when it has labels")
    func sample() {
        var text = ExpositionText()

        text.sample("up", value: "1")
        text.sample("up", labels: "a=\"b\"", value: "2")
        text.sample("wait", suffix: "_bucket", extra: "le=\"1\"", value: "3")
        text.sample("wait", suffix: "_bucket", labels: "a=\"b\"", extra: "le=\"1\"", value: "4")

        #expect(
            String(decoding: text.bytes, as: UTF8.self) == """
                up 1
                up{a="b"} 2
                wait_bucket{le="1"} 3
                wait_bucket{a="b",le="1"} 4

                """)
    }
}
