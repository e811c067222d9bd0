// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        "numbers are written as in RFC 8785, Appendix B",
        arguments: [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func appendixB(pattern: UInt64, expected: String) {
        #expect(JSON.number(Double(bitPattern: pattern)).canonicalText == expected)
    }

    @Test("numbers that are not finite are written as null", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
    func notFinite(value: Double) {
        #expect(JSON.number(value).canonicalText == "null")
    }

    @Test(
        "the layout changes where ECMAScript changes it",
        arguments: [
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e21, "1.5e+21"),
            (123e18, "123000000000000000000"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-7, "1.25e-7"),
            (0.1, "0.1"),
            (0.5, "0.5"),
            (-0.5, "-0.5"),
            (1.5, "1.5"),
            (100.25, "100.25"),
            (1e100, "1e+100"),
            (1e-100, "1e-100"),
            (4.5, "4.5"),
            (2e-3, "0.002"),
            (1e-27, "1e-27"),
            (0.1 + 0.2, "0.30000000000000004"),
            (2.2250738585072014e-308, "2.2250738585072014e-308"),
        ])
    func layout(value: Double, expected: String) {
        #expect(JSON.number(value).canonicalText == expected)
    }

    @Test("a hundred thousand random numbers read back as what they were")
    func roundTrip() {
        var random = SeededGenerator(seed: 8785)
        for _ in 0..<100_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = JSON.number(value).canonicalText
            #expect(Double(text) == value, "\(text)")
            #expect(text.utf8.count <= 25)
        }
    }

    @Test(
        "whole numbers in range become integers however they are spelled",
        arguments: [
            ("0", 0),
            ("-0", 0),
            ("-0.0", 0),
            ("0e5", 0),
            ("1.0", 1),
            ("1e0", 1),
            ("1E+2", 100),
            ("10e-1", 1),
            ("-12.0", -12),
            ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991),
            ("9.007199254740991e15", 9_007_199_254_740_991),
        ] as [(String, Int64)])
    func integers(text: String, expected: Int64) throws {
        #expect(try JSON(parsing: text).integer == expected)
    }

    @Test(
        "fractions and very large numbers are read as numbers",
        arguments: [("0.1", 0.1), ("-2.5E-3", -0.0025), ("1e21", 1e21), ("1E30", 1e30)])
    func fractions(text: String, expected: Double) throws {
        let value = try JSON(parsing: text)
        #expect(value.integer == nil)
        #expect(value.number == expected)
    }

    @Test(
        "whole numbers that readers may not keep are refused",
        arguments: [
            "9007199254740992",
            "-9007199254740992",
            "9007199254740993",
            "99999999999999999999",
            "9223372036854775808",
            "18446744073709551616",
            "1000000000000000000000",
            "9007199254740992.0",
            "1e16",
            "1e20",
            "-9.9e20",
            "1e309",
            "-1e400",
        ])
    func outOfRange(text: String) {
        #expect(jsonFault(text) == .number)
    }

    @Test(
        "numbers out of the grammar are refused",
        arguments: [
            "+1", ".5", "5.", "-", "--1", "01", "-01", "00", "1.e1", "1e", "1e+", "1e-", "1ee1", "0x10", "1_000", "1,5", "1.2.3",
            "-a",
        ])
    func grammar(text: String) {
        #expect(jsonFault(text) == .syntax)
    }

    @Test("a number of more than 128 characters is refused, one of 128 is read")
    func length() {
        #expect(jsonFault("0." + String(repeating: "1", count: 126)) == nil)
        #expect(jsonFault("0." + String(repeating: "1", count: 127)) == .limit)
        #expect(jsonFault(String(repeating: "9", count: 100_000)) == .limit)
    }

    @Test("a number too small to tell from zero is zero")
    func underflow() throws {
        #expect(try JSON(parsing: "1e-400") == 0)
    }

    @Test("canonical numbers read back and are written the same, from a random spelling on")
    func stability() throws {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<20_000 {
            let value = Double.random(in: -1e15...1e15, using: &random) / Double(1 << Int.random(in: 0...40, using: &random))
            let once = JSON(number: value).canonical()
            #expect(try JSON(parsing: once).canonical() == once)
        }
    }

    @Test("integers are written in full, to the ends of their range")
    func extremes() {
        #expect(JSON.integer(.max).canonicalText == "9223372036854775807")
        #expect(JSON.integer(.min).canonicalText == "-9223372036854775808")
        #expect(JSON.integer(0).canonicalText == "0")
        #expect(JSON.integer(-10).canonicalText == "-10")
    }

    @Test("a number initialiser normalises as a reader does")
    func initialiser() {
        #expect(JSON(number: 3).integer == 3)
        #expect(JSON(number: -0.0).integer == 0)
        #expect(JSON(number: 3.5).integer == nil)
        #expect(JSON(number: 1e300).integer == nil)
        #expect(JSON(number: 9_007_199_254_740_992).integer == nil)
    }
}
