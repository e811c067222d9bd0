// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

extension Journeys {
    /// SCHAKEL_KILLS raises the number of kills over the whole suite; 6 when it is not set.
    @Suite("Killed at any moment of the story", .enabled(if: ProcessTable.isReadable, "it needs /proc to find the processes"))
    struct KilledDemoJourney {
        static let kills = ProcessInfo.processInfo.environment["SCHAKEL_KILLS"].flatMap { Int($0) } ?? 6
        static let killsARun = 3

        @Test("the story goes on and every step holds", arguments: 1...max(1, (kills + killsARun - 1) / killsARun))
        func goesOn(seed: Int) async throws {
            try await Scratch.with { folder in
                var random = SeededGenerator(seed: UInt64(seed))
                let demo = try Spawned(
                    Program.path, ["demo", "--json", "--list", "20000", "--folder", folder + "/play"], logs: folder + "/demo")
                var killed: [String] = []
                while demo.isRunning, killed.count < Self.killsARun {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 100...600, using: &random)))
                    let children = ProcessTable.children(of: demo.identifier, running: ["serve", "edge"])
                    guard let victim = children.randomElement(using: &random), demo.isRunning else { continue }
                    kill(victim, SIGKILL)
                    killed.append("\(victim) of \(children.count)")
                }
                let status = try await demo.ended(within: .seconds(120))

                #expect(status == 0, "seed \(seed), killed \(killed): \(demo.output)\(demo.error)")
                #expect(!killed.isEmpty)
                let story = try JSONText(demo.output)
                #expect(story["held"]?.bool == true)
                #expect((story["steps"]?.array ?? []).allSatisfy { $0["held"]?.bool == true })
                #expect(try #require(story["restarts"]?.integer) >= 1)
            }
        }

        @Test("a process killed before it was ever ready is started again too", arguments: ["serve", "edge"])
        func startsAgain(subcommand: String) async throws {
            try await Scratch.with { folder in
                let demo = try Spawned(
                    Program.path, ["demo", "--json", "--list", "10", "--folder", folder + "/play"], logs: folder + "/demo")
                var isKilled = false
                while demo.isRunning, !isKilled {
                    for victim in ProcessTable.children(of: demo.identifier, running: [subcommand]) {
                        kill(victim, SIGKILL)
                        isKilled = true
                    }
                    try await Task.sleep(for: .milliseconds(2))
                }
                let status = try await demo.ended(within: .seconds(60))

                #expect(isKilled)
                #expect(status == 0, "\(demo.output)\(demo.error)")
            }
        }
    }
}
