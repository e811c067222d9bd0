// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Plays steps one after another, times them, and tells them: on the terminal as they happen, or as JSON at the end.
final class StoryTeller {
    /// One step as it was played.
    struct Step {
        let name: String
        let milliseconds: Double
        let held: Bool
        let detail: String
    }

    private(set) var steps: [Step] = []
    private let isSilent: Bool
    private let clock = ContinuousClock()

    init(isSilent: Bool) { self.isSilent = isSilent }

    /// Whether every step held.
    var held: Bool { steps.allSatisfy(\.held) }

    /// A step that did not hold.
    struct DidNotHold: Error, CustomStringConvertible {
        let description: String
    }

    /// Plays a step. What it returns is told; when it throws, the step did not hold and the story ends.
    func play(_ name: String, _ body: () async throws -> String) async throws {
        let start = clock.now
        do {
            let detail = try await body()
            tell(Step(name: name, milliseconds: milliseconds(since: start), held: true, detail: detail))
        } catch {
            tell(Step(name: name, milliseconds: milliseconds(since: start), held: false, detail: "\(error)"))
            throw error
        }
    }

    /// The story as JSON.
    func json(besides members: [(String, JSON?)]) -> JSON {
        .object(
            JSONObject(
                [
                    ("held", .bool(held)),
                    (
                        "steps",
                        .array(
                            steps.map {
                                [
                                    "detail": .string($0.detail), "held": .bool($0.held), "name": .string($0.name),
                                    "milliseconds": JSON(number: ($0.milliseconds * 10).rounded() / 10),
                                ]
                            }
                        )
                    ),
                ] + members
            )
        )
    }

    private func tell(_ step: Step) {
        steps.append(step)
        guard !isSilent else { return }
        let time = "\(Int(step.milliseconds.rounded()))"
        let padding = String(repeating: " ", count: max(0, 7 - time.count))
        Output.line("\(padding)\(time) ms  \(step.held ? "✓" : "✗") \(step.name)")
        for line in step.detail.split(separator: "\n") { Output.line("              \(line)") }
    }

    private func milliseconds(since start: ContinuousClock.Instant) -> Double {
        (clock.now - start) / .milliseconds(1)
    }
}
