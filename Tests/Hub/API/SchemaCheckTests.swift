// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("What a schema finds wrong")
struct SchemaCheckTests {
    private let person = Schema.named(
        "Persoon",
        .object([
            .must("naam", .text(1...5), "De naam."), .may("leeftijd", .whole(0...150), "De leeftijd."),
            .may("talen", .array(.text(2...2, choices: ["nl", "en"]), 1...3), "De talen."),
        ])
    )

    private func fields(_ schema: Schema, _ value: JSON) -> [String] { schema.faults(in: value).map(\.field) }

    @Test("a value that fits has no faults")
    func fits() {
        let value: JSON = ["naam": "Jo", "leeftijd": 40, "talen": ["nl", "en"]]

        #expect(person.faults(in: value) == [])
    }

    @Test(
        "a text is measured in bytes, and both bounds are within",
        arguments: [("", false), ("a", true), ("abcde", true), ("abcdef", false), ("éée", true), ("ééé", false)])
    func textLength(_ text: String, _ fits: Bool) {
        #expect(Schema.text(1...5).faults(in: .string(text)).isEmpty == fits)
    }

    @Test("whatever is no text is refused as a text", arguments: [JSON.null, 1, true, [], [:], 1.5])
    func noText(_ value: JSON) {
        #expect(Schema.text(0...5).faults(in: value) == [Fault("body", "Give a text of 0 to 5 bytes.")])
    }

    @Test("a choice outside the list is refused with the list")
    func choices() {
        let schema = Schema.text(1...10, choices: ["open", "dicht"])

        #expect(schema.faults(in: "open") == [])
        #expect(schema.faults(in: "half") == [Fault("body", "Choose one of: open, dicht.")])
        #expect(schema.faults(in: "Open").count == 1)
    }

    @Test("a moment is RFC 3339, with a zone and a real date")
    func moments() {
        for good in ["2026-11-21T09:30:00Z", "2026-11-21T09:30:00.123+01:00"] {
            #expect(Schema.moment.faults(in: .string(good)) == [], "\(good)")
        }
        for bad in ["2026-11-21T09:30:00.5", "2026-02-30T09:30:00Z", "2026-11-21 is not a moment", "21-11-2026T09:30:00+01:00"] {
            let faults = Schema.moment.faults(in: .string(bad), at: "van")
            #expect(faults == [Fault("van", "Give a date and time by RFC 3339, such as 2026-11-21T09:30:00Z.")], "\(bad)")
        }
    }

    @Test("a moment of a wrong length gets one fault, not two")
    func momentLength() {
        #expect(Schema.moment.faults(in: "2026").count == 1)
    }

    @Test("a whole number is within its range, bounds included", arguments: [(-1, false), (0, true), (150, true), (151, false)])
    func whole(_ number: Int64, _ fits: Bool) {
        #expect(Schema.whole(0...150).faults(in: .integer(number)).isEmpty == fits)
    }

    @Test("a fraction, a text and a truth value are no whole numbers", arguments: [JSON.number(1.5), "1", true, .null])
    func noWhole(_ value: JSON) {
        #expect(Schema.whole(0...9).faults(in: value) == [Fault("body", "Give a whole number from 0 to 9.")])
    }

    @Test("truth is true or false and nothing that resembles it")
    func truth() {
        #expect(Schema.truth.faults(in: true) == [])
        #expect(Schema.truth.faults(in: false) == [])
        for value in [JSON.integer(1), "true", .null, [:]] {
            #expect(Schema.truth.faults(in: value, at: "terecht") == [Fault("terecht", "Give true or false.")])
        }
    }

    @Test("an array is counted before its elements are read")
    func arrayCount() {
        let schema = Schema.array(.truth, 1...2)

        #expect(schema.faults(in: []) == [Fault("body", "Give an array of 1 to 2 elements.")])
        #expect(schema.faults(in: ["x", "y", "z"]) == [Fault("body", "Give an array of 1 to 2 elements.")])
        #expect(schema.faults(in: [:]) == [Fault("body", "Give an array of 1 to 2 elements.")])
        #expect(schema.faults(in: [true, false]) == [])
    }

    @Test("each wrong element is named by its place")
    func elements() {
        let faults = Schema.array(.whole(1...9), 0...9).faults(in: [1, 0, 2, "3"], at: "rij")

        #expect(faults.map(\.field) == ["rij[1]", "rij[3]"])
    }

    @Test("an open object is an object, whatever is in it")
    func open() {
        #expect(Schema.open.faults(in: ["a": ["b": 1]]) == [])
        #expect(Schema.open.faults(in: [1]) == [Fault("body", "Give an object.")])
        #expect(Schema.open.faults(in: .null) == [Fault("body", "Give an object.")])
    }

    @Test("an object must be one")
    func noObject() {
        #expect(person.faults(in: "Jo") == [Fault("body", "Give an object.")])
    }

    @Test("a member that is needed is missed, also when it is null")
    func missing() {
        #expect(person.faults(in: [:]) == [Fault("naam", "This member is needed.")])
        #expect(person.faults(in: ["naam": .null]) == [Fault("naam", "This member is needed.")])
    }

    @Test("a member that may be left out may also be null")
    func optionalNull() {
        #expect(person.faults(in: ["naam": "Jo", "leeftijd": .null]) == [])
    }

    @Test("a member that is not known is refused, and the known ones are named")
    func unknownMember() {
        let faults = person.faults(in: ["naam": "Jo", "leeftjd": 40])

        #expect(faults == [Fault("leeftjd", "No such member; known are naam, leeftijd, talen.")])
    }

    @Test("the name of a member that is not known is cut and cleaned before it is repeated")
    func printable() {
        let key = "a b\u{7}<é>" + String(repeating: "x", count: 100)

        let fault = person.faults(in: .object(["naam": "Jo", key: 1])).first

        #expect(fault?.field == "a?b?<?>" + String(repeating: "x", count: 33))
    }

    @Test("everything that is wrong is named at once, each at its own path")
    func allAtOnce() {
        let schema = Schema.object([
            .must("mensen", .array(person, 1...9), ""), .must("waar", .truth, ""), .may("noot", .text(1...3), ""),
        ])
        let value: JSON = [
            "mensen": [["naam": "", "leeftijd": 200], ["naam": "Jo", "talen": ["nl", "de"], "x": 1]], "noot": "vier",
        ]

        #expect(
            fields(schema, value) == ["mensen[0].naam", "mensen[0].leeftijd", "mensen[1].talen[1]", "mensen[1].x", "waar", "noot"]
        )
    }

    @Test("a hundred faults are enough, however many there are and wherever they come from")
    func bounded() {
        let unknown = JSON.object(JSONObject((0..<5_000).map { ("m\($0)", JSON.integer(1)) }))
        let needed = Schema.object((0..<500).map { .must("m\($0)", .truth, "") })
        let wrong = JSON.array(Array(repeating: unknown, count: 20))

        #expect(Schema.array(.truth, 0...5_000).faults(in: .array(Array(repeating: "x", count: 5_000))).count == 100)
        #expect(person.faults(in: unknown).count == 100)
        #expect(needed.faults(in: [:]).count == 100)
        #expect(Schema.array(person, 0...20).faults(in: wrong).count == 100)
    }

    @Test("no value makes a schema fail or answer without bound", arguments: 0..<40)
    func robust(_ seed: UInt64) {
        var random = Trial.Generator(state: seed)
        let schema = Schema.object([
            .must("mensen", .array(person, 1...9), ""), .must("waar", .truth, ""), .may("wanneer", .moment, ""),
            .may("vrij", .open, ""),
        ])

        for _ in 0..<50 {
            let value = RandomJSON.value(depth: 5, using: &random)
            let faults = schema.faults(in: value)
            #expect(faults.count <= 100)
            #expect(!faults.isEmpty)
            #expect(faults.allSatisfy { !$0.field.isEmpty && $0.field.utf8.count < 200 && !$0.reason.isEmpty })
        }
    }
}
