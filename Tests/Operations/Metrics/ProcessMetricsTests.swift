// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Process metrics")
struct ProcessMetricsTests {
    /// As proc(5) writes it, with a program name that holds spaces and brackets.
    private let stat =
        "4242 (a) S) (b) S 1 4242 4242 0 -1 4194560 900 0 3 0 250 50 0 0 20 0 4 0 12345 104857600 2560 18446744073709551615 1 1 0\n"
    private let system = "cpu  1 2 3\nintr 5 6\nctxt 9\nbtime 1700000000\nprocesses 3\n"

    @Test("the kernel's fields are found behind a name with brackets")
    func fields() {
        let metrics = ProcessMetrics(stat: stat, system: system, openFiles: 9, ticksPerSecond: 100, pageBytes: 4096)

        #expect(metrics.cpuSeconds == 3)
        #expect(metrics.residentBytes == 2560 * 4096)
        #expect(metrics.startSeconds == 1_700_000_123.45)
        #expect(metrics.openFiles == 9)
    }

    @Test("what cannot be read is left out")
    func absent() {
        let metrics = ProcessMetrics(stat: nil, system: nil, openFiles: nil, ticksPerSecond: 100, pageBytes: 4096)
        var text = ExpositionText()

        metrics.write(to: &text)

        #expect(text.bytes.isEmpty)
    }

    @Test("without the machine's start there is no start of the process, and the rest stays")
    func withoutBoot() {
        let metrics = ProcessMetrics(stat: stat, system: "cpu 1\n", openFiles: 1, ticksPerSecond: 100, pageBytes: 4096)

        #expect(metrics.startSeconds == nil)
        #expect(metrics.residentBytes == 10_485_760)
    }

    @Test("the figures are written under the usual names")
    func names() throws {
        let metrics = ProcessMetrics(stat: stat, system: system, openFiles: 9, ticksPerSecond: 100, pageBytes: 4096)
        var text = ExpositionText()

        metrics.write(to: &text)

        let read = try ExpositionReader(text.bytes)
        #expect(read.samples.map(\.name) == ProcessMetrics.names)
        #expect(read.value("process_resident_memory_bytes") == "10485760")
        #expect(read.types["process_cpu_seconds_total"] == "counter")
    }

    @Test("damaged texts give no figure and no crash", arguments: 0..<20)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let damaged = random.text(upTo: 120, alphabet: "0123456789 ()\n-")
            let metrics = ProcessMetrics(
                stat: damaged, system: "btime " + damaged, openFiles: nil, ticksPerSecond: 100, pageBytes: .max)

            #expect(metrics.residentBytes == nil || metrics.residentBytes == 0 || metrics.residentBytes == .max)
        }
    }

    #if os(Linux)
        @Test("this very process has memory, open files and a start in the past")
        func current() throws {
            let metrics = ProcessMetrics.current()

            #expect(try #require(metrics.residentBytes) > 1_000_000)
            #expect(try #require(metrics.openFiles) >= 3)
            let start = try #require(metrics.startSeconds)
            #expect(start > 1_600_000_000)
            #expect(start < Double(WallClock.milliseconds()) / 1000 + 2)
        }
    #endif
}
