// SPDX-License-Identifier: EUPL-1.2

import Testing
import UsageRecords

@Suite("The parts of a usage record")
struct RecordPartsTests {
    @Test("every day of the century has its place, one after the other")
    func days() {
        var expected = 0
        for year in 2000...2099 {
            for (month, length) in [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    let number = year * 10_000 + (month + 1) * 100 + day
                    let found = UsageDay(number: number)
                    #expect(found?.ordinal == UInt16(expected), "\(number)")
                    #expect(found?.number == number)
                    expected += 1
                }
            }
        }
        #expect(expected == 36_525)
        #expect(UsageDay.last.number == 20_991_231)
    }

    @Test(
        "what is no day is none",
        arguments: ["20250229", "20250431", "20251301", "20250100", "19991231", "21000101", "2025010", "202501011", "2025-1-1", ""])
    func noDay(text: String) { #expect(UsageDay(text) == nil) }

    @Test("days are added and held within the century")
    func advanced() {
        #expect(UsageDay("20240228")?.advanced(by: 2).number == 20_240_301)
        #expect(UsageDay("20000102")?.advanced(by: -9) == .first)
        #expect(UsageDay.last.advanced(by: 1) == .last)
    }

    @Test("digits keep their leading zeros", arguments: ["0", "00", "204080123456789", "000000000000000", "31612345678"])
    func digits(text: String) throws {
        let code = try #require(DigitCode(text))

        #expect(code.digits == text)
        #expect(code.count == text.count)
        #expect(String(code.number) == String(Int(text) ?? -1))
    }

    @Test("what is not 1 to 15 digits has no code", arguments: ["", "2040801234567890", "20408a", " 1", "+31"])
    func noDigits(text: String) { #expect(DigitCode(text) == nil) }

    @Test("a network is five or six digits")
    func networks() {
        #expect(NetworkCode("20416")?.digits == "20416")
        #expect(NetworkCode("310410")?.digits == "310410")
        #expect(NetworkCode("00101") != NetworkCode("000101"))
        for text in ["2041", "3104101", "2041a", ""] { #expect(NetworkCode(text) == nil, "\(text)") }
    }

    @Test("technologies belong to the generations in which DIRBS ranks them")
    func technologies() throws {
        let expected: [(Int, Generations)] = [
            (1, .third), (2, .second), (3, []), (4, []), (5, .third), (6, .fourth), (7, []), (8, .fourth), (9, .fourth),
            (10, .fifth),
            (101, .fourth), (102, .third), (103, .third), (104, .second), (105, .fourth),
        ]
        for (code, generations) in expected {
            let technology = try #require(Technologies(code: code))
            #expect(technology.generations == generations, "\(code)")
            #expect(technology.codes == [code])
        }
        for code in [0, 11, 100, 106, 999] { #expect(Technologies(code: code) == nil) }
        #expect(Technologies([.geran, .eutran]).generations.text == "2G|4G")
    }

    @Test("distances are those of maps")
    func distances() throws {
        let amsterdam = try #require(Place(latitude: 5_237_022, longitude: 489_517))
        let maastricht = try #require(Place(latitude: 5_085_137, longitude: 569_099))
        let newYork = try #require(Place(latitude: 4_071_278, longitude: -7_400_594))
        let suva = try #require(Place(latitude: -1_814_161, longitude: 17_844_149))
        let apia = try #require(Place(latitude: -1_383_330, longitude: -17_176_670))

        #expect(abs(amsterdam.metres(to: maastricht) - 177_500) < 2_000)
        #expect(abs(amsterdam.metres(to: newYork) - 5_860_000) < 30_000)
        #expect(abs(suva.metres(to: apia) - 1_145_000) < 15_000)  // over the date line
        #expect(amsterdam.metres(to: amsterdam) == 0)
        #expect(Place(latitude: 9_000_001, longitude: 0) == nil)
        #expect(Place(latitude: 0, longitude: -18_000_001) == nil)
    }

    @Test("a record takes 48 bytes, so that files of them can be reckoned with")
    func size() { #expect(MemoryLayout<UsageRecord>.stride == 48) }
}
