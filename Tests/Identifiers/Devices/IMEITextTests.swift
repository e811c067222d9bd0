// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("IMEI from text")
struct IMEITextTests {
    @Test(
        "the published spellings are read",
        arguments: [
            ("49-015420-323751", "49015420323751"), ("35-209900-176148-1", "35209900176148"),
            ("35-209900-176148-23", "35209900176148"), ("350077-52-323751-3", "35007752323751"),
            ("354178036859789", "35417803685978"), ("35686800-004141-8", "35686800004141"),
            ("35686800-004141-20", "35686800004141"), ("358240/05/414316/9", "35824005414316"),
            (" 35.417803.685978.9\n", "35417803685978"),
        ]
    )
    func spellings(text: String, digits: String) throws {
        let imei = try IMEI(text, checkDigit: text.contains("/") ? .ignored : .verified)

        #expect(imei.digits == digits)
    }

    @Test("a 15-digit IMEI with a wrong check digit is refused and names the right one")
    func wrongCheckDigit() {
        let error = #expect(throws: IdentifierError.self) { try IMEI("35-417803-685978-1") }

        #expect(error?.code == .checkDigit)
        #expect(error?.kind == "IMEI")
        #expect(error?.reason.contains("have to be 9") == true)
        #expect(error?.reason.contains("typing error") == true)
    }

    @Test("of ten possible last digits exactly one is accepted in a report, and all of them from a network")
    func onlyOneDigit() throws {
        let texts = (0...9).map { "49015420323751\($0)" }

        let reported = texts.filter { (try? IMEI($0)) != nil }
        let received = Set(try texts.map { try IMEI($0, checkDigit: .ignored) })

        #expect(reported == ["490154203237518"])
        #expect(received.count == 1)
    }

    @Test("every single mistyped digit of a report is caught")
    func singleSlips() {
        let right = Array("490154203237518")

        for place in right.indices {
            for digit in "0123456789" where digit != right[place] {
                var slip = right
                slip[place] = digit

                let error = #expect(throws: IdentifierError.self) { try IMEI(String(slip)) }

                #expect(error?.code == .checkDigit)
            }
        }
    }

    @Test("14 digits and an IMEISV have no check digit to verify")
    func nothingToVerify() throws {
        let bare = try IMEI("49015420323751", checkDigit: .verified)
        let versioned = try IMEI("4901542032375199", checkDigit: .verified)

        #expect(bare == versioned)
    }

    @Test(
        "each fault has its own code",
        arguments: [
            ("", .empty), ("  \n ", .empty), ("4901542032375", .tooShort), ("1", .tooShort), ("49015420323751812", .tooLong),
            ("490154203237518/01", .tooLong), ("A1000009B3D2C7", .notADigit), ("49015420323751X", .notADigit),
            ("*#06#", .notADigit), ("+490154203237518", .notADigit), ("490154203237518.", .notADigit),
            ("imei-490154203237518", .notADigit),
            ("490154203237510", .checkDigit),
        ] as [(String, IdentifierError.Code)]
    )
    func codes(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try IMEI(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "IMEI")
    }

    @Test(
        "the position of a character that does not belong is named",
        arguments: [("49015420O237518", 9), ("x90154203237518", 1), ("49-015420-32375I-8", 16), ("4901542032375é", 14)]
    )
    func positions(text: String, position: Int) {
        let error = #expect(throws: IdentifierError.self) { try IMEI(text) }

        #expect(error?.code == .notADigit)
        #expect(error?.reason.hasPrefix("Character \(position) ") == true)
    }

    @Test("what follows a slash behind the check digit is explained")
    func softwareVersionBehindSlash() {
        let error = #expect(throws: IdentifierError.self) { try IMEI("490154203237518/01") }

        #expect(error?.reason.contains("without what follows a slash") == true)
    }

    @Test("substrings are read without making strings of them")
    func substrings() throws {
        let line = "490154203237518,20180217,stolen"

        let imei = try IMEI(line.prefix(15))

        #expect(imei.digits == "49015420323751")
    }

    @Test("a very long text is refused")
    func longText() {
        let text = String(repeating: "4-", count: 1_000_000)

        let error = #expect(throws: IdentifierError.self) { try IMEI(text) }

        #expect(error?.code == .tooLong)
    }

    @Test("hostile text gives an IMEI of its own digits or an error")
    func robust() {
        var random = SeededGenerator(seed: 3)
        var accepted = 0

        for _ in 0..<20_000 {
            let loose = Bool.random(using: &random)
            let text = loose ? random.looseDigits(Int.random(in: 12...18, using: &random)) : random.hostileText(upTo: 12)
            guard let imei = try? IMEI(text, checkDigit: .ignored) else { continue }
            accepted += 1

            let digits = text.filter { ("0"..."9").contains($0) && $0.isASCII }

            #expect((14...16).contains(digits.count))
            #expect(imei.digits == digits.prefix(14))
        }

        #expect(accepted > 1_000)
    }
}
