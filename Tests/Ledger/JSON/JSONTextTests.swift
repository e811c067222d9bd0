// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("JSON texts")
struct JSONTextTests {
    @Test(
        "escapes are read",
        arguments: [
            (#""\"""#, "\""),
            (#""\\""#, "\\"),
            (#""\/""#, "/"),
            (#""\b""#, "\u{8}"),
            (#""\f""#, "\u{C}"),
            (#""\n""#, "\n"),
            (#""\r""#, "\r"),
            (#""\t""#, "\t"),
            (#""\u0000""#, "\u{0}"),
            (#""\u0041""#, "A"),
            (#""\u00e9""#, "\u{E9}"),
            (#""\u00E9""#, "\u{E9}"),
            (#""\u20ac""#, "\u{20AC}"),
            (#""\uD83D\uDE00""#, "\u{1F600}"),
            (#""\ud83d\ude00x""#, "\u{1F600}x"),
            (#""a\u0062c""#, "abc"),
            (#""\ud7ff\ue000""#, "\u{D7FF}\u{E000}"),
            ("\"\u{7F}\"", "\u{7F}"),
            ("\"\u{80}\"", "\u{80}"),
            ("\"é€😀\"", "é€😀"),
        ])
    func escapes(text: String, expected: String) throws {
        let value = try JSON(parsing: text).string
        #expect(value.map { Array($0.utf8) } == Array(expected.utf8))
    }

    @Test(
        "escapes that do not exist are refused",
        arguments: [
            #""\a""#,
            #""\x41""#,
            #""\'""#,
            #""\u""#,
            #""\u1""#,
            #""\u12""#,
            #""\u123""#,
            #""\u123g""#,
            #""\u+123""#,
            #""\U0041""#,
            #""\"#,
            #""\""#,
        ])
    func wrongEscapes(text: String) {
        #expect(jsonFault(text) == .syntax)
    }

    @Test(
        "half a surrogate pair is refused",
        arguments: [
            #""\ud800""#,
            #""\udfff""#,
            #""\ud83dx""#,
            #""\ud83d\n""#,
            #""\ud83d\u0041""#,
            #""\ud83d\ud83d""#,
            #""\ude00\ud83d""#,
            #"{"\ud800":1}"#,
        ])
    func surrogates(text: String) {
        #expect(jsonFault(text) == .text)
    }

    @Test(
        "noncharacters are refused, their neighbours are not",
        arguments: [
            (0xFDCF, nil),
            (0xFDD0, .text),
            (0xFDEF, .text),
            (0xFDF0, nil),
            (0xFFFD, nil),
            (0xFFFE, .text),
            (0xFFFF, .text),
            (0x1FFFD, nil),
            (0x1FFFE, .text),
            (0x10FFFD, nil),
            (0x10FFFF, .text),
        ] as [(UInt32, JSONError.Code?)])
    func noncharacters(code: UInt32, expected: JSONError.Code?) throws {
        let scalar = try #require(Unicode.Scalar(code))
        #expect(jsonFault("\"\(scalar)\"") == expected)
        #expect(jsonFault("{\"\(scalar)\":0}") == expected)
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x80],
            [0xC0, 0xAF],
            [0xC3],
            [0xC3, 0x28],
            [0xE2, 0x82],
            [0xE0, 0x80, 0xAF],
            [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xFF],
        ] as [[UInt8]])
    func wrongUTF8(bytes: [UInt8]) {
        #expect(jsonFault([0x22] + bytes + [0x22]) == .text)
        #expect(jsonFault([0x22, 0x5C, 0x6E] + bytes + [0x22]) == .text)
    }

    @Test("a control character must be escaped", arguments: 0..<0x20)
    func controls(code: Int) throws {
        let byte = UInt8(code)
        #expect(jsonFault([0x22, byte, 0x22]) == .syntax)
        #expect(jsonFault([0x22, 0x5C, 0x6E, byte, 0x22]) == .syntax)
        let escaped = JSON.string(String(UnicodeScalar(byte))).canonical()
        #expect(escaped.allSatisfy { $0 >= 0x20 })
        #expect(try JSON(parsing: escaped).string == String(UnicodeScalar(byte)))
    }

    @Test(
        "a text is written with the fewest escapes",
        arguments: [
            ("", #""""#),
            ("a/b", #""a/b""#),
            ("\"\\", #""\"\\""#),
            ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
            ("\u{0}\u{1F}", #""\u0000\u001f""#),
            ("\u{7F}", "\"\u{7F}\""),
            ("\u{2028}<&>", "\"\u{2028}<&>\""),
            ("é€😀", "\"é€😀\""),
        ])
    func written(text: String, expected: String) {
        #expect(JSON.string(text).canonicalText == expected)
    }
}
