// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

extension Journeys {
    @Suite("A full disk", .enabled(if: SmallDisk.isPossible, "it needs root, to mount a small disk of its own"))
    struct FullDiskJourney {
        @Test("the hub says so, keeps serving reads, is not ready, and goes on with nothing lost once there is room")
        func goesOn() async throws {
            try await SmallDisk.with(megabytes: 3) { disk in
                let hub = RunningHub(in: disk.folder)
                try await hub.start()
                var remembered: [(number: String, secret: String)] = []
                let refusal = try await Self.fill(hub, &remembered)

                #expect(refusal.status == 503)
                #expect(refusal.fields["content-type"] == "application/problem+json")
                let problem = try JSONText(refusal.body)
                #expect(problem["type"]?.string == "urn:schakel:fout:store-full")
                #expect(problem["detail"]?.string?.contains("nothing was entered") == true)
                let told = try await Program.run(
                    "report", "theft", "--imei", Phone(serial: 1).imei, "--date", "2025-01-15", "--hub", hub.open)
                #expect(told.status == 69)
                #expect(told.sentence?.contains("cannot write") == true, "\(told)")
                #expect(hub.program.log.contains("the disk is full"))

                #expect(remembered.count > 5)
                #expect(try await hub.logSizes()["devices"] == remembered.count)
                try await Self.follow(remembered, at: hub)

                try await disk.grow(toMegabytes: 24)
                try await eventually("acts are entered again") { try await hub.postReport(of: Phone(serial: 2))?.status == 201 }
                #expect(try await hub.readiness() == 200)
                try await hub.program.kill()
                try await hub.start()
                #expect(try await hub.logSizes()["devices"] == remembered.count + 1)
                try await Self.follow(remembered, at: hub)
                #expect(try await hub.program.stop() == 0)
            }
        }

        @Test("a hub whose disk is full is not ready for as long as it is full")
        func isNotReady() async throws {
            try await SmallDisk.with(megabytes: 3) { disk in
                let hub = RunningHub(in: disk.folder)
                try await hub.start()
                #expect(try await hub.readiness() == 200)
                var remembered: [(number: String, secret: String)] = []
                _ = try await Self.fill(hub, &remembered)

                var seen: [Int] = []
                for _ in 0..<12 {
                    seen.append(try await hub.readiness())
                    try await Task.sleep(for: .milliseconds(200))
                }
                #expect(seen.allSatisfy { $0 == 503 }, "\(seen)")
                try await disk.grow(toMegabytes: 24)
                try await eventually("ready again without being asked to write") { try await hub.readiness() == 200 }
            }
        }

        /// Reports until the hub refuses.
        /// - Returns: the refusal.
        private static func fill(
            _ hub: RunningHub, _ remembered: inout [(number: String, secret: String)]
        ) async throws -> Curl.Answer {
            for serial in 1...1_000 {
                let words = String(repeating: "x", count: 2_000)
                guard let answer = try await hub.postReport(of: Phone(serial: serial), words: words) else { break }
                guard answer.status == 201 else { return answer }
                let entered = try JSONText(answer.body)
                remembered.append((entered["melding"]?.string ?? "", entered["geheim"]?.string ?? ""))
            }
            throw Unexpected("the disk did not fill")
        }

        private static func follow(_ remembered: [(number: String, secret: String)], at hub: RunningHub) async throws {
            for report in remembered {
                let answer = try await Curl.ask(
                    "\(hub.open)/v1/meldingen/\(report.number)/_volg", body: "{\"geheim\":\"\(report.secret)\"}")
                #expect(answer?.status == 200, "\(report.number)")
            }
        }
    }
}
