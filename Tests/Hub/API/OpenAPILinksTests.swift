// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Hub

@Suite("Links from an answer to what follows on it")
struct OpenAPILinksTests {
    private func withPaths(_ body: (JSONObject, [String: String]) throws -> Void) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let paths = try #require(try await hub.get("/v1/openapi.json").json["paths"]?.object)
            var ids: [String: String] = [:]
            for path in paths {
                for method in path.value.object ?? [:] { ids[method.value["operationId"]?.string ?? ""] = path.key }
            }
            try body(paths, ids)
        }
    }

    @Test("every link leads to an operation there is, and gives each part of its path")
    func lead() async throws {
        try await withPaths { paths, ids in
            var count = 0
            for path in paths {
                for response in path.value["post"]?["responses"]?.object ?? [:] {
                    for link in response.value["links"]?.object ?? [:] {
                        count += 1
                        let target = try #require(ids[link.value["operationId"]?.string ?? ""], "\(link.key)")
                        let needed = target.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                            String($0.dropFirst().dropLast())
                        }
                        #expect(Set(link.value["parameters"]?.object?.keys ?? []) == Set(needed), "\(path.key) to \(link.key)")
                    }
                }
            }
            #expect(count > 20)
        }
    }

    @Test("a report leads to following it, with its secret, and to its case; a decision to its confirmation by its number")
    func stories() async throws {
        try await withPaths { paths, _ in
            let reported = paths["/meldingen"]?["post"]?["responses"]?["201"]?["links"]
            #expect(reported?["volgMelding"]?["parameters"] == ["melding": "$response.body#/melding"])
            #expect(reported?["volgMelding"]?["requestBody"] == ["geheim": "$response.body#/geheim"])
            #expect(reported?["toonZaak"]?["parameters"] == ["zaak": "$response.body#/zaak"])
            #expect(reported?["toonZaak"]?["requestBody"] == nil)
            let decided = paths["/zaken/{zaak}/besluiten"]?["post"]?["responses"]?["201"]?["links"]
            #expect(
                decided?["bevestigBesluit"]?["parameters"] == [
                    "zaak": "$response.body#/zaak", "besluit": "$response.body#/nummer",
                ])
        }
    }

    @Test("what only reads leads nowhere, nor does what nothing follows on")
    func nowhere() async throws {
        try await withPaths { paths, _ in
            #expect(paths["/zaken"]?["get"]?["responses"]?["200"]?["links"] == nil)
            #expect(paths["/toestellen/_controleer"]?["post"]?["responses"]?["200"]?["links"] == nil)
        }
    }
}
