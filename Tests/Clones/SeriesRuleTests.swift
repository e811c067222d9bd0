// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("Many numbers in a row")
struct SeriesRuleTests {
    /// On each of thirty days so many new numbers, one after the other.
    private func box(perDay: Int, step: Int = 1, network: String? = "20408") -> [UsageRecord] {
        (0..<30).flatMap { day in
            (0..<perDay).map { index in
                record(
                    day: day + 1, by: day * perDay + index + 1, number: String(31_610_000_000 + (day * perDay + index) * step),
                    on: network)
            }
        }
    }

    @Test("five a day in a progression on one network are found, four are not")
    func found() throws {
        let evidence = try #require(try Searching(.transientSeries)(box(perDay: 5)).evidence(.transientSeries, of: phone))
        #expect(evidence.numbers == 150)
        #expect(evidence.subscriptionDays == 150)
        #expect(evidence.days == 30)
        #expect(try Searching(.transientSeries)(box(perDay: 4)).findings.isEmpty)
    }

    @Test("the step may be any, and the network may be unknown")
    func step() throws {
        #expect(try Searching(.transientSeries)(box(perDay: 5, step: 100)).findings.count == 1)
        #expect(try Searching(.transientSeries)(box(perDay: 5, network: nil)).findings.count == 1)
    }

    @Test("one number out of step, or a second network, and it is none")
    func broken() throws {
        #expect(
            try Searching(.transientSeries)(box(perDay: 6) + [record(day: 3, number: "31655555555", on: "20408")]).findings.isEmpty)
        #expect(
            try Searching(.transientSeries)(box(perDay: 6) + [record(day: 3, number: "31610000001", on: "20416")]).findings.isEmpty)
    }

    @Test("numbers from before the period do not break it")
    func period() throws {
        let shifted: [UsageRecord] = box(perDay: 5).map { one in
            UsageRecord(
                device: one.device, day: one.day.advanced(by: 10), imsi: one.imsi, msisdn: one.msisdn, network: one.network)
        }
        #expect(try Searching(.transientSeries)(shifted + [record(day: 1, number: "31655555555", on: "20408")]).findings.count == 1)
    }

    @Test("two numbers are always a progression, and no series")
    func two() throws {
        var searching = Searching(.transientSeries)
        searching.policy.seriesPeriod = 1
        searching.policy.seriesNumbers = 2
        let two = [record(day: 1, number: "31610000001"), record(day: 1, by: 2, number: "31610000002")]
        #expect(try searching(two).findings.isEmpty)
        #expect(try searching(two + [record(day: 1, by: 3, number: "31610000003")]).findings.count == 1)
        #expect(try searching(two + [record(day: 1, by: 3, number: "31610000004")]).findings.isEmpty)
    }
}
