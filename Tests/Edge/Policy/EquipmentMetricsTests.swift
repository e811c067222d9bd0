// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Foundation
import NIOEmbedded
import Testing

@testable import Edge

@Suite("Metrics of the 5G-EIR")
struct EquipmentMetricsTests {
    private func text(_ counters: EquipmentCounters) -> String { String(decoding: counters.snapshot.exposition, as: UTF8.self) }

    @Test("answers are counted by outcome, and by status and cause, from all loops together")
    func answers() {
        let counters = EquipmentCounters()
        let (one, other) = (counters.meter(for: EmbeddedEventLoop()), counters.shared)
        one.count(.prohibited)
        other.count(.prohibited)
        one.count(.parameterMissing)
        one.count(.congestionRisk)
        let text = text(counters)

        #expect(text.contains("schakel_edge_answers_total{outcome=\"prohibited\"} 2\n"))
        #expect(text.contains("schakel_edge_answers_total{outcome=\"refused\"} 1\n"))
        #expect(text.contains("schakel_edge_answers_total{outcome=\"unavailable\"} 1\n"))
        #expect(
            text.contains(
                "schakel_edge_responses_total{status=\"400\",cause=\"MANDATORY_QUERY_PARAM_MISSING\",kind=\"parameterMissing\"} 1\n"
            ))
        #expect(text.contains("{status=\"429\",cause=\"NF_CONGESTION_RISK\",kind=\"congestionRisk\"} 1\n"))
        #expect(!text.contains("status=\"414\""))
    }

    @Test("each case of policy is counted when it was needed, and only then")
    func cases() {
        let counters = EquipmentCounters()
        let policy = AnswerPolicy(stale: .keepAnswering)
        func ask(_ target: String, _ freshness: ListFreshness = .list(version: 1, ageMilliseconds: 0)) {
            _ = EquipmentResponder(lookup: SampleList(freshness: freshness), policy: policy, counters: counters)
                .answer(method: "GET", target: target)
        }

        ask(SampleList.prohibited)
        for _ in 0..<2 { ask(SampleList.unlisted) }
        for _ in 0..<3 { ask("\(SampleList.base)?pei=imei-1") }
        for _ in 0..<4 { ask("\(SampleList.base)?pei=eui-00-00-5E-FF-FE-00-53-00") }
        for _ in 0..<5 { ask(SampleList.prohibited, .list(version: 1, ageMilliseconds: .max)) }
        for _ in 0..<6 { ask(SampleList.prohibited, .never) }
        let text = text(counters)

        for (label, count) in [
            ("unlisted", 2), ("malformed", 3), ("other-equipment", 4), ("stale", 5), ("unsynchronised", 6), ("overload", 0),
        ] {
            #expect(text.contains("schakel_edge_policy_total{case=\"\(label)\"} \(count)\n"))
        }
    }

    @Test("latencies fall into buckets with their bound included, cumulative, with sum and count")
    func latency() {
        let counters = EquipmentCounters()
        let meter = counters.meter(for: EmbeddedEventLoop())
        meter.record(3, took: 10_000)
        meter.record(1, took: 10_001)
        meter.record(1, took: 100_000_000)
        meter.record(2, took: 100_000_001)
        meter.record(1, took: -5)
        let text = text(counters)

        #expect(text.contains("schakel_edge_answer_seconds_bucket{le=\"0.00001\"} 4\n"))
        #expect(text.contains("schakel_edge_answer_seconds_bucket{le=\"0.000025\"} 5\n"))
        #expect(text.contains("schakel_edge_answer_seconds_bucket{le=\"0.1\"} 6\n"))
        #expect(text.contains("schakel_edge_answer_seconds_bucket{le=\"+Inf\"} 8\n"))
        #expect(text.contains("schakel_edge_answer_seconds_count 8\n") && text.contains("schakel_edge_answer_seconds_sum 0.3000"))
        #expect(text.components(separatedBy: "# TYPE schakel_edge_answer_seconds histogram\n").count == 2)
    }

    @Test("a served check is counted with its latency, over either version", .timeLimit(.minutes(10)))
    func served() async throws {
        let counters = EquipmentCounters()
        try await withServer(counters: counters) { port, server in
            let framed = try await HTTP2Client.open(port: port)
            _ = try await framed.request("GET", SampleList.prohibited)
            let plain = try await RawConnection.open(port: port)
            try await plain.send("GET \(SampleList.tracked) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            _ = await plain.readToEnd()
            let door = String(decoding: server.exposition, as: UTF8.self)
            await framed.close()
            let snapshot = counters.snapshot

            #expect(snapshot.buckets.reduce(0, +) == 2 && snapshot.nanoseconds > 0 && snapshot.total == 2)
            #expect(
                door.contains("schakel_edge_connections_surplus_total 0\n")
                    && door.contains("# TYPE schakel_edge_connections gauge"))
        }
    }

    @Test("a block counts each of its counters for itself, from many threads")
    func block() async {
        let block = CountBlock(size: 3)
        await withTaskGroup { group in
            for index in 0..<6 { group.addTask { for _ in 0..<1000 { block.add(UInt64(index % 3 + 1), at: index % 3) } } }
        }

        #expect((0..<3).map { block.value(at: $0) } == [2000, 4000, 6000])
    }
}
