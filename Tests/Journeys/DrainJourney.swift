// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("An edge that stops")
    struct DrainJourney {
        @Test("says first that it is not ready, still answers, and then ends by itself")
        func notice() async throws {
            try await Stage.with { stage in
                let edge = stage.edge(settings: ["service.notice=5s"])
                try await edge.start()
                let phone = Phone(serial: 1)
                try await edge.answers("WHITELISTED", for: phone)
                #expect(try await edge.readiness() == 200)

                edge.program.signal(SIGTERM)
                try await eventually("not ready") { try await edge.readiness() == 503 }

                #expect(try await edge.ask(phone.pei)?.word == "WHITELISTED")
                #expect(try await edge.standing()["stopping"]?.bool == true)
                try await eventually("the end", within: .seconds(30)) { !edge.program.isRunning }
                #expect(try await edge.program.stop() == 0)
            }
        }

        @Test("lets nobody down who was being answered", .enabled(if: Tool.isInstalled("h2load")))
        func answered() async throws {
            try await Stage.with { stage in
                let edge = stage.edge()
                try await edge.start()
                let phone = Phone(serial: 1)
                try await edge.answers("WHITELISTED", for: phone)
                let address = edge.address(phone.pei)
                async let load = Tool.run(
                    named: "h2load", ["-c", "4", "-m", "16", "-n", "2000000", address], limit: .seconds(60))
                try await Task.sleep(for: .seconds(1))

                #expect(try await edge.program.stop() == 0)

                // What was accepted is answered; what h2load had not sent yet it counts as failed.
                let outcome = try await load
                #expect(!outcome.output.contains("status codes: 0 2xx"), "\(outcome)")
                #expect(outcome.output.contains("status codes: ") && outcome.output.contains(" 0 4xx, 0 5xx"), "\(outcome)")
            }
        }

        @Test("ends at once when it is asked a second time")
        func impatient() async throws {
            try await Stage.with { stage in
                let edge = stage.edge(settings: ["service.notice=10m"])
                try await edge.start()
                edge.program.signal(SIGTERM)
                try await eventually("not ready") { try await edge.readiness() == 503 }

                #expect(try await edge.program.stop(within: .seconds(30)) == 128 + SIGTERM)
            }
        }
    }
}
