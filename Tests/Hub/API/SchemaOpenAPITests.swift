// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Hub

@Suite("What a schema says in OpenAPI")
struct SchemaOpenAPITests {
    private func shown(_ schema: Schema) -> JSON {
        var components: [String: JSON] = [:]
        return schema.openAPI(into: &components)
    }

    @Test("a text has its bounds, its choices and its format")
    func text() {
        #expect(shown(.text(0...5)) == ["type": "string", "maxLength": 5])
        #expect(
            shown(.text(1...5, choices: ["a", "b"])) == ["type": "string", "minLength": 1, "maxLength": 5, "enum": ["a", "b"]])
        #expect(shown(.moment)["format"] == "date-time")
    }

    @Test("the shortest text is never said to be longer than one character: bounds are in bytes, and a character may be four")
    func minimum() {
        #expect(shown(.text(20...40))["minLength"] == 1)
    }

    @Test("a whole number has its range")
    func whole() {
        #expect(shown(.whole(1...500)) == ["type": "integer", "format": "int64", "minimum": 1, "maximum": 500])
    }

    @Test("truth is a boolean")
    func truth() {
        #expect(shown(.truth) == ["type": "boolean"])
    }

    @Test("an array has its count and the shape of its elements")
    func array() {
        #expect(
            shown(.array(.truth, 2...3)) == ["type": "array", "items": ["type": "boolean"], "minItems": 2, "maxItems": 3]
        )
    }

    @Test("an open object takes any member, every other object only its own")
    func additional() {
        #expect(shown(.open)["additionalProperties"] == true)
        #expect(shown(.object([]))["additionalProperties"] == false)
    }

    @Test("an object names its members, their text and which are needed")
    func object() {
        let json = shown(.object([.must("a", .truth, "De a."), .may("b", .text(0...9), "De b.")]))

        #expect(json["required"] == ["a"])
        #expect(json["properties"]?["a"] == ["type": "boolean", "description": "De a."])
        #expect(json["properties"]?["b"]?["description"] == "De b.")
        #expect(json["properties"]?.object?.count == 2)
    }

    @Test("an object that needs nothing has no empty list of needed members, which OpenAPI 3.0 forbids")
    func nothingRequired() {
        #expect(shown(.object([.may("b", .truth, "De b.")]))["required"] == nil)
    }

    @Test("a named shape is a reference, and stands once among the components")
    func named() {
        let inner = Schema.named("Binnen", .object([.must("x", .truth, "De x.")]))
        let outer = Schema.named("Buiten", .object([.must("een", inner, "Een."), .may("twee", .array(inner, 0...2), "Twee.")]))
        var components: [String: JSON] = [:]

        let json = outer.openAPI(into: &components)

        #expect(json == ["$ref": "#/components/schemas/Buiten"])
        #expect(components.keys.sorted() == ["Binnen", "Buiten"])
        #expect(components["Buiten"]?["properties"]?["twee"]?["items"] == ["$ref": "#/components/schemas/Binnen"])
        #expect(components["Binnen"]?["required"] == ["x"])
    }

    @Test("the text of a member that is a reference stands beside it, for a reference has no room for it")
    func describedReference() {
        let inner = Schema.named("Binnen", .open)

        let member = shown(.object([.must("een", inner, "De ene.")]))["properties"]?["een"]

        #expect(member == ["allOf": [["$ref": "#/components/schemas/Binnen"]], "description": "De ene."])
    }
}
