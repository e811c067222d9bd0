// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Identifiers

@Suite("Luhn digit")
struct LuhnDigitTests {
    @Test(
        "the published vectors give their check digit",
        arguments: [
            (49_015_420_323_751, 8), (81_111_101_313_646, 4), (31_111_106_045_110, 0), (41_111_101_365_980, 8),
            (35_686_800_004_141, 8), (35_209_900_176_148, 1), (35_417_803_685_978, 9), (35_007_752_323_751, 3),
        ] as [(UInt64, UInt8)]
    )
    func vectors(number: UInt64, expected: UInt8) {
        let digit = LuhnDigit.following(number)

        #expect(digit == expected)
    }

    @Test("zero has check digit zero, and the largest number is computed without overflow")
    func extremes() {
        #expect(LuhnDigit.following(0) == 0)
        #expect(LuhnDigit.following(99_999_999_999_999) == 4)
    }

    @Test("a number with its check digit passes the usual test over the whole number")
    func wholeNumber() {
        var random = SeededGenerator(seed: 1)
        let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]

        for _ in 0..<500 {
            let number = UInt64.random(in: 0..<IMEI.limit, using: &random)
            let complete = "\(number)\(LuhnDigit.following(number))"

            let sum = complete.reversed().enumerated().reduce(0) { sum, place in
                let digit = place.element.wholeNumberValue ?? -1
                return sum + (place.offset.isMultiple(of: 2) ? digit : doubled[digit])
            }

            #expect(sum.isMultiple(of: 10), "\(complete)")
        }
    }
}
