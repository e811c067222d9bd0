// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange

/// Shows how many hits an edge still has to report: numbers, no devices.
struct EdgeHitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hits",
        abstract: "Print how many listed devices that were seen wait to be reported. The edge may run meanwhile.",
        discussion: "Example: schakel edge hits --data data/edge"
    )

    @Option(help: "The edge's data folder.") var data = "data/edge"
    @Flag(help: "Print JSON.") var json = false

    func run() async throws {
        try await Failing.explain {
            let hits = try EdgeService.hits(in: data)
            Output.result(hits.json, asJSON: json) {
                let oldest = hits.oldest.map { ", the oldest of \($0)" } ?? ""
                return ["waiting: \(hits.waitingCount)\(oldest)"] + lines("  on the list as", hits.waiting)
                    + lines("settled by the hub:", hits.sent) + lines("dropped:", hits.dropped)
            }
        }
    }

    private func lines(_ what: String, _ counts: [String: Int]) -> [String] {
        counts.sorted { $0.key < $1.key }.map { "\(what) \($0.key) \($0.value)" }
    }
}
