// SPDX-License-Identifier: EUPL-1.2

/// Prints what was measured, as a table while it goes or as one line of JSON at the end.
final class Report {
    /// Whether a bound was broken.
    private(set) var isBroken = false
    private let json: Bool
    private var fields: [(String, String)] = []

    init(json: Bool) { self.json = json }

    /// Tells where and of what is measured.
    func machine(keys: Int, types: Int, spread: String, seed: UInt64) {
        let cpu = TextFile.lines("/proc/cpuinfo").first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
        let cores = TextFile.lines("/proc/cpuinfo").filter { $0.hasPrefix("processor") }.count
        // The first two numbers: what a distribution adds says nothing of speed.
        let release = TextFile.lines("/proc/sys/kernel/osrelease").first ?? "unknown"
        let kernel = release.split(separator: ".").prefix(2).joined(separator: ".")
        let memory = TextFile.lines("/proc/meminfo").first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        text("processor", cpu.drop { $0 == " " } + ", \(cores) cores, \(memory >> 20) GiB")
        text("system", "Linux \(kernel), \(Report.compiler), \(Report.isOptimised ? "release" : "DEBUG: times mean nothing")")
        text("list", "\(keys) devices of \(types) types, \(spread), seed \(seed)")
    }

    /// Tells a number, and whether it keeps to a bound.
    func add(_ name: String, _ value: Double, _ unit: String, atMost: Double? = nil, atLeast: Double? = nil) {
        var verdict = ""
        if let atMost {
            verdict = value <= atMost ? "  (at most \(Report.round(atMost)): kept)" : "  (at most \(Report.round(atMost)): BROKEN)"
        }
        if let atLeast {
            verdict =
                value >= atLeast ? "  (at least \(Report.round(atLeast)): kept)" : "  (at least \(Report.round(atLeast)): BROKEN)"
        }
        if verdict.hasSuffix("BROKEN)") { isBroken = true }
        fields.append((name, Report.round(value)))
        guard !json else { return }
        let number = Report.round(value)
        print(pad(name, 46) + String(repeating: " ", count: max(0, 12 - number.count)) + number + " " + unit + verdict)
    }

    /// Ends the report.
    func finish() {
        guard json else { return }
        print("{" + fields.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + ", \"kept\": \(!isBroken)}")
    }

    private func text(_ name: String, _ value: some StringProtocol) {
        let quotable = String(value).filter { $0 != "\"" && $0 != "\\" }
        fields.append((name, "\"\(quotable)\""))
        if !json { print(pad(name, 14) + quotable) }
    }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

    private static func round(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\((value * 1_000).rounded() / 1_000)"
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #else
            "Swift 6.2"
        #endif
    }

    private static var isOptimised: Bool {
        var isDebug = false
        assert(
            {
                isDebug = true
                return true
            }())
        return !isDebug
    }
}
