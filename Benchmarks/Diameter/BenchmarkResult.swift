// SPDX-License-Identifier: EUPL-1.2

/// What was measured: answers per second, run by run.
struct BenchmarkResult {
    /// One run against one server.
    struct Run {
        /// Answers per second.
        let perSecond: Double
        /// The server's processor time for one answer.
        let processorNanoseconds: Double
    }

    private let connections: Int
    private let depth: Int
    private var echo: [Run] = []
    private var diameter: [Run] = []

    init(connections: Int, depth: Int) {
        self.connections = connections
        self.depth = depth
    }

    mutating func add(echo: Run, diameter: Run) {
        self.echo.append(echo)
        self.diameter.append(diameter)
    }

    /// The median of the runs' ratios: each run is compared with its neighbour, which ran when the machine was as busy.
    var ratio: Double { median(zip(diameter, echo).map { $0.perSecond / $1.perSecond }) }

    var table: String {
        var text = "\(connections) connections, \(depth) checks under way on each; processor time of the server for one answer\n\n"
        text += row("run", "echo/s", "S13/s", "ratio", "echo ns", "S13 ns")
        for (number, (bare, ours)) in zip(echo, diameter).enumerated() { text += row("\(number + 1)", bare, ours) }
        return text
            + row(
                "all", "\(Int(median(echo.map(\.perSecond))))", "\(Int(median(diameter.map(\.perSecond))))", "\(short(ratio))",
                "\(Int(median(echo.map(\.processorNanoseconds))))", "\(Int(median(diameter.map(\.processorNanoseconds))))")
    }

    var json: String {
        func list(_ values: [Double]) -> String { "[" + values.map { "\(Int($0))" }.joined(separator: ",") + "]" }
        return "{\"connections\":\(connections),\"depth\":\(depth),\"echoPerSecond\":\(list(echo.map(\.perSecond))),"
            + "\"checksPerSecond\":\(list(diameter.map(\.perSecond))),\"ratio\":\(short(ratio))}"
    }

    private func row(_ run: String, _ bare: Run, _ ours: Run) -> String {
        row(
            run, "\(Int(bare.perSecond))", "\(Int(ours.perSecond))", "\(short(ours.perSecond / bare.perSecond))",
            "\(Int(bare.processorNanoseconds))", "\(Int(ours.processorNanoseconds))")
    }

    private func row(_ cells: String...) -> String {
        cells.map { $0 + String(repeating: " ", count: max(1, 10 - $0.count)) }.joined() + "\n"
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func short(_ value: Double) -> Double { Double(Int(value * 1_000)) / 1_000 }
}
