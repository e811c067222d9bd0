// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import UsageRecords

@Suite("The code of a device in usage records")
struct DeviceCodeTests {
    @Test("the four spellings of one IMEI are one device")
    func spellings() throws {
        let codes = ["49015420323751", "490154203237518", "490154203237510", "4901542032375186"].map { DeviceCode($0) }

        #expect(Set(codes).count == 1)
        let imei = try #require(IMEI(value: 49_015_420_323_751))
        #expect(codes[0] == DeviceCode(imei))
        #expect(codes[0]?.imei == imei)
        #expect(codes[0]?.text == "49015420323751")
    }

    @Test(
        "what is no IMEI is kept as it is, in upper case",
        arguments: [
            "0", "12345", "abcdef", "*#06#", "A000000000000F", "3568680000414", "3568680000414A", "FFFFFFFFFFFFFFFF",
            "################",
            "0000000000000*00", "00000000000000A".dropLast().description + "", "0A",
        ])
    func irregular(text: String) throws {
        let code = try #require(DeviceCode(text))

        if text.utf8.count >= 14, text.utf8.prefix(14).allSatisfy({ (0x30...0x39).contains($0) }) {
            #expect(code.text == String(text.prefix(14)))
        } else {
            #expect(code.imei == nil)
            #expect(code.text == text.uppercased())
        }
        #expect(DeviceCode(code.text) == code)
    }

    @Test(
        "texts that DIRBS does not admit have no code",
        arguments: ["", "1234567890123456789", "12345G", "49015420323751x", "é", "1 2"])
    func refused(text: String) { #expect(DeviceCode(text) == nil) }

    @Test("letters behind fourteen digits do not make another device")
    func suffix() { #expect(DeviceCode("49015420323751AB") == DeviceCode("49015420323751")) }

    @Test("thousands of random texts each have a code of their own, and come back from it")
    func distinct() {
        var random: UInt64 = 7
        let alphabet = Array("0123456789ABCDEF*#")
        var seen: [DeviceCode: String] = [:]
        for _ in 0..<20_000 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var rest = random >> 8
            let text = String(
                (0..<Int(rest % 13 + 1)).map { _ in
                    rest = rest &* 2_862_933_555_777_941_757 &+ 3_037_000_493
                    return alphabet[Int(rest >> 33) % alphabet.count]
                })
            guard let code = DeviceCode(text) else {
                Issue.record("\(text) has no code")
                continue
            }
            #expect(code.text == text)
            if let other = seen[code] { #expect(other == text) }
            seen[code] = text
        }
    }

    @Test("IMEIs come before everything else, in their own order")
    func order() throws {
        let texts = ["FF", "49015420323752", "0", "49015420323751"]
        let sorted = texts.compactMap { DeviceCode($0) }.sorted().map(\.text)

        #expect(sorted.prefix(2) == ["49015420323751", "49015420323752"])
        #expect(Set(sorted.suffix(2)) == ["FF", "0"])
    }

    @Test("digits alone are told from other texts")
    func decimal() {
        #expect(DeviceCode("3568680000414")?.isDecimal == true)
        #expect(DeviceCode("35686800004141")?.isDecimal == true)
        #expect(DeviceCode("356868000041A")?.isDecimal == false)
    }
}
