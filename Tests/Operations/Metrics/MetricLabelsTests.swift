// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Metric labels")
struct MetricLabelsTests {
    @Test("the same dimensions in another order are the same labels")
    func order() {
        let one = MetricLabels([("status", "200"), ("method", "POST")])
        let other = MetricLabels([("method", "POST"), ("status", "200")])

        #expect(one == other)
        #expect(one.text == #"method="POST",status="200""#)
    }

    @Test("no dimensions give no text")
    func none() {
        #expect(MetricLabels([]).text.isEmpty)
    }

    @Test("backslash, quote and line feed in a value are escaped")
    func escapes() {
        let labels = MetricLabels([("path", "C:\\x \"y\"\nz")])

        #expect(labels.text == #"path="C:\\x \"y\"\nz""#)
    }

    @Test("a label given twice keeps its last value")
    func twice() {
        let labels = MetricLabels([("a.b", "first"), ("a_b", "second")])

        #expect(labels.text == #"a_b="second""#)
    }

    @Test("a long value is cut at a whole character")
    func bound() {
        let labels = MetricLabels([("v", "x" + String(repeating: "é", count: 500))])

        let value = labels.text.dropFirst(3).dropLast()
        #expect(value.utf8.count == MetricLabels.valueLimit - 1)
        #expect(value.allSatisfy { $0 == "x" || $0 == "é" })
    }
}
