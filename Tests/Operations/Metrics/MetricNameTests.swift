// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Metric names")
struct MetricNameTests {
    @Test(
        "characters Prometheus forbids become underscores",
        arguments: [
            ("schakel_checks_total", "schakel_checks_total"),
            ("http.server.requests", "http_server_requests"),
            ("job:rate5m", "job:rate5m"),
            ("5g-eir checks", "_5g_eir_checks"),
            ("é", "__"),
            ("", "_"),
        ])
    func metric(label: String, expected: String) {
        #expect(MetricName.metric(label) == expected)
    }

    @Test(
        "label names lose colons and stay clear of reserved names",
        arguments: [
            ("method", "method"), ("a:b", "a_b"), ("le", "label_le"), ("__name__", "label___name__"), ("4xx", "_4xx"),
        ])
    func label(name: String, expected: String) {
        #expect(MetricName.label(name) == expected)
    }

    @Test("a name longer than the bound is cut")
    func bound() {
        let name = MetricName.metric(String(repeating: "a", count: 5000))

        #expect(name.utf8.count == MetricName.limit)
    }
}
