// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("OIN")
struct OINTests {
    @Test("the published example is read and written back", arguments: ["00000004194049711000", "00000001822477348000"])
    func examples(text: String) throws {
        let oin = try OIN(text)

        #expect(oin.description == text)
    }

    @Test(
        "the prefix tells the register",
        arguments: [
            ("00000001822477348000", .rsin), ("00000002000000000000", .fiscal), ("00000003123456780000", .kvk),
            ("00000004194049711000", .subOIN), ("00000006000000001000", .logius), ("00000007000000000000", .school),
            ("00000008000000001000", .foreign), ("00000009000000001000", .careProvider), ("00000010000000001000", .taxRegister),
            ("00000011000000001000", .healthInsurer), ("00000099000000001000", .test),
        ] as [(String, OIN.Prefix)]
    )
    func prefixes(text: String, prefix: OIN.Prefix) throws {
        let oin = try OIN(text)

        #expect(oin.prefix == prefix)
        #expect(oin.prefix.description == text.prefix(8))
    }

    @Test("an unknown prefix is accepted and kept")
    func unknownPrefix() throws {
        let oin = try OIN("12345678000000000000")

        #expect(oin.prefix.code == 12_345_678)
        #expect(oin.prefix != .test)
    }

    @Test("the largest number of twenty digits survives")
    func largest() throws {
        let oin = try OIN("99999999999999999999")

        #expect(oin.description == "99999999999999999999")
        #expect(oin.prefix.code == 99_999_999)
    }

    @Test("a trade register number goes in and comes out")
    func kvkNumber() throws {
        let number = try KvKNumber("01234567")

        let oin = OIN(kvkNumber: number)

        #expect(oin.description == "00000003012345670000")
        #expect(oin == (try OIN("00000003012345670000")))
        #expect(oin.kvkNumber == number)
    }

    @Test(
        "no trade register number is read from another register or from a longer number",
        arguments: ["00000001123456780000", "00000099123456780000", "00000003123456780001", "00000003123456789000"]
    )
    func noKvKNumber(text: String) throws {
        #expect(try OIN(text).kvkNumber == nil)
    }

    @Test(
        "anything but twenty bare digits is refused by code",
        arguments: [
            ("", .empty), ("0000000312345678000", .tooShort), ("000000031234567800000", .tooLong), ("12345678", .tooShort),
            ("00000003 1234567 80000", .notADigit), ("0000000700025BE00000", .notADigit), ("OIN00000003123456780", .notADigit),
            ("0000000312345678000\u{661}", .notADigit),
        ] as [(String, IdentifierError.Code)]
    )
    func refused(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try OIN(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "OIN")
    }

    @Test("numbers are ordered by register and then by number")
    func order() throws {
        let numbers = try ["00000004000000001000", "00000003999999990000", "00000003000000010000"].map { try OIN($0) }

        #expect(numbers.sorted().map(\.prefix) == [.kvk, .kvk, .subOIN])
        #expect(numbers.min() == numbers.last)
    }

    @Test("every twenty digits come back as they were, and hostile text is refused")
    func robust() throws {
        var random = SeededGenerator(seed: 7)

        for _ in 0..<5_000 {
            let digits = random.digits(20)
            let hostile = random.hostileText(upTo: 20)

            let oin = try OIN(digits)
            let other = try? OIN(hostile)

            #expect(oin.description == digits)
            #expect(other == nil || other?.description == hostile)
        }
    }
}
