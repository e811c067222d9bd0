// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("PEI")
struct PEITests {
    @Test(
        "an IMEI is read whatever its last digit",
        arguments: ["imei-490154203237518", "imei-490154203237510", "imei-490154203237513"])
    func imei(text: String) throws {
        let pei = try PEI(text)

        #expect(pei == .imei(try IMEI("49015420323751")))
        #expect(pei.imei?.digits == "49015420323751")
        #expect(pei.description == "imei-490154203237518")
    }

    @Test("an IMEISV keeps its software version")
    func imeisv() throws {
        let pei = try PEI("imeisv-4901542032375186")

        #expect(pei == .imeisv(try IMEISV("4901542032375186")))
        #expect(pei.imei?.digits == "49015420323751")
        #expect(pei.description == "imeisv-4901542032375186")
    }

    @Test(
        "the examples of TS 29.571 are read",
        arguments: [("imei-012345678901234", 1_234_567_890_123), ("imeisv-0123456789012345", 1_234_567_890_123)]
            as [(String, UInt64)])
    func examples(text: String, value: UInt64) throws {
        #expect(try PEI(text).imei?.value == value)
    }

    @Test(
        "a device without IMEI is kept as it came, with its kind",
        arguments: [
            ("mac-00-11-22-AA-bb-CC", "mac"), ("mac-00-11-22-AA-bb-CC-untrusted", "mac"), ("eui-00-11-22-33-44-55-66-77", "eui"),
            ("imsi-204010123456789", "other"), ("IMEI-490154203237518", "other"), ("490154203237518", "other"), ("x", "other"),
            ("imei", "other"), ("imeisv", "other"), ("apparaat-é", "other"),
        ]
    )
    func opaque(text: String, kind: String) throws {
        let pei = try PEI(text)

        #expect(pei == .opaque(kind: kind, text: text))
        #expect(pei.imei == nil)
        #expect(pei.description == text)
    }

    @Test(
        "a wrong imei- or imeisv- is an error and never opaque",
        arguments: [
            "imei-", "imei-49015420323751", "imei-4901542032375188", "imei-49015420323751A", "imei- 490154203237518",
            "imei-490154203237518 ", "imeisv-", "imeisv-490154203237518", "imeisv-49015420323751866", "imeisv-490154203237518F",
            "imei-49-015420-323751-8",
        ]
    )
    func malformed(text: String) {
        let error = #expect(throws: IdentifierError.self) { try PEI(text) }

        #expect(error?.code == .malformed)
        #expect(error?.kind == "PEI")
        #expect(error?.reason.contains(text.hasPrefix("imei-") ? "exactly 15" : "exactly 16") == true)
        #expect(PEI(utf8: text.utf8) == nil)
    }

    @Test("nothing is an error")
    func empty() {
        let error = #expect(throws: IdentifierError.self) { try PEI("") }

        #expect(error?.code == .empty)
    }

    @Test("256 bytes are accepted, 257 are not, counted in bytes")
    func bounded() throws {
        let longest = String(repeating: "x", count: 256)
        let accented = String(repeating: "é", count: 129)

        let error = #expect(throws: IdentifierError.self) { try PEI(longest + "x") }
        let accentedError = #expect(throws: IdentifierError.self) { try PEI(accented) }

        #expect(try PEI(longest) == .opaque(kind: "other", text: longest))
        #expect(error?.code == .tooLong)
        #expect(accentedError?.code == .tooLong)
    }

    @Test("a very long imei- is too long before it is malformed")
    func longIMEI() {
        let text = "imei-" + String(repeating: "4", count: 1_000_000)

        let error = #expect(throws: IdentifierError.self) { try PEI(text) }

        #expect(error?.code == .tooLong)
    }

    @Test("control characters cannot reach a log line", arguments: ["mac-00\r\nSet-Cookie: a=b", "x\0", "\u{7F}", "a\tb"])
    func controlCharacters(text: String) {
        let error = #expect(throws: IdentifierError.self) { try PEI(text) }

        #expect(error?.code == .malformed)
    }

    @Test("bytes of a request are read in place")
    func bytes() {
        let request = Array("/n5g-eir-eic/v1/equipment-status?pei=imeisv-4901542032375186&supi=".utf8)

        let pei = PEI(utf8: request[37..<60])

        #expect(pei?.imei?.digits == "49015420323751")
        #expect(PEI(utf8: request[37..<59]) == nil)
        #expect(PEI(utf8: request[37..<61]) == nil)
    }

    @Test(
        "the byte path leaves everything else to the other one",
        arguments: ["", "i", "imei", "imeix", "imeis-", "mac-00", "eui-", "imeisw-1"])
    func otherBytes(text: String) {
        #expect(PEI(utf8: text.utf8) == nil)
    }

    @Test("hostile text is read to the same result on both paths, and written back unchanged or normalised")
    func robust() throws {
        var random = SeededGenerator(seed: 5)
        var phones = 0

        for _ in 0..<20_000 {
            let prefix = ["imei-", "imeisv-", "mac-", ""].randomElement(using: &random) ?? ""
            let digits = random.digits(Int.random(in: 14...17, using: &random))
            let text = prefix + (Bool.random(using: &random) ? digits : random.hostileText(upTo: 40))
            guard let pei = try? PEI(text) else { continue }

            switch pei {
            case .imei, .imeisv:
                phones += 1
                #expect(PEI(utf8: text.utf8) == pei)
                #expect(try PEI(pei.description) == pei)
            case .opaque(_, let kept):
                #expect(PEI(utf8: text.utf8) == nil)
                #expect(kept == text)
            }
        }

        #expect(phones > 100)
    }
}
