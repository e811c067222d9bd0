// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("What the digits and the type say")
struct TypeRuleTests {
    private static func table() throws -> TypeTable {
        try TypeTable(
            Array(
                """
                TAC|Manufacturer|Model_Name|Bands
                35000001|Maker|Old|GSM 900
                35000002|Maker|New|GSM 900,WCDMA,LTE
                35000003||Nameless|GSM 900

                """.utf8))
    }

    private func searching(_ rules: CloneRule...) throws -> Searching {
        var searching = Searching()
        searching.policy.rules = Set(rules)
        searching.tables.types = try Self.table()
        return searching
    }

    @Test("an old phone on 4G is found, with what it was on and what it can do")
    func technology() throws {
        let records: [UsageRecord] = [
            record(day: 1, rat: .geran), record(day: 2, rat: [.geran, .eutran]), record(day: 2, rat: .eutran),
        ]
        let evidence = try #require(try searching(.technology)(records).evidence(.technology, of: phone))

        #expect(evidence.seenOn == [.second, .fourth])
        #expect(evidence.able == [.second])
        #expect(evidence.timesDays == 1)
    }

    @Test(
        "what a type can do, what belongs to no generation, and types of which nothing is known are not found",
        arguments: [
            ("35000001000001", Technologies.geran), ("35000001000001", Technologies(rawValue: 1 << 3)),
            ("35000001000001", Technologies()),
            ("35000002000001", .eutran), ("35000003000001", .newRadio), ("35000009000001", .newRadio), ("ABC", .newRadio),
        ])
    func able(device: String, rat: Technologies) throws {
        #expect(try searching(.technology)([record(device, day: 1, rat: rat)]).findings.isEmpty)
    }

    @Test("on fewer days than is asked it is not found")
    func technologyDays() throws {
        var search = try searching(.technology)
        search.policy.technologyLeastDays = 2
        #expect(try search([record(day: 1, rat: .eutran), record(day: 1, rat: .eutran)]).findings.isEmpty)
        #expect(try search([record(day: 1, rat: .eutran), record(day: 3, rat: .eutran)]).findings.count == 1)
    }

    @Test("when more than a fifth of a type is on such a technology, the table is wrong and nothing is found")
    func doubted() throws {
        func records(_ impossible: Int) -> [UsageRecord] {
            (1...10).map { record("350000010000\($0 + 10)", day: 1, by: $0, rat: $0 <= impossible ? .eutran : .geran) }
        }
        #expect(try searching(.technology)(records(2)).findings.count == 2)
        let outcome = try searching(.technology)(records(3))
        #expect(outcome.findings.isEmpty)
        #expect(outcome.summary.doubtedTypes.map(\.description) == ["35000001"])
        #expect(try searching(.technology)(Array(records(9).prefix(9))).findings.count == 9, "of nine devices any share is large")
    }

    @Test("a type that nobody allocated is found when the delay of its body is over, and not a day before")
    func unallocated() throws {
        for (device, delay) in [
            ("35999999000001", 20), ("01999999000001", 40), ("86999999000001", 19), ("99999999000001", 69), ("49999999000001", 0),
        ] {
            var search = try searching(.unallocatedType)
            search.until = UsageDay.september.advanced(by: delay)
            #expect(try search([record(device, day: 1)]).findings.isEmpty, "\(device)")
            search.until = UsageDay.september.advanced(by: delay + 1)
            #expect(try search([record(device, day: 1)]).rules(of: device) == [.unallocatedType], "\(device)")
        }
    }

    @Test("without a table of types no type is unallocated")
    func withoutTable() throws {
        var search = Searching(.unallocatedType, .technology)
        search.until = .last
        #expect(try search([record("35999999000001", day: 1, rat: .newRadio)]).findings.isEmpty)
    }

    @Test("a test type is not an unallocated one")
    func testIsAllocated() throws {
        var search = try searching(.unallocatedType, .testType)
        search.until = .last
        #expect(try search([record("00100100000001", day: 1)]).rules(of: "00100100000001") == [.testType])
    }

    @Test(
        "test types are those of DIRBS, and where that is chosen those of TS.06",
        arguments: [
            ("00100100000001", true, true), ("00101799999999", true, true), ("00101800000001", false, true),
            ("00440000000001", true, true),
            ("00860000000001", true, true), ("00910000000001", true, true), ("00920000000001", false, true),
            ("02123456000001", false, true), ("01000000000001", false, false), ("35000001000001", false, false),
            ("ABC", false, false),
        ])
    func tests(device: String, dirbs: Bool, ts06: Bool) throws {
        var search = Searching(.testType)
        #expect(try search([record(device, day: 1)]).findings.isEmpty == !dirbs)
        search.policy.testTypes = .ts06
        #expect(try search([record(device, day: 1)]).findings.isEmpty == !ts06)
    }

    @Test("what is no IMEI is found", arguments: ["0", "ABCDEF", "*#06#", "3500000100000", "3500000100000A"])
    func malformed(device: String) throws {
        #expect(try Searching(.malformed)([record(device, day: 1), record(day: 1)]).findings.map(\.device.text) == [device])
    }

    @Test(
        "one digit repeated and digits that count up or down are found",
        arguments: [
            ("00000000000000", true), ("77777777777777", true), ("12345678901234", true), ("98765432109876", true),
            ("11111111111112", false), ("12345678901235", false), ("13579135791357", false), ("35000001000001", false),
        ])
    func repeated(device: String, isFound: Bool) throws {
        #expect(try Searching(.repeatedDigits)([record(device, day: 1)]).findings.isEmpty != isFound)
    }

    @Test("nobody owns what is malformed, for test, repeated or unallocated: there is no exception")
    func nobody() throws {
        var search = try searching(.malformed, .repeatedDigits, .unallocatedType, .testType, .duplicateThreshold)
        search.until = UsageDay.september.advanced(by: 90)
        let records: [UsageRecord] = ["ABC", "00000000000000", "35999999000001", "00100100000001"].flatMap { device in
            (1...12).map { record(device, day: 1, by: $0) }
        }
        let outcome = try search(records)

        #expect(outcome.findings.count == 9)
        #expect(outcome.exceptions.isEmpty)
    }
}
