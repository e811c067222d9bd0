// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("A supervisor who samples what edges answer")
    struct SampleJourney {
        @Test("an edge that runs agrees, one that is away counts as not answering, and no number of a device is in any log")
        func isSampled() async throws {
            try await Stage.with { stage in
                let regulator = try await stage.enrolRegulator()
                let (first, second) = (stage.edge("edge-1"), stage.edge("edge-2"))
                try await first.start()
                try await second.start()
                for serial in 1...3 { _ = try await stage.block(Phone(serial: serial)) }
                try await first.answers("BLACKLISTED", for: Phone(serial: 3))
                try await second.answers("BLACKLISTED", for: Phone(serial: 3))
                try await eventually("both state it") {
                    let told = try await Program.json("compliance", "--as", regulator)
                    let edges = told["deelnemers"]?.array?.first?["randknopen"]?.array ?? []
                    return edges.count == 2 && edges.allSatisfy { $0["achterstand"]?["versies"]?.integer == 0 }
                }
                #expect(try await second.program.stop() == 0)

                let asked = try await Curl.ask(
                    stage.hub.parties + "/v1/steekproeven", as: regulator,
                    body: "{\"maatregel\":\"\(Self.measure)\",\"aantal\":12}")
                #expect(asked?.status == 201, "\(asked?.body ?? "")")
                let number = try JSONText(asked?.body ?? "")["steekproef"]?.string ?? ""
                let path = stage.hub.parties + "/v1/steekproeven/\(number)"
                func edge(_ name: String) async throws -> JSONText? {
                    let shown = try JSONText(try await Curl.ask(path, as: regulator)?.body ?? "")
                    return shown["randknopen"]?.array?.first { $0["randknoop"]?.string == name }
                }

                // It is asked at once, not at the next heartbeat.
                try await eventually("the edge answers") { try await edge("edge-1")?["stand"]?.string == "beantwoord" }

                let answered = try #require(try await edge("edge-1"))
                #expect(answered["gelijk"]?.integer == 12 && answered["afwijkend"]?.integer == 0)
                #expect(answered["versie"]?.integer == 3 && answered["verklaard"]?.integer == 3)
                #expect(try await edge("edge-2")?["stand"]?.string == "wacht")
                #expect(try await first.metric("schakel_edge_samples_answered_total") == 1)
                #expect(try await Curl.ask(path, as: stage.officer)?.status == 403)
                #expect(try await Curl.ask(path, as: stage.provider)?.status == 200)
                try await eventually("the term ends", within: .seconds(75)) {
                    try await edge("edge-2")?["stand"]?.string == "zwijgt"
                }
                #expect(try await edge("edge-2")?["nietBeantwoord"]?.integer == 12)
                // What is asked by chance is of the type of what is listed, so the digits of the type would show both.
                for program in [stage.hub.program, first.program, second.program] {
                    #expect(!program.log.isEmpty && !program.log.contains(Phone(serial: 1).digits.prefix(8)))
                }
            }
        }

        private static let measure = "devices/stolen/oin:00000099000000000021"
    }
}
