// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import DeviceLists

@Suite("Splitting a line into fields")
struct FieldCursorTests {
    private func split(_ line: String) -> (fields: [String], isBroken: Bool) {
        let bytes = Array(line.utf8)
        var cursor = FieldCursor()
        var fields: [String] = []
        while let field = cursor.next(in: bytes.span) { fields.append(String(decoding: bytes[field.range], as: UTF8.self)) }
        return (fields, cursor.isBroken)
    }

    @Test(
        "follows RFC 4180",
        arguments: [
            ("", [""]),
            (",", ["", ""]),
            ("a,b,c", ["a", "b", "c"]),
            ("a,,", ["a", "", ""]),
            (#""a,b",c"#, ["a,b", "c"]),
            (#""","""#, ["", ""]),
            (#"a,"""#, ["a", ""]),
            (#""say ""no""",x"#, [#"say ""no"""#, "x"]),
            (" a , b ", [" a ", " b "]),
        ]
    )
    func splits(line: String, fields: [String]) {
        let result = split(line)

        #expect(result.fields == fields)
        #expect(!result.isBroken)
    }

    @Test("stops at wrong quotes", arguments: [#"""#, #"a,"b"#, #"a"b,c"#, #""a"b,c"#, #""a"""#, #"a,"b" ,c"#])
    func stops(line: String) {
        #expect(split(line).isBroken)
    }

    @Test("marks the field whose content has doubled quotes")
    func marksDoubledQuotes() {
        let bytes = Array(#""a""b",c"#.utf8)
        var cursor = FieldCursor()

        let first = cursor.next(in: bytes.span)
        let second = cursor.next(in: bytes.span)
        let third = cursor.next(in: bytes.span)

        #expect(first?.hasDoubledQuotes == true)
        #expect(second?.hasDoubledQuotes == false)
        #expect(third == nil)
    }

    @Test("an excerpt has at most 40 printable characters")
    func excerpts() {
        let short = Array("abc\u{1B}é".utf8)
        let exact = Array(String(repeating: "x", count: 40).utf8)
        let long = Array(String(repeating: "y", count: 41).utf8)

        let shown = (
            excerpt(0..<short.count, in: short.span), excerpt(0..<40, in: exact.span), excerpt(0..<41, in: long.span)
        )

        #expect(shown.0 == "abc???")
        #expect(shown.1 == String(repeating: "x", count: 40))
        #expect(shown.2 == String(repeating: "y", count: 37) + "...")
    }
}
