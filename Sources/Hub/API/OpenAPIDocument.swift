// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The OpenAPI document, made from the same endpoints as the router, so that it cannot say anything else than what happens.
struct OpenAPIDocument {
    /// The version of the API: the document's and the `API-Version` of every answer.
    static let version = "1.0.0"
    /// Where it is published.
    static let path = "/v1/openapi.json"

    let endpoints: [Endpoint]

    /// The document of OpenAPI 3.1, the first that knows mutual TLS.
    var json: JSON {
        var components: [String: JSON] = [:]
        _ = OpenAPIDocument.problem.openAPI(into: &components)
        var paths: [(String, JSON?)] = []
        let described = endpoints.filter { $0.path.hasPrefix("/v1") }
        for (path, operations) in Dictionary(grouping: described, by: \.path) {
            var methods: [(String, JSON?)] = []
            for endpoint in operations { methods.append((endpoint.method.rawValue.lowercased(), operation(endpoint, &components))) }
            paths.append((String(path.dropFirst(3)), .object(JSONObject(methods))))
        }
        let tags = Set(described.map(\.tag)).sorted().map { JSON.object(["name": .string($0)]) }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Schakel", "version": .string(OpenAPIDocument.version),
                "description":
                    "Van melding tot maatregel: meldingen, besluiten, maatregelen en de naleving ervan. Fouten volgen RFC 9457.",
                "contact": ["name": "Schakel", "url": "https://schakel.example/contact", "email": "api@schakel.example"],
                "license": ["name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"],
            ],
            "servers": [["url": "/v1", "description": "Dit knooppunt"]],
            "tags": .array(tags),
            "paths": .object(JSONObject(paths)),
            "components": [
                "schemas": .object(JSONObject(components.map { ($0.key, Optional($0.value)) })),
                "securitySchemes": [
                    "deelnemer": [
                        "type": "mutualTLS",
                        "description":
                            "Wederzijdse TLS: het certificaat noemt de deelnemer, en de persoon als het van een persoon is.",
                    ]
                ],
                "headers": [
                    "API-Version": ["description": "De versie van deze API.", "schema": ["type": "string"]]
                ],
            ],
        ]
    }

    private func operation(_ endpoint: Endpoint, _ components: inout [String: JSON]) -> JSON {
        var parameters: [JSON] = []
        for parameter in endpoint.parameters {
            parameters.append([
                "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
                "required": .bool(parameter.place == .path || parameter.isNeeded),
                "description": .string(parameter.text), "schema": parameter.schema.openAPI(into: &components),
            ])
        }
        if endpoint.method == .post {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": false,
                "description":
                    "Een UUID, liefst van versie 7: een herhaald verzoek met dezelfde sleutel wordt niet nog eens uitgevoerd.",
                "schema": ["type": "string", "format": "uuid"],
            ])
        }
        var responses: [(String, JSON?)] = []
        var answer: [(String, JSON?)] = [
            ("description", .string(endpoint.answer.text)), ("headers", OpenAPIDocument.headers),
        ]
        if let schema = endpoint.answer.schema {
            answer.append(("content", .object([endpoint.answer.mediaType: ["schema": schema.openAPI(into: &components)]])))
        }
        if let links = OpenAPILinks(endpoints: endpoints).json(after: endpoint) { answer.append(("links", links)) }
        responses.append(("\(endpoint.answer.status)", .object(JSONObject(answer))))
        for (status, text) in OpenAPIDocument.refusals(of: endpoint) {
            responses.append(
                (
                    "\(status)",
                    [
                        "description": .string(text), "headers": OpenAPIDocument.headers,
                        "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Fout"]]],
                    ]
                )
            )
        }
        return .object(
            JSONObject([
                ("operationId", .string(endpoint.id)), ("summary", .string(endpoint.summary)),
                ("description", .string(endpoint.access.words)), ("x-toegang", endpoint.access.json),
                ("x-gewicht", .string(endpoint.weight.word)), ("tags", [.string(endpoint.tag)]),
                ("parameters", parameters.isEmpty ? nil : .array(parameters)),
                (
                    "requestBody",
                    endpoint.body.map {
                        [
                            "required": true,
                            "content": ["application/json": ["schema": $0.openAPI(into: &components, takesNull: true)]],
                        ]
                    }
                ),
                ("responses", .object(JSONObject(responses))),
                ("security", endpoint.doors.contains(.open) ? .array([[:], ["deelnemer": []]]) : .array([["deelnemer": []]])),
            ])
        )
    }

    private static let headers: JSON = ["API-Version": ["$ref": "#/components/headers/API-Version"]]

    /// The error answers an operation can give.
    private static func refusals(of endpoint: Endpoint) -> [(Int, String)] {
        var refusals: [(Int, String)] = []
        if endpoint.body != nil || !endpoint.parameters.isEmpty {
            refusals.append((400, "Het verzoek klopt niet; alle fouten staan erin."))
        }
        if endpoint.doors.contains(.parties) {
            refusals += [(401, "Niet bekend wie u bent."), (403, "Geen mandaat, of niet uw handeling.")]
        }
        if !endpoint.parameters.isEmpty || endpoint.body != nil {
            refusals.append((404, "Bestaat hier niet."))
        }
        if endpoint.body != nil {
            refusals += [(409, "Kan nu niet: de stand van zaken laat het niet toe."), (413, "Te groot."), (415, "Geen JSON.")]
        }
        return refusals + [
            (429, "Te vaak gevraagd aan de open deur; Retry-After zegt hoe lang te wachten."), (500, "Het knooppunt faalde."),
            (503, "Het knooppunt kan nu niet schrijven."),
        ]
    }

    /// The shape of every error.
    private static let problem = Schema.named(
        "Fout",
        .object([
            .must("type", .shortText, "De soort fout, als URN."), .must("title", .shortText, "De soort fout, in woorden."),
            .must("status", .whole(400...599), "De HTTP-status."),
            .must("detail", .text(1...2_000), "Wat er mis is en wat u kunt doen."),
            .may(
                "fouten",
                .array(
                    .object([.must("veld", .shortText, "Het veld."), .must("reden", .text(1...2_000), "Wat er mis mee is.")]),
                    1...Problem.mostFaults
                ),
                "De velden die niet kloppen, alle tegelijk."
            ),
        ])
    )
}
