// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("A party of which one edge lags")
    struct LaggardJourney {
        @Test("is seen by the supervisor, edge by edge, and by who reported; a retired edge counts no more, until it is back")
        func isSeen() async throws {
            try await Stage.with { stage in
                let regulator = try await stage.enrolRegulator()
                let (first, second) = (stage.edge("edge-1"), stage.edge("edge-2"))
                try await first.start()
                try await second.start()
                let known = try await Self.block(Phone(serial: 1), on: stage)
                try await eventually("both edges carry out") { try await Self.isCarriedOut(known, at: stage) }
                try await eventually("both are up to date") { try await Self.lag(of: nil, as: regulator)?.versions == 0 }

                #expect(try await second.program.stop() == 0)
                let late = try await Self.block(Phone(serial: 2), on: stage)
                try await first.answers("BLACKLISTED", for: Phone(serial: 2))
                try await eventually("one edge has carried out") {
                    try await Self.lag(of: "edge-1", as: regulator)?.versions == 0
                }

                let party = try await Self.lag(of: nil, as: regulator)
                let lagging = try await Self.lag(of: "edge-2", as: regulator)
                #expect(party?.versions == 1 && lagging?.versions == 1)
                #expect(try #require(lagging?.milliseconds) > 0)
                let shown = try #require(try await Self.compliance(as: regulator))
                #expect(shown["nogUitTeVoeren"]?.integer == 1)
                #expect(shown["werkendeVersie"]?.integer == (shown["nieuwsteVersie"]?.integer ?? 0) - 1)
                #expect(try #require(try await Self.lag(of: "edge-2", as: regulator)?.milliseconds) > lagging?.milliseconds ?? 0)
                #expect(try await Self.lag(of: "edge-2", as: stage.provider)?.versions == 1, "a party sees its own")
                let told = try await Program.run("compliance", "--as", regulator)
                #expect(told.output.contains("edge edge-1: version") && told.output.contains("up to date"), "\(told)")
                #expect(told.output.split(separator: "\n").contains { $0.contains("edge edge-2") && $0.contains("1 behind") })
                #expect(try await Self.isCarriedOut(known, at: stage))
                #expect(try await !Self.isCarriedOut(late, at: stage), "not while one edge lacks it")

                #expect(try await Self.retire("edge-2", as: stage.provider, at: stage)?.status == 201)
                #expect(try await Self.lag(of: nil, as: regulator)?.versions == 0)
                #expect(try await Self.lag(of: "edge-2", as: regulator) == nil)
                #expect(try await Self.isCarriedOut(late, at: stage))
                #expect(try await Self.compliance(as: regulator)?["nogUitTeVoeren"]?.integer == 0)

                try await second.start()
                try await second.answers("BLACKLISTED", for: Phone(serial: 2))
                try await eventually("it counts again") { try await Self.lag(of: "edge-2", as: regulator)?.versions == 0 }
            }
        }

        @Test("an edge is retired by its own party only, and one that is not there not at all")
        func isRetired() async throws {
            try await Stage.with { stage in
                let edge = stage.edge("edge-1")
                try await edge.start()
                _ = try await stage.block(Phone(serial: 1))
                try await edge.answers("BLACKLISTED", for: Phone(serial: 1))
                let other = stage.folder + "/other"
                try await stage.enrol("00000099000000000022", "Ander Telecom", role: "provider", rights: ["comply"], to: other)
                let before = try await stage.hub.logSizes()["parties"]

                #expect(try await Self.retire("edge-1", as: other, at: stage)?.status == 404)
                #expect(try await Self.retire("edge-9", as: stage.provider, at: stage)?.status == 404)
                #expect(try await Self.retire("edge-1", as: stage.officer, at: stage)?.status == 403)
                #expect(try await stage.hub.logSizes()["parties"] == before)
                #expect(try await Self.retire("edge-1", as: stage.provider, at: stage)?.status == 201)
                #expect(try await stage.hub.logSizes()["parties"] == (before ?? 0) + 1)
            }
        }

        @Test("a provider sees how it complies itself, the supervisor how all do, and the operator neither")
        func isOnlyOnesOwn() async throws {
            try await Stage.with { stage in
                let other = stage.folder + "/other"
                try await stage.enrol("00000099000000000022", "Ander Telecom", role: "provider", rights: ["comply"], to: other)
                let own = try await Program.json("compliance", "--as", other)
                #expect(own["deelnemers"]?.array?.compactMap { $0["naam"]?.string } == ["Ander Telecom"])
                let all = try await Program.json("compliance", "--as", try await stage.enrolRegulator())
                #expect(all["deelnemers"]?.array?.count == 2)
                let refused = try await Program.run("compliance", "--as", stage.hub.operatorFolder)
                #expect(refused.status == 1 && refused.sentence != nil, "\(refused)")
            }
        }

        private struct Lag {
            let versions: Int
            let milliseconds: Int
        }

        private struct Reported {
            let number: String
            let secret: String
        }

        /// Reports a phone and has the police block it.
        private static func block(_ phone: Phone, on stage: Stage) async throws -> Reported {
            let report = try await stage.report(phone)
            let number = try #require(report["zaak"]?.string)
            try await stage.must("decide", "block", number, "--reasons", "Diefstal is aannemelijk", "--as", stage.officer)
            try await stage.must("decide", "confirm", number, "--as", stage.second)
            return Reported(number: report["melding"]?.string ?? "", secret: report["geheim"]?.string ?? "")
        }

        /// Whether who reported sees that the provider has carried out.
        private static func isCarriedOut(_ report: Reported, at stage: Stage) async throws -> Bool {
            let shown = try await Program.json("follow", report.number, "--secret", report.secret, "--hub", stage.hub.open)
            let parties = try #require(shown["uitvoering"]?.array)
            #expect(parties.count == 1)
            return parties.first?["uitgevoerd"] != nil
        }

        /// How the provider complies, as somebody sees it.
        private static func compliance(as folder: String) async throws -> JSONText? {
            try await Program.json("compliance", "--as", folder)["deelnemers"]?.array?.first {
                $0["naam"]?.string == "Voorbeeld Telecom"
            }
        }

        /// How far the provider is behind, or one of its edges; nil when there is no such edge.
        private static func lag(of edge: String?, as folder: String) async throws -> Lag? {
            let party = try await compliance(as: folder)
            let shown = edge.map { name in party?["randknopen"]?.array?.first { $0["naam"]?.string == name } } ?? party
            guard let lag = shown?["achterstand"], let versions = lag["versies"]?.integer,
                let milliseconds = lag["milliseconden"]?.integer
            else { return nil }
            return Lag(versions: versions, milliseconds: milliseconds)
        }

        private static func retire(_ edge: String, as folder: String, at stage: Stage) async throws -> Curl.Answer? {
            try await Curl.ask(
                stage.hub.parties + "/v1/randknoopbeeindigingen", as: folder,
                body: "{\"naam\":\"\(edge)\",\"redenen\":\"Buiten gebruik\"}")
        }
    }
}
