// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@Suite("KvK number")
struct KvKNumberTests {
    @Test("eight digits are read and written with their zeros")
    func roundTrip() throws {
        let number = try KvKNumber("00012345")

        #expect(number.value == 12345)
        #expect(number.description == "00012345")
    }

    @Test("a number below 10^8 is taken, a larger one is not")
    func fromNumber() {
        #expect(KvKNumber(value: 99_999_999)?.description == "99999999")
        #expect(KvKNumber(value: 100_000_000) == nil)
    }

    @Test(
        "anything but eight bare digits is refused by code",
        arguments: [
            ("", .empty), ("1234567", .tooShort), ("123456789", .tooLong), ("000012345678", .tooLong), ("1234 5678", .notADigit),
            ("12.345.678", .notADigit), ("KvK12345678", .notADigit), ("12345678 ", .notADigit), (" ", .notADigit),
        ] as [(String, IdentifierError.Code)]
    )
    func refused(text: String, code: IdentifierError.Code) {
        let error = #expect(throws: IdentifierError.self) { try KvKNumber(text) }

        #expect(error?.code == code)
        #expect(error?.kind == "KvK number")
    }

    @Test("numbers are ordered by value")
    func order() throws {
        let numbers = try ["20000000", "00000001", "10000000"].map { try KvKNumber($0) }

        #expect(numbers.sorted().map(\.description) == ["00000001", "10000000", "20000000"])
    }

    @Test("hostile text gives the number as it stands or an error")
    func robust() {
        var random = SeededGenerator(seed: 6)
        var accepted = 0

        for _ in 0..<20_000 {
            let text =
                Bool.random(using: &random) ? random.hostileText(upTo: 6) : random.digits(Int.random(in: 7...9, using: &random))
            guard let number = try? KvKNumber(text) else { continue }
            accepted += 1

            #expect(number.description == text)
        }

        #expect(accepted > 100)
    }
}
