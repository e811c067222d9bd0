// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Operations

@Suite("Metric cells")
struct MetricCellTests {
    private func written(_ cell: any MetricCell) throws -> ExpositionReader {
        var text = ExpositionText()
        cell.write(name: "it", labels: MetricLabels([]), to: &text)
        return try ExpositionReader(text.bytes)
    }

    @Test("a counter adds whole numbers and fractions together")
    func counter() throws {
        let cell = CounterCell()

        cell.increment(by: Int64(3))
        cell.increment(by: 0.5)
        cell.increment(by: 0.25)

        #expect(try written(cell).value("it") == "3.75")
    }

    @Test("a counter never falls and never becomes unreadable")
    func counterRefuses() throws {
        let cell = CounterCell()
        cell.increment(by: Int64(7))

        cell.increment(by: Int64(-2))
        cell.increment(by: -0.5)
        cell.increment(by: Double.nan)
        cell.increment(by: Double.infinity)

        #expect(try written(cell).value("it") == "7")
    }

    @Test("a counter beyond a double's precision keeps every digit")
    func counterPrecision() throws {
        let cell = CounterCell()

        cell.increment(by: Int64.max)

        #expect(try written(cell).value("it") == "9223372036854775807")
    }

    @Test("a reset counter starts from zero")
    func counterReset() throws {
        let cell = CounterCell()
        cell.increment(by: Int64(7))
        cell.increment(by: 0.5)

        cell.reset()

        #expect(try written(cell).value("it") == "0")
    }

    @Test("increments from many tasks are all counted")
    func counterConcurrency() async throws {
        let cell = CounterCell()

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<2000 {
                        cell.increment(by: Int64(1))
                        cell.increment(by: 0.5)
                    }
                }
            }
        }

        #expect(try written(cell).value("it") == "24000")
    }

    @Test("a gauge is set and moves both ways")
    func gauge() throws {
        let cell = GaugeCell()

        cell.set(Int64(10))
        cell.increment(by: 2.5)
        cell.decrement(by: 20)
        cell.increment(by: .infinity)

        #expect(try written(cell).value("it") == "-7.5")
    }

    @Test("a recorded value replaces the gauge's last")
    func gaugeRecord() throws {
        let cell = GaugeCell()

        cell.record(1.5)
        cell.record(Int64(4))

        #expect(try written(cell).value("it") == "4")
    }

    @Test("a summary counts and adds, without what is not a number")
    func summary() throws {
        let cell = SummaryCell()

        cell.record(Int64(4))
        cell.record(0.5)
        cell.record(Double.nan)

        let text = try written(cell)
        #expect(text.value("it_count") == "2")
        #expect(text.value("it_sum") == "4.5")
    }

    @Test("a duration on a bound belongs to that bucket, one nanosecond more to the next")
    func histogramBounds() throws {
        let cell = HistogramCell()

        cell.recordNanoseconds(500_000)
        cell.recordNanoseconds(500_001)

        let text = try written(cell)
        #expect(text.value("it_bucket", ["le": "0.0005"]) == "1")
        #expect(text.value("it_bucket", ["le": "0.001"]) == "2")
    }

    @Test("buckets are cumulative and end in infinity, which equals the count")
    func histogramCumulates() throws {
        let cell = HistogramCell()

        cell.recordNanoseconds(1_000_000)
        cell.recordNanoseconds(3_000_000_000)
        cell.recordNanoseconds(60_000_000_000)

        let text = try written(cell)
        let counts = text.samples.filter { $0.name == "it_bucket" }.map(\.value)
        #expect(counts == ["0", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "2", "2", "3"])
        #expect(text.value("it_bucket", ["le": "+Inf"]) == "3")
        #expect(text.value("it_count") == "3")
        #expect(text.value("it_sum") == "63.001")
    }

    @Test("a duration below zero counts as none")
    func histogramNegative() throws {
        let cell = HistogramCell()

        cell.recordNanoseconds(-5)

        let text = try written(cell)
        #expect(text.value("it_bucket", ["le": "0.0005"]) == "1")
        #expect(text.value("it_sum") == "0")
    }

    @Test("the bounds' labels are their nanoseconds in seconds, ascending from 0.5 ms to 10 s")
    func histogramLabels() {
        let bounds = HistogramCell.bounds

        for bound in bounds { #expect(Double(bound.label) == Double(bound.nanoseconds) / 1e9) }
        #expect(bounds.map(\.nanoseconds) == bounds.map(\.nanoseconds).sorted())
        #expect(bounds.first?.label == "0.0005" && bounds.last?.label == "10")
    }
}
