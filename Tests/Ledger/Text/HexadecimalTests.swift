// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Hexadecimal and decimal")
struct HexadecimalTests {
    @Test("every byte is written as two lower-case digits and read in either case")
    func bytes() {
        for byte in UInt8.min...UInt8.max {
            let text = Hexadecimal.encode([byte])
            #expect(text.utf8.count == 2)
            #expect(text == text.lowercased())
            #expect(Hexadecimal.decode(text) == [byte])
            #expect(Hexadecimal.decode(text.uppercased()) == [byte])
        }
        #expect(Hexadecimal.encode([0x00, 0x0F, 0xA5]) == "000fa5")
    }

    @Test(
        "an odd number of digits or another character is refused", arguments: ["0", "000", "0g", "g0", " 00", "0x00", "００", "-1"])
    func refused(text: String) {
        #expect(Hexadecimal.decode(text) == nil)
    }

    @Test(
        "decimal numbers are read in their one spelling",
        arguments: [("0", 0), ("1", 1), ("10", 10), ("18446744073709551615", UInt64.max)] as [(String, UInt64)])
    func decimals(text: String, expected: UInt64) {
        #expect(Decimal.read(text) == expected)
    }

    @Test(
        "decimal numbers in another spelling or out of range are refused",
        arguments: [
            "", "00", "01", "+1", "-1", " 1", "1 ", "1.0", "a", "１", "18446744073709551616", "99999999999999999999",
            "100000000000000000000",
        ])
    func wrongDecimals(text: String) {
        #expect(Decimal.read(text) == nil)
    }

    @Test("decimal numbers are written as Swift describes them")
    func written() {
        var random = SeededGenerator(seed: 10)
        for value in [0, 1, -1, 9, 10, 99, 100, .max, .min] + (0..<1000).map({ _ in Int64(bitPattern: random.next()) }) {
            var bytes: [UInt8] = []
            Decimal.write(value, to: &bytes)
            #expect(String(decoding: bytes, as: UTF8.self) == "\(value)")
        }
    }
}
