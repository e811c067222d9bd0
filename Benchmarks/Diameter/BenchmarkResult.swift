// SPDX-License-Identifier: EUPL-1.2

/// What was measured: answers per second, run by run.
struct BenchmarkResult {
    private let connections: Int
    private let depth: Int
    private var echo: [Double] = []
    private var diameter: [Double] = []

    init(connections: Int, depth: Int) {
        self.connections = connections
        self.depth = depth
    }

    mutating func add(echo: Double, diameter: Double) {
        self.echo.append(echo)
        self.diameter.append(diameter)
    }

    /// The median of the runs' ratios: each run is compared with its neighbour, which ran when the machine was as busy.
    var ratio: Double { median(zip(diameter, echo).map { $0 / $1 }) }

    var table: String {
        var text = "\(connections) connections, \(depth) checks under way on each\n\nrun   echo/s     S13/s      ratio\n"
        for (run, (bare, ours)) in zip(echo, diameter).enumerated() {
            text += "\(pad("\(run + 1)", 5)) \(pad("\(Int(bare))", 10)) \(pad("\(Int(ours))", 10)) \(short(ours / bare))\n"
        }
        return text + "\(pad("all", 5)) \(pad("\(Int(median(echo)))", 10)) \(pad("\(Int(median(diameter)))", 10)) \(short(ratio))"
    }

    var json: String {
        func list(_ values: [Double]) -> String { "[" + values.map { "\(Int($0))" }.joined(separator: ",") + "]" }
        return "{\"connections\":\(connections),\"depth\":\(depth),\"echoPerSecond\":\(list(echo)),"
            + "\"checksPerSecond\":\(list(diameter)),\"ratio\":\(short(ratio))}"
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

    private func short(_ value: Double) -> Double { Double(Int(value * 1_000)) / 1_000 }
}
