// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("How an edge stands")
    struct EdgeStatusJourney {
        @Test("in a few lines for people, and as JSON; the edge is found by its data folder")
        func fresh() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                try await eventually("stated") { try await edge.standing()["stated"]?.integer != nil }

                let told = try await Program.run("edge", "status", "--data", edge.data)
                let shown = try await Program.json("edge", "status", "--data", edge.data)

                #expect(told.status == 0, "\(told)")
                #expect(told.output.contains("edge       edge-1\n"))
                #expect(told.output.contains(", 1 devices\n") && told.output.contains("hub        connected\n"))
                #expect(told.output.contains("carried out\n") && told.output.contains("none against the hub"))
                #expect(told.output.contains("service 127.0.0.1:\(edge.program.ports["service"] ?? 0)"))
                #expect(shown["fresh"]?.bool == true && shown["stopping"]?.bool == false)
                #expect(shown["doors"]?["operations"]?.string == "127.0.0.1:\(edge.program.ports["operations"] ?? 0)")
            }
        }

        @Test("an old list and no list are status 1, an edge that does not answer 69 with a sentence")
        func unhealthy() async throws {
            try await Stage.with { stage in
                let edge = stage.edge(settings: ["answers.stale-after=1ms"])
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                try await stage.hub.program.kill()
                let port = edge.program.ports["operations"] ?? 0
                let stale = try await Program.run("edge", "status", "--set", "operations.port=\(port)")
                #expect(stale.status == 1 && stale.output.contains(", stale\n"), "\(stale)")

                let empty = stage.edge("edge-2")
                try await empty.start()
                let never = try await Program.run("edge", "status", "--data", empty.data)
                #expect(never.status == 1 && never.output.contains("none was ever received"), "\(never)")

                try await empty.program.kill()
                let gone = try await Program.run("edge", "status", "--data", empty.data)
                #expect(gone.status == 69)
                #expect(gone.sentence?.hasPrefix("No edge answers at 127.0.0.1:") == true, "\(gone)")
            }
        }
    }
}
