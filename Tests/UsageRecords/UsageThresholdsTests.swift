// SPDX-License-Identifier: EUPL-1.2

import Testing
import UsageRecords

@Suite("How much may be wrong with a dump")
struct UsageThresholdsTests {
    private static let good = "20250901,49015420323751,204080123456789,31612345678,006"

    private func doubts(_ other: String, count: Int, of total: Int = 100, home: [NetworkCode] = []) -> [String] {
        let rows = Array(repeating: other, count: count) + Array(repeating: Self.good, count: total - count)
        let reading = Reading("date,imei,imsi,msisdn,rat\n" + rows.joined(separator: "\n"), home: home)
        return UsageThresholds().exceeded(by: reading.counts, hasHome: !home.isEmpty)
    }

    @Test(
        "five in a hundred may lack something or be unclean, six may not",
        arguments: [
            ("20250901,,204080123456789,31612345678,006", "without an IMEI"),
            ("20250901,49015420323751,,31612345678,006", "without an IMSI"),
            ("20250901,49015420323751,204080123456789,,006", "without an MSISDN"),
            ("20250901,49015420323751,204080123456789,31612345678,", "without a technology"),
            ("20250901,ABC,204080123456789,31612345678,006", "do not start with 14 digits"),
            ("20250901,49015420323751,2040801234567,31612345678,006", "not 14 or 15 digits"),
            ("20250230,49015420323751,204080123456789,31612345678,006", "with a fault"),
        ])
    func shares(row: String, words: String) {
        #expect(doubts(row, count: 5) == [])
        let told = doubts(row, count: 6)
        #expect(told.contains { $0.contains(words) }, "\(told)")
    }

    @Test("guests are counted only where home is known")
    func guests() {
        let foreign = "20250901,49015420323751,262010123456789,31612345678,006"
        let neighbour = "20250901,49015420323751,204160123456789,31612345678,006"
        let home = [NetworkCode("20408")].compactMap { $0 }

        #expect(doubts(foreign, count: 90) == [])
        #expect(doubts(foreign, count: 10, home: home) == [])
        #expect(doubts(foreign, count: 11, home: home).count == 1)
        #expect(doubts(neighbour, count: 20, home: home) == [])
        #expect(doubts(neighbour, count: 21, home: home).first?.contains("other networks") == true)
    }

    @Test("leading zeros that a spreadsheet dropped are noticed")
    func leadingZeros() {
        let short = "20250901,1247600123456,204080123456789,31612345678,006"
        let told = doubts(short, count: 100, of: 10_000)

        #expect(told.count == 1)
        #expect(told.first?.contains("leading zeros") == true)
        #expect(doubts(short, count: 99, of: 10_000) == [])
        #expect(doubts("20250901,ABCDEF,204080123456789,31612345678,006", count: 200, of: 10_000) == [])
    }
}
