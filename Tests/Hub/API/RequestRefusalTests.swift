// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Testing

@testable import Hub

@Suite("Requests that cannot be handled like this")
struct RequestRefusalTests {
    private func post(_ text: String, type: String? = "application/json", to hub: TrialHub) async throws -> TrialAnswer {
        var fields: HTTPFields = [:]
        if let type { fields[.contentType] = type }
        return try await hub.call(.post, "/v1/meldingen", bytes: Array(text.utf8), fields: fields)
    }

    @Test(
        "only JSON is taken, whatever it is called otherwise",
        arguments: [
            "text/plain", "application/x-www-form-urlencoded", "application/json-patch+json", "application/jsonp", "json", "",
        ]
    )
    func mediaType(_ type: String) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let answer = try await post("{}", type: type, to: hub)

            #expect(answer.status == 415)
            #expect(answer.code == "media-type")
        }
    }

    @Test(
        "JSON is taken under its name, in any case and with parameters, and without a name",
        arguments: ["application/json", "application/json; charset=utf-8", "Application/JSON", "application/json ;v=1", nil]
    )
    func jsonType(_ type: String?) async throws {
        try await TrialHub.run { hub in
            let answer = try await post(TrialHub.theft(of: [1]).canonicalText, type: type, to: hub)

            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    @Test("a body that is too large is refused before it is read as JSON: for parties by the operation, for everybody by the door")
    func tooLarge() async throws {
        try await TrialHub.run { hub in
            let most = try #require(hub.core.endpoints.first { $0.id == "besluit" }).mostBytes
            for (path, actor, most) in [
                ("/v1/zaken/DV-0000-0000-0000/besluiten", Cast.first, most), ("/v1/meldingen", .citizen, 64 << 10),
            ] {
                let over = try await hub.call(.post, path, as: actor, bytes: Array(repeating: 0x20, count: most + 1))
                let within = try await hub.call(.post, path, as: actor, bytes: Array(repeating: 0x20, count: most))

                #expect(over.status == 413)
                #expect(over.code == "too-large")
                #expect(over.json["detail"]?.string?.contains("\(most)") == true)
                #expect(within.status == 400)
            }
        }
    }

    @Test("a report may be larger than other requests: a list of many devices fits, and so does a file of a mebibyte as Base64")
    func largeReport() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let most = Dictionary(hub.core.endpoints.map { ($0.id, $0.mostBytes) }, uniquingKeysWith: max)

            #expect((most["meld"] ?? 0) >= 200_000 * 18)
            #expect((most["voegBewijsToe"] ?? 0) >= (1 << 20) / 3 * 4)
            #expect((most["voegBewijsToe"] ?? 0) < 2 << 20)
            #expect(most.filter { !["meld", "voegBewijsToe"].contains($0.key) }.values.allSatisfy { $0 <= 1 << 20 })
        }
    }

    @Test(
        "a body that is no JSON is told so with the reason and nothing else",
        arguments: [
            "", "{", "{\"soort\":\"theft\",}", "{'soort':'theft'}", "[1 2]", "{\"a\":1,\"a\":2}", "{} {}", "\u{FEFF}{}", "NaN",
        ]
    )
    func malformed(_ text: String) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let answer = try await post(text, to: hub)

            #expect(answer.status == 400)
            #expect(answer.code == "invalid")
            #expect(answer.faultFields == ["body"])
        }
    }

    @Test("bytes that are no text and JSON that is nested without end are refused too")
    func hostile() async throws {
        try await TrialHub.run(peopled: false) { hub in
            let bytes = try await hub.call(.post, "/v1/meldingen", bytes: [0x22, 0xC3, 0x28, 0x22])
            let deep = try await post(String(repeating: "[", count: 60_000), to: hub)

            #expect(bytes.status == 400)
            #expect(deep.status == 400)
            #expect(deep.bytes.count < 2_000)
        }
    }

    @Test("everything that is wrong with a body is named at once")
    func allFaults() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post(
                "/v1/meldingen", ["soort": 7, "onderwerpen": ["", "1", 2], "gegevens": [], "naam": "x"]
            )

            #expect(answer.status == 400)
            #expect(answer.faultFields == ["soort", "onderwerpen[0]", "onderwerpen[2]", "gegevens", "naam"])
        }
    }

    @Test("faults in the path, the query, the key and the body come together")
    func everywhere() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.call(
                .post, "/v1/zaken/DV-0000-0000-0000/besluiten/nul/bevestigingen?soort=1", as: Cast.second,
                bytes: Array("{\"x\":1}".utf8),
                fields: [.idempotencyKey: "kort"]
            )

            #expect(answer.status == 400)
            #expect(Set(answer.faultFields) == ["besluit", "query", "x", "Idempotency-Key"])
        }
    }

    @Test("a query parameter that is not known is refused, and the known ones are named")
    func unknownQuery() async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/zaken?phase=open&aantal=0", as: Cast.first)

            #expect(answer.status == 400)
            #expect(Set(answer.faultFields) == ["query", "aantal"])
            #expect(answer.faultReasons.contains { $0.contains("register, wachtOp, fase") })
        }
    }

    @Test(
        "query parameters are checked by their schema",
        arguments: [
            "aantal=abc", "aantal=501", "aantal=1.5", "fase=gesloten", "termijnVoor=gisteren", "geopendVan=1", "geopendTot=",
            "wachtOp=mij", "volgorde=naam", "blad=", "blad=MSB1cGRhdGVk", "register=",
        ]
    )
    func query(_ query: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/zaken?\(query)", as: Cast.first)

            #expect(answer.status == 400)
            #expect(answer.faultFields == [String(query.prefix { $0 != "=" })])
        }
    }

    @Test(
        "a case number that cannot be one is 400, one that is nobody's is 404",
        arguments: [
            ("DV-1", 400), ("12-0000-0000-0000", 400), ("DV-OOOO-OOOO-OOOO", 400), ("DV-0000-0000-0000", 404),
            ("XX-0000-0000-0000", 404),
        ]
    )
    func caseNumber(_ number: String, _ status: Int) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.get("/v1/zaken/\(number)", as: Cast.first)

            #expect(answer.status == status)
            #expect(answer.faultFields == ["zaak"])
        }
    }

    @Test("an answer with faults never grows without bound", .timeLimit(.minutes(10)))
    func boundedAnswer() async throws {
        try await TrialHub.run { hub in
            let wrong = JSON.array((0..<20_000).map { .string("fout-\($0)") })
            let members = JSON.object(JSONObject((0..<20_000).map { ("lid\($0)", JSON.integer(1)) }))

            let rows = try await hub.post(
                "/v1/meldingen", ["soort": "consignment", "onderwerpen": wrong, "gegevens": ["bron": "x"]], as: Cast.claims)
            let details = try await hub.post(
                "/v1/meldingen", ["soort": "theft", "onderwerpen": ["1"], "gegevens": members], as: Cast.claims)
            let unknown = try await hub.post("/v1/meldingen", members, as: Cast.claims)

            for answer in [rows, details, unknown] {
                #expect(answer.status == 400)
                #expect(answer.faultFields.count <= 1_000)
                #expect(answer.bytes.count < 1 << 20)
            }
        }
    }
}
