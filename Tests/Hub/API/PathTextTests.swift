// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Parts of a path")
struct PathTextTests {
    @Test("what is percent-encoded is what it stands for, and what is not stays")
    func decodes() {
        #expect(PathText.decode("oin%3A00000001000000000002") == "oin:00000001000000000002")
        #expect(PathText.decode("DV-7K3M") == "DV-7K3M")
        #expect(PathText.decode("%C3%A9%2f") == "é/")
        #expect(PathText.decode("") == "")
    }

    @Test("what cannot be decoded is nothing", arguments: ["%", "%4", "%zz", "%C3", "a%FF"])
    func refuses(text: String) {
        #expect(PathText.decode(text) == nil)
    }

    @Test("random texts of percent signs and digits are decoded or refused, and never more than they were")
    func random() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0..<20, using: &random)).map { _ in "%0aF:é".randomElement(using: &random) ?? "%" })
            let decoded = PathText.decode(text)
            #expect(decoded.map { $0.utf8.count <= text.utf8.count } ?? text.contains("%"))
        }
    }

    @Test("a path may name a party with a colon or with what stands for it, and a broken one is named as the fault")
    func path() async throws {
        try await TrialHub.run { hub in
            let plain = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: Cast.supervisor)
            let encoded = try await hub.get(
                "/v1/nalevingsdossiers/\(Cast.telecom.description.replacing(":", with: "%3A"))", as: Cast.supervisor)
            let broken = try await hub.get("/v1/nalevingsdossiers/kvk%3", as: Cast.supervisor)

            #expect(plain.status == 200 && encoded.status == 200)
            #expect(broken.status == 400 && broken.faultFields == ["deelnemer"])
        }
    }

    @Test("a parameter that is needed is missed by name")
    func needed() async throws {
        try await TrialHub.run { hub in
            let missing = try await hub.get("/v1/maatregel?voor=1", as: Cast.supervisor)
            let document = try await hub.get("/v1/openapi.json").json
            let described = document["paths"]?["/maatregel"]?["get"]?["parameters"]?.array?.first { $0["name"] == "naam" }

            #expect(missing.status == 400 && missing.faultFields == ["naam"])
            #expect(described?["required"] == true)
        }
    }
}
