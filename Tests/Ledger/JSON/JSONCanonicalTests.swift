// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Canonical JSON")
struct JSONCanonicalTests {
    @Test("the example of RFC 8785 section 3.2.2 comes out byte for byte")
    func example() throws {
        // setup
        let text = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50,
                          2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#

        // act
        let canonical = try JSON(parsing: text).canonicalText

        // check
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(canonical == expected)
    }

    @Test("the names of RFC 8785 section 3.2.3 are sorted by UTF-16 code units")
    func sorting() throws {
        // setup
        let text = #"""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """#

        // act
        let values = try JSON(parsing: text).object?.map { $0.value.string }

        // check
        #expect(
            values == [
                "Carriage Return",
                "One",
                "Control",
                "Latin Small Letter O With Diaeresis",
                "Euro Sign",
                "Emoji: Grinning Face",
                "Hebrew Letter Dalet With Dagesh",
            ])
    }

    @Test("names come out in the order of their UTF-16 code units, whatever they are")
    func order() {
        // setup: scalars around every border of UTF-8 and UTF-16
        let scalars: [UInt32] = [
            0x0, 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xF8FF, 0xFFFD, 0x10000, 0x1F600,
            0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF,
        ]
        let characters = scalars.compactMap { Unicode.Scalar($0).map { String($0) } }
        var random = SeededGenerator(seed: 16)
        var names: Set<[UInt16]> = []
        while names.count < 2_000 {
            let length = Int.random(in: 0...4, using: &random)
            let name = (0..<length).compactMap { _ in characters.randomElement(using: &random) }.joined()
            names.insert(Array(name.utf16))
        }

        // act
        let object = JSONObject(names.map { (String(decoding: $0, as: UTF16.self), JSON.null) })

        // check
        let written = object.keys.map { Array($0.utf16) }
        #expect(written.count == names.count)
        #expect(written == names.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test(
        "each kind of value has its form",
        arguments: [
            (JSON.null, "null"),
            (true, "true"),
            (false, "false"),
            (7, "7"),
            (7.25, "7.25"),
            ("zeven", "\"zeven\""),
            ([], "[]"),
            ([:], "{}"),
            ([1, [2, []], [:]], "[1,[2,[]],{}]"),
            (["b": 2, "a": 1, "": 0], "{\"\":0,\"a\":1,\"b\":2}"),
            (["aa": 1, "a": 2, "B": 3], "{\"B\":3,\"a\":2,\"aa\":1}"),
        ] as [(JSON, String)])
    func forms(value: JSON, expected: String) {
        #expect(value.canonicalText == expected)
        #expect(value.description == expected)
        #expect(value.canonical() == Array(expected.utf8))
    }

    @Test("writing appends and leaves what was there")
    func appending() {
        var bytes = Array("x=".utf8)
        JSON.array([1]).write(to: &bytes)
        #expect(bytes == Array("x=[1]".utf8))
    }

    @Test("a random value reads back as itself, from its canonical form")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<3_000 {
            let value = JSON.random(depth: 4, using: &random)
            let bytes = value.canonical()
            let again = try JSON(parsing: bytes)
            #expect(again == value)
            #expect(again.canonical() == bytes)
            #expect(again.hashValue == value.hashValue)
        }
    }

    @Test("white space, order of names and spelling of numbers and texts make no difference")
    func spelling() throws {
        let one = try JSON(parsing: #"{"a":1,"b":["\u0041",1.50]}"#)
        let other = try JSON(parsing: " { \"b\" : [ \"A\" , 15e-1 ] , \"a\" : 1.0 } ")
        #expect(one.canonical() == other.canonical())
    }
}

extension JSON {
    /// A random value with a bias to what is hard: empty things, escapes, characters beyond the basic plane.
    static func random(depth: Int, using random: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: -JSON.largestInteger...JSON.largestInteger, using: &random))
        case 3: return JSON(number: .random(in: -1000...1000, using: &random))
        case 4, 5: return .string(text(using: &random))
        case 6: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in .random(depth: depth - 1, using: &random) })
        default:
            let members = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                (text(using: &random), JSON.random(depth: depth - 1, using: &random))
            }
            return .object(JSONObject(members))
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let characters = ["a", "b", "\"", "\\", "\n", "\u{0}", "\u{1F}", "/", "é", "e\u{301}", "€", "\u{FB33}", "😀", " "]
        return (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in characters.randomElement(using: &random) }.joined()
    }
}
