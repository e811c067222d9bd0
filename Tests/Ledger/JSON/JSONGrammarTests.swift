// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("JSON grammar")
struct JSONGrammarTests {
    @Test(
        "what RFC 8259 allows is read",
        arguments: [
            ("null", JSON.null),
            ("true", true),
            ("false", false),
            ("0", 0),
            ("-7", -7),
            ("12.5", 12.5),
            ("\"\"", ""),
            ("\"a\"", "a"),
            ("[]", []),
            ("[1]", [1]),
            ("[1,2,3]", [1, 2, 3]),
            ("[[],[[]]]", [[], [[]]]),
            ("{}", [:]),
            ("{\"a\":1}", ["a": 1]),
            ("{\"\":null}", ["": .null]),
            ("{\"b\":1,\"a\":{\"c\":[]}}", ["a": ["c": []], "b": 1]),
            (" \t\r\n1 \t\r\n", 1),
            (" [ 1 , 2 ] ", [1, 2]),
            (" { \"a\" : 1 , \"b\" : 2 } ", ["a": 1, "b": 2]),
            ("[null,true,false,\"x\",1,{}]", [.null, true, false, "x", 1, [:]]),
        ] as [(String, JSON)])
    func accepted(text: String, expected: JSON) throws {
        #expect(try JSON(parsing: text) == expected)
    }

    @Test(
        "what RFC 8259 does not allow is refused",
        arguments: [
            "",
            " ",
            "nul",
            "nulll",
            "Null",
            "True",
            "NaN",
            "Infinity",
            "-Infinity",
            "undefined",
            "'a'",
            "\"a",
            "\"",
            "a",
            "[",
            "]",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[,]",
            "[1 2]",
            "[1]]",
            "[1}",
            "{",
            "}",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{,}",
            "{\"a\" 1}",
            "{\"a\":1 \"b\":2}",
            "{a:1}",
            "{1:1}",
            "{null:1}",
            "{\"a\":1]",
            "{\"a\":}",
            "{:1}",
            "1 2",
            "{}{}",
            "[] // remark",
            "/* remark */ 1",
            "\u{0B}1",
            "\u{A0}1",
            "1\u{00}",
        ])
    func refused(text: String) {
        #expect(jsonFault(text) == .syntax)
    }

    @Test("a byte order mark is not white space")
    func byteOrderMark() {
        #expect(jsonFault([0xEF, 0xBB, 0xBF, 0x31]) == .syntax)
    }

    @Test(
        "a name that occurs twice is refused",
        arguments: ["{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":2,\"a\":1}", "{\"a\":1,\"\\u0061\":2}"])
    func duplicates(text: String) {
        #expect(jsonFault(text) == .duplicateName)
    }

    @Test("one name in two objects is no duplicate")
    func sameNameElsewhere() throws {
        let value = try JSON(parsing: "{\"a\":{\"a\":1},\"b\":{\"a\":2}}")
        #expect(value["a"]?["a"] == 1)
        #expect(value["b"]?["a"] == 2)
    }

    @Test("names that differ only by Unicode normalisation are two names")
    func normalisation() throws {
        // setup: é as one scalar, and as e with a combining accent
        let text = "{\"\u{E9}\":1,\"e\u{301}\":2}"

        // act
        let value = try JSON(parsing: text)

        // check
        #expect(value.object?.count == 2)
        #expect(value["\u{E9}"] == 1)
        #expect(value["e\u{301}"] == 2)
    }

    @Test("32 levels are read and the 33rd is refused")
    func depth() {
        let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(jsonFault(deepest) == nil)
        #expect(jsonFault("[" + deepest + "]") == .limit)
        #expect(jsonFault("{\"a\":" + deepest + "}") == .limit)
    }

    @Test("depth can be limited further, and never beyond what the stack bears")
    func limitedDepth() {
        #expect(jsonFault("[[1]]", limits: JSONLimits(depth: 2)) == nil)
        #expect(jsonFault("[[[1]]]", limits: JSONLimits(depth: 2)) == .limit)
        #expect(jsonFault("1", limits: JSONLimits(depth: 0)) == nil)
        #expect(jsonFault("[]", limits: JSONLimits(depth: 0)) == .limit)
        #expect(JSONLimits(depth: 1_000_000).depth == 128)
    }

    @Test("a million opening brackets are refused at once")
    func hostileDepth() {
        #expect(jsonFault([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)) == .limit)
    }

    @Test("a text of 1 MiB is read and one byte more is refused")
    func size() {
        let largest = "\"" + String(repeating: "a", count: (1 << 20) - 2) + "\""
        #expect(jsonFault(largest) == nil)
        #expect(jsonFault(largest + " ") == .limit)
        #expect(jsonFault("[1,2]", limits: JSONLimits(bytes: 4)) == .limit)
    }

    @Test("a fault tells its place and does not quote the input")
    func place() {
        do throws(JSONError) {
            _ = try JSON(parsing: "{\"geheim\": geheim}")
            Issue.record("a bare word was accepted")
        } catch {
            #expect(error.offset == 11)
            #expect(!error.reason.contains("geheim"))
            #expect(error.description.hasSuffix("(byte 11)"))
        }
    }

    @Test("bytes and text read alike, whatever collection they come in")
    func collections() throws {
        let bytes = Array("[1,\"é\"]".utf8)
        #expect(try JSON(parsing: bytes) == [1, "é"])
        #expect(try JSON(parsing: bytes[...]) == [1, "é"])
        #expect(try JSON(parsing: bytes.lazy.map { $0 }) == [1, "é"])
        #expect(try JSON(parsing: "x[1,\"é\"]".dropFirst()) == [1, "é"])
    }
}
