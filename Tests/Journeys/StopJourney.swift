// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("The emergency stop")
    struct StopJourney {
        @Test("edges keep the last list and say so; what was decided meanwhile is in force at once when the stop ends")
        func stops() async throws {
            try await Stage.with { stage in
                let (first, second) = try await Self.watchers(at: stage)
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                let version = try await edge.standing()["version"]?.integer

                let stopped = try await Program.run("stop", "now", "--reasons", "Foute lijst", "--as", first)
                #expect(stopped.status == 0 && stopped.output.contains("schakel stop end 1"), "\(stopped)")
                try await eventually("the edge is told", within: .seconds(4)) {
                    try await edge.standing()["distributionStopped"]?.string != nil
                }
                #expect(try await edge.metric("schakel_edge_distribution_stopped") == 1)
                _ = try await stage.block(Phone(serial: 2))
                let shown = try await Program.run("stop", "show", "--as", second)
                #expect(shown.output.contains("stopped since") && shown.output.contains("waiting       1 changes"), "\(shown)")
                let status = try await Program.run("edge", "status", "--data", edge.data)
                #expect(status.status == 0 && status.output.contains("stopped    by the hub since"), "\(status)")
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                try await edge.answers("WHITELISTED", for: Phone(serial: 2))
                #expect(try await edge.standing()["version"]?.integer == version)

                let own = try await Program.run("stop", "end", "1", "--reasons", "Klaar", "--as", first)
                #expect(own.status == 1 && own.sentence?.contains("second person") == true, "\(own)")
                let ended = try await Program.run("stop", "end", "1", "--reasons", "Klaar", "--as", second)
                #expect(ended.status == 0, "\(ended)")
                try await edge.answers("BLACKLISTED", for: Phone(serial: 2))
                try await eventually("the edge is told that it ended", within: .seconds(8)) {
                    try await edge.standing()["distributionStopped"] == nil
                }
                #expect(try await Program.run("stop", "show", "--as", second).output.contains("goes on"))
            }
        }

        /// Two persons of the regulator.
        private static func watchers(at stage: Stage) async throws -> (String, String) {
            let id = "00000099000000000030"
            let (first, second) = (stage.folder + "/watcher-1", stage.folder + "/watcher-2")
            try await stage.enrol(
                id, "Toezichthouder (proef)", role: "regulator", rights: ["supervise"], person: "2001", to: first)
            try await stage.must(
                "party", "certificate", "--id", id, "--person", "2002", "--out", second, "--as", stage.hub.operatorFolder)
            return (first, second)
        }
    }
}
