// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import EquipmentIdentity

@Suite("Percent-encoding")
struct PercentEncodingTests {
    @Test(
        "well-formed text is decoded",
        arguments: [
            ("", ""), ("abc", "abc"), ("%41%62%6c%6C", "Abll"), ("a%20b", "a b"), ("%25", "%"), ("%2541", "%41"),
            ("~!*'()+?/:@", "~!*'()+?/:@"),
            ("%e2%82%ac", "€"),
        ])
    func decodes(encoded: String, expected: String) {
        #expect(PercentEncoding.decode(encoded.utf8) == Array(expected.utf8))
    }

    @Test(
        "ill-formed text is not",
        arguments: ["%", "%4", "a%", "%g1", "%1g", "%%41", "% 1", "a b", "a#b", "\n", "\u{7F}", "é", "%-1", "%+1"])
    func refuses(encoded: String) {
        #expect(PercentEncoding.decode(encoded.utf8) == nil)
    }

    @Test("every byte survives being encoded, in either case of digits")
    func allBytes() {
        for byte in UInt8.min...UInt8.max {
            let digits = [byte >> 4, byte & 15].map { String($0, radix: 16) }.joined()

            #expect(PercentEncoding.decode("%\(digits)".utf8) == [byte])
            #expect(PercentEncoding.decode("%\(digits.uppercased())".utf8) == [byte])
        }
    }
}

@Suite("JSON text")
struct JSONTextTests {
    @Test(
        "a string is quoted and escaped as RFC 8259 asks",
        arguments: [
            ("", #""""#), ("a", #""a""#), (#"say "no""#, #""say \"no\"""#), (#"a\b"#, #""a\\b""#), ("a\nb", #""a\u000ab""#),
            ("\u{1F}", #""\u001f""#), ("é€", #""é€""#),
        ])
    func strings(text: String, json: String) {
        var writer = JSONText()
        writer.string(text)

        #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
    }
}
