// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("Telephone number")
struct PhoneNumberTests {
    @Test(
        "one line is one value whatever the spelling",
        arguments: [
            "+31612345678", "+31 6 12345678", "+31 (0)6 12345678", "+31(0)612345678", "0031612345678", "00 31 6-12 34 56 78",
            "0031 (0)6 12345678", "0612345678", "06-12345678", "(06) 12345678", "06.12.34.56.78", "06/12345678",
            " +31 6 1234 5678\n",
        ]
    )
    func spellings(text: String) throws {
        let number = try PhoneNumber(text)

        #expect(number.description == "+31612345678")
        #expect(number.value == 31_612_345_678)
    }

    @Test("a national number belongs to the country given")
    func country() throws {
        let dutch = try PhoneNumber("070 123 4567", defaultCountry: "31")
        let belgian = try PhoneNumber("02 123 45 67", defaultCountry: "32")
        let northAmerican = try PhoneNumber("0 202 555 0100", defaultCountry: "1")
        let irish = try PhoneNumber("01 234 5678", defaultCountry: "353")

        #expect(dutch.description == "+31701234567")
        #expect(belgian.description == "+3221234567")
        #expect(northAmerican.description == "+12025550100")
        #expect(irish.description == "+35312345678")
    }

    @Test("the country given does not touch an international number", arguments: ["+44 20 7946 0000", "00442079460000"])
    func internationalStays(text: String) throws {
        let number = try PhoneNumber(text, defaultCountry: "31")

        #expect(number.description == "+442079460000")
    }

    @Test("a national number keeps the zeros inside it")
    func innerZeros() throws {
        #expect(try PhoneNumber("0100000000").description == "+31100000000")
        #expect(try PhoneNumber("+39 06 12345678").description == "+390612345678")
        #expect(try PhoneNumber("+44 20 (0)1 2345").description == "+4420012345")
    }

    @Test(
        "a country code that is none is refused",
        arguments: [("", .empty), ("031", .malformed), ("3x", .notADigit), ("3100", .tooLong), ("+31", .notADigit)]
            as [(String, IdentifierError.Code)])
    func impossibleCountry(country: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try PhoneNumber("0612345678", defaultCountry: country) }

        #expect(error?.code == code)
        #expect(error?.kind == "country code")
    }

    @Test("the number of a network has no plus and is taken as a number")
    func fromNumber() {
        #expect(PhoneNumber(value: 31_612_345_678)?.description == "+31612345678")
        #expect(PhoneNumber(value: 10_000)?.description == "+10000")
        #expect(PhoneNumber(value: 9_999) == nil)
        #expect(PhoneNumber(value: 999_999_999_999_999)?.description == "+999999999999999")
        #expect(PhoneNumber(value: 1_000_000_000_000_000) == nil)
    }

    @Test(
        "each fault has its own code",
        arguments: [
            ("", .empty), ("  ", .empty), ("+", .empty), ("()", .empty), ("+311", .tooShort), ("00", .tooShort), ("0", .tooShort),
            ("+1234567890123456", .tooLong), ("00123456789012345 6", .tooLong), ("01234567890123456", .tooLong),
            ("+316123456789012345", .tooLong), ("31612345678", .malformed), ("612345678", .malformed), ("+0612345678", .malformed),
            ("000612345678", .malformed), ("+310612345678", .malformed), ("0031 06 12345678", .malformed),
            ("(0612345678", .malformed),
            ("06 1234 abcd", .notADigit), ("tel:+31612345678", .notADigit), ("++31612345678", .notADigit),
            ("06+12345678", .notADigit),
            ("06)12345678", .notADigit), ("((06)12345678", .notADigit), ("-0612345678", .notADigit),
            ("*21*0612345678#", .notADigit),
            ("٠٦١٢٣٤٥٦٧٨", .notADigit),
        ] as [(String, IdentifierError.Code)]
    )
    func codes(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try PhoneNumber(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "telephone number")
    }

    @Test("fifteen digits are accepted with a plus and with two zeros")
    func longest() throws {
        #expect(try PhoneNumber("+123456789012345") == PhoneNumber("00123456789012345"))
    }

    @Test("a missing country code is explained by an example")
    func advice() {
        let error = #expect(throws: IdentifierError.self) { try PhoneNumber("31612345678") }

        #expect(
            error?.reason
                == "The telephone number does not begin with a country code; "
                + "give + with the country code and the number, such as +31612345678."
        )
    }

    @Test("a very long text is refused")
    func longText() {
        let text = "+31" + String(repeating: " ", count: 1_000_000)

        let error = #expect(throws: IdentifierError.self) { try PhoneNumber(text) }

        #expect(error?.code == .tooLong)
    }

    @Test("numbers are ordered by value")
    func order() throws {
        let numbers = try ["+32470123456", "+31612345678", "+12025550100"].map { try PhoneNumber($0) }

        #expect(numbers.sorted().map(\.description) == ["+12025550100", "+31612345678", "+32470123456"])
    }

    @Test("what is read from hostile text reads the same when it is written")
    func robust() throws {
        var random = SeededGenerator(seed: 8)
        var accepted = 0

        for _ in 0..<20_000 {
            let prefix = ["", "+31", "06", "0031 "].randomElement(using: &random) ?? ""
            let text = prefix + random.hostileText(upTo: 8)
            guard let number = try? PhoneNumber(text) else { continue }
            accepted += 1

            #expect(try PhoneNumber(number.description) == number)
            #expect((6...16).contains(number.description.count))
            #expect(PhoneNumber(value: number.value) == number)
        }

        #expect(accepted > 100)
    }
}
