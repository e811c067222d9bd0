// SPDX-License-Identifier: EUPL-1.2

import Metrics
import Testing
import Trials

@testable import Operations

@Suite("Prometheus registry")
struct PrometheusRegistryTests {
    private let nothing = ProcessMetrics(stat: nil, system: nil, openFiles: nil, ticksPerSecond: 100, pageBytes: 4096)

    private func read(_ registry: PrometheusRegistry) throws -> ExpositionReader {
        try ExpositionReader(registry.exposition(process: nothing))
    }

    @Test("a whole exposition reads as expected, byte for byte")
    func golden() {
        let registry = PrometheusRegistry(help: ["checks_total": "Checks answered."])
        Counter(label: "checks_total", dimensions: [("result", "listed")], factory: registry).increment(by: 2)
        Counter(label: "checks_total", dimensions: [("result", "clear")], factory: registry).increment(by: 40)
        Gauge(label: "active.version", factory: registry).record(17)

        let text = String(decoding: registry.exposition(process: nothing), as: UTF8.self)

        #expect(
            text == """
                # HELP active_version active.version
                # TYPE active_version gauge
                active_version 17
                # HELP checks_total Checks answered.
                # TYPE checks_total counter
                checks_total{result="clear"} 40
                checks_total{result="listed"} 2
                # HELP metrics_series_dropped_total Series refused: too many, or a name used for another type.
                # TYPE metrics_series_dropped_total counter
                metrics_series_dropped_total 0

                """)
    }

    @Test("every sort of metric appears under its type")
    func types() throws {
        let registry = PrometheusRegistry()
        Counter(label: "a_total", factory: registry).increment()
        FloatingPointCounter(label: "b_total", factory: registry).increment(by: 0.5)
        Gauge(label: "c", factory: registry).record(1)
        Meter(label: "d", factory: registry).set(2)
        Recorder(label: "e", dimensions: [], aggregate: true, factory: registry).record(3)
        Recorder(label: "f", dimensions: [], aggregate: false, factory: registry).record(4)
        Timer(label: "g_seconds", factory: registry).recordMilliseconds(5)

        let text = try read(registry)

        let expected = [
            "a_total": "counter", "b_total": "counter", "c": "gauge", "d": "gauge", "e": "summary", "f": "gauge",
            "g_seconds": "histogram", "metrics_series_dropped_total": "counter",
        ]
        #expect(text.types == expected)
        #expect(text.value("b_total") == "0.5")
        #expect(text.value("e_sum") == "3")
        #expect(text.value("g_seconds_bucket", ["le": "0.005"]) == "1")
    }

    @Test("metrics made twice with the same label and dimensions share one series")
    func shared() throws {
        let registry = PrometheusRegistry()

        Counter(label: "x_total", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment(by: 1)
        Counter(label: "x_total", dimensions: [("b", "2"), ("a", "1")], factory: registry).increment(by: 2)
        FloatingPointCounter(label: "x_total", dimensions: [("a", "1"), ("b", "2")], factory: registry).increment(by: 0.5)

        #expect(try read(registry).value("x_total", ["a": "1", "b": "2"]) == "3.5")
    }

    @Test("a destroyed metric disappears and starts anew")
    func destroyed() throws {
        let registry = PrometheusRegistry()
        let counter = Counter(label: "x_total", factory: registry)
        counter.increment(by: 5)

        counter.destroy()
        let without = try read(registry)
        Counter(label: "x_total", factory: registry).increment(by: 1)

        #expect(without.types["x_total"] == nil)
        #expect(try read(registry).value("x_total") == "1")
    }

    @Test("a destroyed metric of each sort makes room for another")
    func destroyedMakesRoom() throws {
        let registry = PrometheusRegistry(seriesLimit: 1)

        FloatingPointCounter(label: "a", factory: registry).destroy()
        Meter(label: "b", factory: registry).destroy()
        Gauge(label: "c", factory: registry).destroy()
        Timer(label: "d", factory: registry).destroy()
        Counter(label: "e", factory: registry).increment()

        let text = try read(registry)
        #expect(text.value("e") == "1")
        #expect(text.value("metrics_series_dropped_total") == "0")
    }

    @Test("series beyond the bound are dropped and counted, and known ones keep counting")
    func bound() throws {
        let registry = PrometheusRegistry(seriesLimit: 100)

        for number in 0..<130 {
            Counter(label: "x_total", dimensions: [("n", String(number))], factory: registry).increment()
        }
        Counter(label: "x_total", dimensions: [("n", "7")], factory: registry).increment()
        Gauge(label: "other", factory: registry).record(1)

        let text = try read(registry)
        #expect(text.samples.filter { $0.name == "x_total" }.count == 100)
        #expect(text.value("x_total", ["n": "7"]) == "2")
        #expect(text.types["other"] == nil)
        #expect(text.value("metrics_series_dropped_total") == "31")
    }

    @Test("ten thousand series is the bound when nothing is asked")
    func standardBound() throws {
        let registry = PrometheusRegistry()

        for number in 0..<10_001 {
            _ = registry.makeCounter(label: "x_total", dimensions: [("n", String(number))])
        }

        #expect(try read(registry).value("metrics_series_dropped_total") == "1")
    }

    @Test("a name in use for another type is refused and counted, without harm to the first")
    func typeConflict() throws {
        let registry = PrometheusRegistry()
        Counter(label: "x", factory: registry).increment(by: 3)

        Gauge(label: "x", factory: registry).record(99)

        let text = try read(registry)
        #expect(text.value("x") == "3")
        #expect(text.value("metrics_series_dropped_total") == "1")
    }

    @Test("a name that a histogram writes itself is refused, whichever comes first", arguments: [true, false])
    func suffixConflict(histogramFirst: Bool) throws {
        let registry = PrometheusRegistry()

        if histogramFirst { Timer(label: "wait", factory: registry).recordSeconds(1) }
        Counter(label: "wait_count", factory: registry).increment(by: 8)
        if !histogramFirst { Timer(label: "wait", factory: registry).recordSeconds(1) }

        let text = try read(registry)
        #expect(text.value("wait_count") == (histogramFirst ? "1" : "8"))
        #expect(text.value("metrics_series_dropped_total") == "1")
    }

    @Test("the registry's own names cannot be taken", arguments: PrometheusRegistry.ownNames)
    func ownNames(name: String) throws {
        let registry = PrometheusRegistry()

        Gauge(label: name, factory: registry).record(123_456)

        #expect(!(try read(registry).samples.contains { $0.value == "123456" }))
    }

    @Test("help can be added after the metric was made")
    func describe() throws {
        let registry = PrometheusRegistry()
        Counter(label: "x.total", factory: registry).increment()

        registry.describe("x.total", "How many.")

        #expect(try read(registry).help["x_total"] == "How many.")
    }

    @Test("any label text survives the way out and back", arguments: 0..<20)
    func robustness(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let registry = PrometheusRegistry(seriesLimit: 50)
        var written: Set<String> = []
        for _ in 0..<40 {
            let value = random.text(upTo: 40, alphabet: "ab \\\"\n{},=#\r\t")
            let name = random.text(upTo: 10, alphabet: "ab.:-9 ")
            Counter(label: "values_total", dimensions: [("v", value)], factory: registry).increment()
            Gauge(label: name, dimensions: [(name, value)], factory: registry).record(1)
            written.insert(value)
        }

        let text = try read(registry)

        let readBack = text.samples.filter { $0.name == "values_total" }.compactMap { $0.labels["v"] }
        #expect(Set(readBack).isSubset(of: written))
        #expect(readBack.count >= 20)
    }

    @Test("metrics are made and read from many tasks at once")
    func concurrency() async throws {
        let registry = PrometheusRegistry()

        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        let dimensions = [("n", String(number % 10))]
                        Counter(label: "x_total", dimensions: dimensions, factory: registry).increment()
                        Timer(label: "t_seconds", dimensions: dimensions, factory: registry).recordMilliseconds(1)
                        if number % 50 == task { _ = registry.exposition() }
                    }
                }
            }
        }

        let text = try read(registry)
        #expect(text.samples.filter { $0.name == "x_total" }.map(\.value) == [String](repeating: "160", count: 10))
        #expect(text.samples.filter { $0.name == "t_seconds_count" }.map(\.value) == [String](repeating: "160", count: 10))
    }
}
