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

    @Test("a member of a request that may be left out may be null, and one that must be there may not; in answers there is no null")
    func null() {
        let shape = Schema.object([
            .must("a", .truth, "A."), .may("b", .text(1...5, choices: ["x"]), "B."), .may("c", .named("C", .truth), "C."),
        ])
        var components: [String: JSON] = [:]

        let taken = shape.openAPI(into: &components, takesNull: true)["properties"]
        #expect(taken?["a"]?["type"] == "boolean")
        #expect(taken?["b"]?["type"] == ["string", "null"])
        #expect(taken?["b"]?["enum"] == ["x", .null])
        #expect(taken?["c"]?["anyOf"] == [["$ref": "#/components/schemas/C"], ["type": "null"]])
        #expect(shown(shape)["properties"]?["b"]?["type"] == "string")
        #expect(shape.faults(in: ["a": true, "b": .null, "c": .null]).isEmpty)
        #expect(!shape.faults(in: ["a": .null]).isEmpty)
    }

    @Test("a rule that is kept elsewhere is told: pattern, choices, form, example")
    func rules() {
        #expect(shown(.text(1...9, keeping: .init(pattern: "^[a-z]+$"))) == ["type": "string", "pattern": "^[a-z]+$"])
        #expect(shown(.text(1...9, keeping: .init(pattern: "[a-z]")))["maxLength"] == 9)
        #expect(shown(.text(1...9, keeping: .init(choices: ["a"]))) == ["type": "string", "enum": ["a"]])
        #expect(shown(.text(1...9, keeping: .init(format: "imei", example: "1")))["format"] == "imei")
        #expect(shown(.text(1...9, keeping: .init(format: "imei", example: "1")))["examples"] == ["1"])
        #expect(Schema.text(1...9, keeping: .init(pattern: "^[a-z]+$")).faults(in: "1").isEmpty, "it is kept elsewhere")
        #expect(!Schema.text(1...9, keeping: .init(pattern: "^[a-z]+$")).faults(in: "").isEmpty, "the length is kept here")
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
