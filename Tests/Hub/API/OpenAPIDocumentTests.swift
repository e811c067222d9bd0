// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger
import Testing

@testable import Hub

@Suite("The document and the API say the same")
struct OpenAPIDocumentTests {
    /// Every operation of the document: path with its base, method, and the operation itself.
    private func operations(_ document: JSON) -> [(path: String, method: String, operation: JSON)] {
        (document["paths"]?.object ?? [:]).flatMap { path in
            (path.value.object ?? [:]).map { ("/v1" + path.key, $0.key.uppercased(), $0.value) }
        }
    }

    private func withDocument(_ body: (JSON, [Endpoint]) throws -> Void) async throws {
        try await TrialHub.run(peopled: false) { hub in
            let answer = try await hub.get("/v1/openapi.json")
            #expect(answer.status == 200)
            try body(answer.json, hub.core.endpoints)
        }
    }

    @Test("every endpoint under /v1 is in the document, save the document itself, and nothing else is")
    func complete() async throws {
        try await withDocument { document, endpoints in
            let described = Set(operations(document).map { "\($0.method) \($0.path)" })
            let served = Set(endpoints.filter { $0.path.hasPrefix("/v1/") }.map { "\($0.method.rawValue) \($0.path)" })

            #expect(described == served.subtracting(["GET /v1/openapi.json"]))
            #expect(described.count > 20)
        }
    }

    @Test("both doors show the same document")
    func bothDoors() async throws {
        try await TrialHub.run { hub in
            let open = try await hub.get("/v1/openapi.json")
            let parties = try await hub.get("/v1/openapi.json", as: Cast.network)

            #expect(open.bytes == parties.bytes)
        }
    }

    @Test("operation ids are unique among all endpoints")
    func operationIDs() async throws {
        try await withDocument { document, endpoints in
            let ids = operations(document).compactMap { $0.operation["operationId"]?.string }

            #expect(Set(ids).count == operations(document).count)
            #expect(Set(endpoints.map(\.id)).count == endpoints.count)
        }
    }

    @Test("one name stands for one shape: two shapes of the same name would hide one another")
    func names() async throws {
        try await withDocument { _, endpoints in
            var shapes: [String: Set<String>] = [:]
            func collect(_ schema: Schema) {
                switch schema {
                case .kept(let inner, _), .orNull(let inner): collect(inner)
                case .named(let name, let inner):
                    var components: [String: JSON] = [:]
                    shapes[name, default: []].insert(inner.openAPI(into: &components).canonicalText)
                    collect(inner)
                case .object(let members): for member in members { collect(member.schema) }
                case .array(let inner, _): collect(inner)
                default: break
                }
            }
            for endpoint in endpoints { [endpoint.body, endpoint.answer.schema].compactMap(\.self).forEach(collect) }

            #expect(shapes.count > 5)
            #expect(shapes.filter { $0.value.count > 1 }.keys.sorted() == [])
        }
    }

    @Test("every reference leads somewhere, and every component is referred to")
    func references() async throws {
        try await withDocument { document, _ in
            var found: Set<String> = []
            func collect(_ json: JSON) {
                if let target = json["$ref"]?.string { found.insert(target) }
                for member in json.object ?? [:] { collect(member.value) }
                for element in json.array ?? [] { collect(element) }
            }
            collect(document)

            let components = document["components"]
            let schemas = (components?["schemas"]?.object?.keys ?? []).map { "#/components/schemas/\($0)" }
            let headers = (components?["headers"]?.object?.keys ?? []).map { "#/components/headers/\($0)" }
            #expect(found == Set(schemas + headers))
        }
    }

    @Test("every parameter in a path is described, and none besides")
    func pathParameters() async throws {
        try await withDocument { document, _ in
            for (path, _, operation) in operations(document) {
                let named = Set(path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) })
                let described = (operation["parameters"]?.array ?? []).filter { $0["in"] == "path" }
                #expect(Set(described.compactMap { $0["name"]?.string }) == named, "\(path)")
                #expect(described.allSatisfy { $0["required"] == true }, "\(path)")
            }
        }
    }

    @Test("an endpoint that everybody may use asks no certificate; every other one does")
    func security() async throws {
        try await withDocument { document, endpoints in
            for (path, method, operation) in operations(document) {
                let endpoint = try #require(endpoints.first { $0.path == path && $0.method.rawValue == method })
                let isOpen = operation["security"]?.array?.contains(.object([:])) ?? false
                #expect(isOpen == endpoint.doors.contains(.open), "\(path)")
                #expect(operation["security"]?.array?.contains(["deelnemer": []]) == true, "\(path)")
            }
        }
    }

    @Test("the validator of the OpenAPI initiative's schema accepts the document", .enabled(if: OpenAPIValidator.isAvailable))
    func valid() async throws {
        try await withDocument { document, _ in
            let verdict = try OpenAPIValidator.check(document.canonical())

            #expect(verdict.isAccepted, "\(verdict.output)")
        }
    }

    @Test("and the validator is able to refuse one", .enabled(if: OpenAPIValidator.isAvailable))
    func invalid() throws {
        let verdict = try OpenAPIValidator.check(Array("{\"openapi\":\"3.1.0\",\"paths\":{}}".utf8))

        #expect(!verdict.isAccepted)
    }
}

/// `openapi-spec-validator`, where it is installed.
enum OpenAPIValidator {
    static let isAvailable = (try? run(["-c", "import openapi_spec_validator"]).isAccepted) ?? false

    static func check(_ document: [UInt8]) throws -> (isAccepted: Bool, output: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("openapi-\(UUID().uuidString).json")
        try Data(document).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try run(["-m", "openapi_spec_validator", "--validation-errors", "all", file.path])
    }

    private static func run(_ arguments: [String]) throws -> (isAccepted: Bool, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus == 0, String(decoding: output, as: UTF8.self))
    }
}
