// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Hub

/// The technical rules of the NLGov REST API Design Rules that a document can show.
@Suite("The Dutch API design rules")
struct DesignRuleTests {
    private struct Operation {
        let path: String
        let method: String
        let json: JSON

        var responses: JSONObject { json["responses"]?.object ?? [:] }
        var parameters: [JSON] { json["parameters"]?.array ?? [] }
    }

    private func withDocument(_ body: (JSON, [Operation]) throws -> Void) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let document = try await hub.get("/v1/openapi.json").json
            let operations = (document["paths"]?.object ?? [:]).flatMap { path in
                (path.value.object ?? [:]).map { Operation(path: path.key, method: $0.key, json: $0.value) }
            }
            #expect(operations.count > 20)
            try body(document, operations)
        }
    }

    @Test("doc-openapi: OpenAPI 3")
    func version() async throws {
        try await withDocument { document, _ in #expect(document["openapi"]?.string?.hasPrefix("3.") == true) }
    }

    @Test("doc-openapi-contact: a name, an address and a mail box")
    func contact() async throws {
        try await withDocument { document, _ in
            let contact = document["info"]?["contact"]
            #expect(contact?["name"]?.string?.isEmpty == false)
            #expect(contact?["url"]?.string?.hasPrefix("https://") == true)
            #expect(contact?["email"]?.string?.contains("@") == true)
        }
    }

    @Test("semver: three numbers, and the version every answer states")
    func semver() async throws {
        try await withDocument { document, _ in
            let version = try #require(document["info"]?["version"]?.string)
            #expect(version.split(separator: ".", omittingEmptySubsequences: false).compactMap { UInt($0) }.count == 3)
            #expect(version == OpenAPIDocument.version)
        }
    }

    @Test("uri-version: the major version, and only that, in the base path")
    func uriVersion() async throws {
        try await withDocument { document, operations in
            let servers = (document["servers"]?.array ?? []).compactMap { $0["url"]?.string }
            #expect(!servers.isEmpty)
            #expect(servers.allSatisfy { $0.hasSuffix("/v\(OpenAPIDocument.version.prefix { $0 != "." })") })
            #expect(operations.allSatisfy { $0.path.wholeMatch(of: #//v[0-9].*/#) == nil })
        }
    }

    @Test("no-trailing-slash: no path ends in one")
    func trailingSlash() async throws {
        try await withDocument { _, operations in
            #expect(operations.allSatisfy { $0.path.hasPrefix("/") && !$0.path.hasSuffix("/") && !$0.path.contains("//") })
        }
    }

    @Test("path-segments-kebab-case: small letters, digits and hyphens; an operation may begin with an underscore")
    func kebabCase() async throws {
        try await withDocument { _, operations in
            for operation in operations {
                let segments = operation.path.split(separator: "/")
                for (position, segment) in segments.enumerated() where !segment.hasPrefix("{") {
                    let isLast = position == segments.count - 1
                    let name = isLast && segment.hasPrefix("_") ? segment.dropFirst() : segment
                    #expect(!name.isEmpty && name.utf8.allSatisfy { isKebab($0) }, "\(operation.path)")
                }
            }
        }
    }

    private func isKebab(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    @Test("query-keys-camel-case")
    func camelCase() async throws {
        try await withDocument { _, operations in
            let keys = operations.flatMap(\.parameters).filter { $0["in"] == "query" }.compactMap { $0["name"]?.string }
            #expect(!keys.isEmpty)
            for key in keys {
                #expect(key.first?.isLowercase == true && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }, "\(key)")
            }
        }
    }

    @Test("version-header: every answer of every operation has API-Version")
    func versionHeader() async throws {
        try await withDocument { document, operations in
            for operation in operations {
                for response in operation.responses {
                    #expect(
                        response.value["headers"]?["API-Version"] == ["$ref": "#/components/headers/API-Version"],
                        "\(operation.path) \(response.key)"
                    )
                }
            }
            #expect(document["components"]?["headers"]?["API-Version"]?["schema"]?["type"] == "string")
        }
    }

    @Test("error-handling/problem-details: every error is a problem with status, title and detail")
    func problems() async throws {
        try await withDocument { document, operations in
            for operation in operations {
                for response in operation.responses where response.key >= "400" {
                    let content = response.value["content"]?.object
                    #expect(content?.keys == ["application/problem+json"], "\(operation.path) \(response.key)")
                }
            }
            let required = document["components"]?["schemas"]?["Fout"]?["required"]?.array ?? []
            #expect(Set(required).isSuperset(of: ["status", "title", "detail"]))
        }
    }

    @Test("error-handling/invalid-input: what takes anything answers 400 to what is wrong, and never 422")
    func invalidInput() async throws {
        try await withDocument { _, operations in
            for operation in operations {
                let takesInput = operation.json["requestBody"] != nil || operation.parameters.contains { $0["in"] != "header" }
                #expect((operation.responses["400"] != nil) == takesInput, "\(operation.path)")
                #expect(operation.responses["422"] == nil, "\(operation.path)")
            }
        }
    }

    @Test("http-response-code: reading answers 200, acting 201, an operation on what is there 200")
    func successes() async throws {
        try await withDocument { _, operations in
            for operation in operations {
                let successes = operation.responses.keys.filter { $0 < "300" }
                let isOperation = operation.path.split(separator: "/").last?.hasPrefix("_") == true
                #expect(successes == [operation.method == "get" || isOperation ? "200" : "201"], "\(operation.path)")
            }
        }
    }

    @Test("http-safety: what reads has no body, what acts has one")
    func safety() async throws {
        try await withDocument { _, operations in
            for operation in operations {
                #expect(["get", "post"].contains(operation.method), "\(operation.path)")
                #expect((operation.json["requestBody"] != nil) == (operation.method == "post"), "\(operation.path)")
            }
        }
    }

    @Test("date-time/format: moments are date-time")
    func moments() async throws {
        try await withDocument { document, _ in
            var formats: Set<String> = []
            func collect(_ json: JSON) {
                let isText = json["type"] == "string" || json["type"]?.array?.contains("string") == true
                if isText, let format = json["format"]?.string { formats.insert(format) }
                for member in json.object ?? [:] { collect(member.value) }
                for element in json.array ?? [] { collect(element) }
            }
            collect(document)
            #expect(
                formats == [
                    "date", "date-time", "uuid", "imei", "zaaknummer", "meldingsnummer", "signed-note", "vkey", "pem",
                    "blinded-element", "bestand",
                ])
        }
    }

    @Test("no-sensitive-uris: nothing in an address but our own numbers")
    func addresses() async throws {
        try await withDocument { _, operations in
            let names = Set(operations.flatMap(\.parameters).filter { $0["in"] != "header" }.compactMap { $0["name"]?.string })
            #expect(
                names == [
                    "melding", "zaak", "besluit", "bezwaar", "noodstop", "nummer", "mandaat", "register", "fase", "aantal", "lijst",
                    "dagen",
                    "wachtOp", "termijnVoor", "geopendVan", "geopendTot", "volgorde", "blad", "van", "tot", "voor", "verder",
                    "stand", "naam", "deelnemer", "rectificatie", "steekproef", "basisjaar", "vraag",
                    "bewijsstuk", "regel",
                ])
        }
    }

    @Test("every operation has a summary and one tag, and every tag that is listed is used")
    func tags() async throws {
        try await withDocument { document, operations in
            let listed = Set((document["tags"]?.array ?? []).compactMap { $0["name"]?.string })
            let used = operations.flatMap { ($0.json["tags"]?.array ?? []).compactMap(\.string) }
            #expect(used.count == operations.count)
            #expect(Set(used) == listed)
            #expect(operations.allSatisfy { $0.json["summary"]?.string?.isEmpty == false })
        }
    }
}
