// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("Subscriptions")
struct SubscriptionTests {
    @Test(
        "an IMSI keeps its digits, zeros in front too",
        arguments: ["204010123456789", "00101", "001010000000001", "999999999999999"])
    func digits(text: String) throws {
        #expect(try #require(IMSI(digits: text.utf8)).digits == text)
    }

    @Test("IMSIs of other lengths are others")
    func lengths() {
        #expect(IMSI(digits: "00101".utf8) != IMSI(digits: "000101".utf8))
    }

    @Test(
        "what has not 5 to 15 digits is no IMSI",
        arguments: ["", "2040", "2040101234567890", "20401012345678x", " 204010", "２０４０１"])
    func refused(text: String) {
        #expect(IMSI(digits: text.utf8) == nil)
    }

    @Test(
        "a SUPI with an IMSI gives it, another form stays as it came",
        arguments: ["nai-a@b", "gci-1", "gli-1", "imsi-1", "imsi-", "IMSI-204010123456789", "x"])
    func otherSUPI(text: String) {
        #expect(SUPI("imsi-204010123456789")?.imsi?.digits == "204010123456789")
        #expect(SUPI(text) == .other(text) && SUPI(text)?.imsi == nil && SUPI(text)?.description == text)
        #expect(SUPI(utf8: text.utf8) == nil)
    }

    @Test(
        "nothing and more than one line are neither SUPI nor GPSI", arguments: ["", "a\nb", "\r", "a\u{2028}b", "\u{2029}", "\r\n"])
    func lines(text: String) {
        #expect(SUPI(text) == nil && GPSI(text) == nil)
    }

    @Test("a GPSI is told apart by its form, and written as it came")
    func forms() throws {
        let number = try #require(PhoneNumber(value: 31_612_345_678))

        #expect(GPSI("msisdn-31612345678") == .msisdn(number))
        #expect(GPSI("extid-a@b.example") == .externalIdentifier(local: "a", domain: "b.example"))
        for text in [
            "msisdn-31612345678", "extid-a@b.example", "msisdn-0031", "msisdn-012345", "msisdn-1234567890123456", "extid-a",
            "extid-@b", "extid-a@b@c", "x",
        ] {
            #expect(GPSI(text)?.description == text)
        }
        #expect(GPSI("msisdn-012345") == .other("msisdn-012345") && GPSI("extid-a@b@c") == .other("extid-a@b@c"))
    }

    @Test("random texts are read or refused, and what is read is written as it came")
    func random() {
        var generator = SeededGenerator(seed: 29_571)
        let pieces = ["imsi-", "msisdn-", "extid-", "nai-", "@", "0", "9", "20401", "\n", "é", "-", " "]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
            let isOneLine = !text.isEmpty && !text.contains("\n")
            #expect(SUPI(text)?.description == (isOneLine ? text : nil))
            #expect(GPSI(text)?.description == (isOneLine ? text : nil))
        }
    }
}
