// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import AsyncHTTPClient
import Ledger
import NIOCore
import Operations

/// Shows how a running edge stands.
struct EdgeStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how a running edge stands: version, age, devices, what was stated, evidence, doors.",
        discussion: """
            Exit status: 0 the list is fresh, 1 it is stale or there is none, 69 the edge does not answer.

            The edge is found by its data folder, or by the settings of its operator's door.

            Example: schakel edge status --data data/edge
            Example: schakel edge status --set operations.port=7778 --json
            """
    )

    @OptionGroup var options: SettingOptions
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let settings = try options.load(EdgeSettings.schema)
            let status = try await EdgeStatusCommand.ask(try address(settings))
            Output.result(status, asJSON: json) { EdgeStatusLines(status).lines }
            if status["fresh"]?.bool != true { throw ExitStatus.refused.code }
        }
    }

    /// Where its operator's door is: as noted in the data folder, unless somebody sets a port.
    private func address(_ settings: Settings) throws -> String {
        let noted = DoorFile(in: try settings.path("data")).operations
        if settings.source(of: "operations.port") == .standard, let noted { return noted }
        let port = try settings.port("operations.port")
        if port == 0, let noted { return noted }
        return "\(try settings.text("operations.host")):\(port)"
    }

    private static func ask(_ address: String) async throws -> JSON {
        do {
            let response = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: "http://\(address)/status"), timeout: .seconds(10))
            let body = try await response.body.collect(upTo: 4 << 20)
            let status = try JSON(parsing: Array(body.readableBytesView), limits: JSONLimits(bytes: 4 << 20, depth: 32))
            guard status["edge"]?.string != nil else { throw NotAnEdge() }
            return status
        } catch {
            Failing.say("No edge answers at \(address): check --data or operations.port, and whether it runs.")
            throw ExitStatus.unreachable.code
        }
    }

    private struct NotAnEdge: Error {}
}

/// What the operator's door of an edge says, in a few lines.
struct EdgeStatusLines {
    let lines: [String]

    init(_ status: JSON) {
        var lines: [String] = []
        func text(_ key: String) -> String? { status[key]?.string }
        func number(_ key: String) -> Int64? { status[key]?.integer }
        let isStopping = status["stopping"]?.bool == true
        lines.append("edge       \(text("edge") ?? "?")\(isStopping ? ", stopping" : "")")
        if let age = number("ageMilliseconds") {
            let stale = status["fresh"]?.bool == true ? "" : ", stale"
            lines.append("list       version \(number("version") ?? 0), \(number("devices") ?? 0) devices")
            lines.append("age        \(EdgeStatusLines.span(age))\(stale)")
        } else {
            lines.append("list       none was ever received")
        }
        let isConnected = status["connected"]?.bool == true
        lines.append("hub        \(isConnected ? "connected" : "not connected: \(text("trouble") ?? "no reason yet")")")
        if let since = text("distributionStopped") { lines.append("stopped    by the hub since \(since): the list stays as it is") }
        if let missing = status["missing"]?.array, !missing.isEmpty { lines.append("missing    \(missing.count) versions") }
        lines.append("stated     \(number("stated").map { "version \($0) carried out" } ?? "nothing since the start")")
        let evidence = status["evidence"]?.array?.count ?? 0
        lines.append("evidence   \(evidence == 0 ? "none against the hub" : "\(evidence) against the hub: schakel edge evidence")")
        if let files = status["files"] { lines += EdgeStatusLines.lines(of: files) }
        if let doors = status["doors"], case .object(let object) = doors {
            lines.append("doors      \(object.map { "\($0.0) \($0.1.string ?? "?")" }.joined(separator: ", "))")
        }
        self.lines = lines
    }

    private static func lines(of files: JSON) -> [String] {
        var lines: [String] = []
        if let run = files["run"]?.integer {
            lines.append("files      run \(run), version \(files["version"]?.integer ?? 0), in \(files["folder"]?.string ?? "?")")
        } else {
            lines.append("files      no run yet, in \(files["folder"]?.string ?? "?")")
        }
        if let trouble = files["trouble"]?.string { lines.append("           cannot be made: \(trouble)") }
        if let run = files["importedRun"]?.integer {
            lines.append("import     run \(run), version \(files["importedVersion"]?.integer ?? 0)")
        } else if files["acknowledge"]?.string == "import" {
            lines.append("import     none yet")
        }
        if let failure = files["importFailure"]?.string { lines.append("           the newest run failed: \(failure)") }
        return lines
    }

    /// An age for people: the two largest units.
    static func span(_ milliseconds: Int64) -> String {
        let units: [(String, Int64)] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)]
        guard let first = units.firstIndex(where: { milliseconds >= $0.1 }) else { return "0 ms" }
        var rest = milliseconds
        var parts: [String] = []
        for (name, size) in units[first...].prefix(2) where rest >= size {
            parts.append("\(rest / size) \(name)")
            rest %= size
        }
        return parts.joined(separator: " ")
    }
}
