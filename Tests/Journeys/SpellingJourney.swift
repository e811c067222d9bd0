// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("One phone, many spellings, many clients")
    struct SpellingJourney {
        @Test("every spelling of a blocked phone is BLACKLISTED, over HTTP/2 and HTTP/1.1, by public clients")
        func isOnePhone() async throws {
            try await Stage.with { stage in
                let blocked = Phone(serial: 41)
                let edge = stage.edge()
                try await edge.start()
                _ = try await stage.block(blocked)
                try await edge.answers("BLACKLISTED", for: blocked)

                try await everySpelling(of: blocked, at: edge)
                try await everybodyElse(at: edge)
                try await ownCheck(of: blocked, at: edge)
                if Tool.isInstalled("nghttp") { try await nghttp(blocked, at: edge) }
                if Tool.isInstalled("h2load") { try await h2load(blocked, at: edge) }
            }
        }

        @Test(
            "a phone reported as 14, 15 or 16 digits is the same phone",
            arguments: [Phone(serial: 43).digits, Phone(serial: 43).imei, Phone(serial: 43).imeisv])
        func isReportedAs(spelling: String) async throws {
            try await Scratch.with { folder in
                let hub = RunningHub(in: folder)
                try await hub.start()
                let receipt = folder + "/receipt"
                _ = try await Program.json(
                    "report", "loss", "--imei", spelling, "--date", "2025-01-15", "--hub", hub.open, "--receipt", receipt)
                let verified = try await Program.json("verify", "receipt", receipt, "--keys", hub.keys)
                #expect(verified["payload"]?["subjects"]?.array == [.string(Phone(serial: 43).digits)])
            }
        }

        private func everySpelling(of phone: Phone, at edge: RunningEdge) async throws {
            let spellings = [
                phone.pei, "imei-\(phone.transmitted)", "imei-\(phone.mistyped)", "imeisv-\(phone.imeisv)",
                "imeisv-\(phone.digits)00",
            ]
            for version in Curl.Version.allCases {
                for spelling in spellings {
                    let answer = try #require(try await edge.ask(spelling, version))
                    #expect(answer.status == 200 && answer.word == "BLACKLISTED", "\(spelling) over \(version): \(answer)")
                    #expect(answer.version == 1)
                }
            }
            let answers = try await [Curl.ask(edge.address(phone.pei), .http2), Curl.ask(edge.address(phone.pei), .http1)]
            #expect(answers.compactMap { $0?.version } == ["2", "1.1"])
        }

        private func everybodyElse(at edge: RunningEdge) async throws {
            let other = Phone(serial: 42)
            #expect(try await edge.ask(other.pei)?.word == "WHITELISTED")
            #expect(try await edge.ask("mac-00-11-22-33-44-55")?.word == "WHITELISTED")
            for malformed in ["imei-35686800004141x", "imei-123", "imeisv-12345678901234567", ""] {
                let answer = try #require(try await edge.ask(malformed))
                #expect(answer.status == 400, "\(malformed): \(answer)")
                #expect(answer.mediaType == "application/problem+json")
                #expect(answer.word?.hasPrefix("MANDATORY_QUERY_PARAM") == true)
            }
            let elsewhere = try #require(try await Curl.ask(edge.service + "/n5g-eir-eic/v1/nothing", .http2))
            #expect(elsewhere.status == 404)
            let posted = try #require(try await Curl.ask(edge.address(other.pei), .http2, body: "{}"))
            #expect(posted.status == 405)
        }

        private func ownCheck(of phone: Phone, at edge: RunningEdge) async throws {
            for spelling in [phone.digits, phone.imei, phone.transmitted, phone.imeisv] {
                let outcome = try await Program.run("check", spelling, "--edge", edge.service, "--json")
                #expect(outcome.status == 1, "\(spelling): \(outcome)")
                #expect(try JSONText(outcome.output)["status"]?.string == "BLACKLISTED")
            }
            let permitted = try await Program.run("check", Phone(serial: 42).imei, "--edge", edge.service)
            #expect(permitted.status == 0)
            #expect(permitted.output.hasPrefix("WHITELISTED"))
        }

        private func nghttp(_ phone: Phone, at edge: RunningEdge) async throws {
            let outcome = try await Tool.run(named: "nghttp", ["--no-dep", edge.address(phone.pei)])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("BLACKLISTED"), "\(outcome)")
        }

        private func h2load(_ phone: Phone, at edge: RunningEdge) async throws {
            let outcome = try await Tool.run(named: "h2load", ["-n", "200", "-c", "4", "-m", "8", edge.address(phone.pei)])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("200 succeeded, 0 failed, 0 errored, 0 timeout"), "\(outcome)")
            #expect(outcome.output.contains("200 2xx"))
        }
    }
}
