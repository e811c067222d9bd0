// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import UsageRecords

@Suite("Which device a number was used in")
struct NumberSearchTests {
    private static let number = DigitCode("31612345678")

    private static func record(_ device: String, _ day: Int, _ msisdn: String? = "31612345678") throws -> UsageRecord {
        UsageRecord(
            device: try #require(DeviceCode(device)), day: try #require(UsageDay(number: day)),
            msisdn: msisdn.flatMap { DigitCode($0) })
    }

    private static func search(_ records: [UsageRecord]) throws -> [NumberSearch.Found] {
        let number = try #require(number)
        var search = NumberSearch([number])
        for record in records { search.take(record) }
        return search.found(for: number)
    }

    @Test("the device that had the number on most of its last days comes first, with first and last day")
    func found() throws {
        let days = Array(20_260_201...20_260_210)
        let found = try Self.search(
            try days.map { try Self.record("35000000000001", $0) }
                + [20_260_105, 20_260_210].map { try Self.record("35000000000002", $0) })

        #expect(found.map(\.device.text) == ["35000000000001", "35000000000002"])
        #expect(found.map(\.confidence) == [90, 18])
        #expect(found[0].first.number == 20_260_201 && found[0].last.number == 20_260_210 && found[1].first.number == 20_260_105)
    }

    @Test("of long use only the last 28 days count: who got another phone is found with that one")
    func recent() throws {
        let old = try (1...28).map { try Self.record("35000000000001", 20_260_100 + $0) }
        let new = try (1...28).map { try Self.record("35000000000002", 20_260_200 + $0) }

        let found = try Self.search(old + new)

        #expect(found.map(\.device.text) == ["35000000000002", "35000000000001"] && found.map(\.confidence) == [100, 0])
    }

    @Test("records of others, without a number, and of what is no IMEI name nobody")
    func others() throws {
        #expect(
            try Self.search([
                Self.record("35000000000001", 20_260_201, "31612345679"), Self.record("35000000000001", 20_260_201, nil),
                Self.record("1234", 20_260_201),
            ]).isEmpty)
        var search = NumberSearch([])
        search.take(try Self.record("35000000000001", 20_260_201))
        #expect(search.found(for: try #require(Self.number)).isEmpty)
    }

    @Test("what is kept of one number is bounded")
    func bounded() throws {
        let found = try Self.search(try (0..<1_100).map { try Self.record(String(35_000_000_000_000 + $0), 20_260_201) })

        #expect(found.count == NumberSearch.mostDevices)
    }
}
