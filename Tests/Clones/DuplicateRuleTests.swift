// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

@Suite("Too many subscriptions")
struct DuplicateRuleTests {
    @Test("ten subscriptions in the period are found, nine are not")
    func threshold() throws {
        let nine: [UsageRecord] = (1...9).map { record(day: $0, by: $0) }

        #expect(try Searching(.duplicateThreshold)(nine).findings.isEmpty)
        let outcome = try Searching(.duplicateThreshold)(nine + [record(day: 9, by: 10)])
        let evidence = try #require(outcome.evidence(.duplicateThreshold, of: phone))
        #expect(evidence.subscriptions == 10)
        #expect(evidence.days == 9)
        #expect(evidence.first == .september)
        #expect(evidence.last == UsageDay.september.advanced(by: 8))
    }

    @Test("who was last seen before the period does not count; the first day of the period does")
    func period() throws {
        var searching = Searching(.duplicateThreshold)
        searching.policy.thresholdPeriod = 30
        let others: [UsageRecord] = (2...10).map { record(day: 31, by: $0) }

        #expect(try searching([record(day: 1, by: 1)] + others).findings.isEmpty)
        #expect(try searching([record(day: 2, by: 1)] + others).findings.count == 1)
    }

    @Test("records after the last day of the analysis do not count")
    func until() throws {
        var searching = Searching(.duplicateThreshold)
        searching.until = UsageDay.september.advanced(by: 9)
        let records: [UsageRecord] = (1...10).map { record(day: $0, by: $0) }

        #expect(try searching(records).findings.count == 1)
        searching.until = UsageDay.september.advanced(by: 8)
        #expect(try searching(records).findings.isEmpty)
    }

    @Test("IMSIs that are not 14 or 15 digits do not count, nor do rows without one")
    func valid() throws {
        let short: [UsageRecord] = (1...20).map { number in
            UsageRecord(device: code(phone), day: .september, imsi: DigitCode("20408\(number)"))
        }
        #expect(try Searching(.duplicateThreshold)(short + (1...20).map { record(day: $0, by: nil) }).findings.isEmpty)
    }

    @Test("telephone numbers count in the place of IMSIs where that is chosen")
    func numbers() throws {
        var searching = Searching(.duplicateThreshold)
        let records: [UsageRecord] = (1...10).map { record(day: $0, by: 1, number: "316000000\($0 + 10)") }

        #expect(try searching(records).findings.isEmpty)
        searching.policy.subscription = .msisdn
        #expect(try searching(records).evidence(.duplicateThreshold, of: phone)?.subscriptions == 10)
    }

    @Test("an average of 3.1 a day over five days is found, one less is not; the figures are those of DIRBS")
    func average() throws {
        // Five days: 3, 3, 3, 3 and 4 subscriptions are 16 over 5 days, 3.2; without the fourth of the last day 15 over 5, 3.0.
        let records: [UsageRecord] = (1...5).flatMap { day in (1...3).map { record(day: day, by: $0) } }

        #expect(try Searching(.duplicateDailyAverage)(records).findings.isEmpty)
        let outcome = try Searching(.duplicateDailyAverage)(records + [record(day: 5, by: 4)])
        let evidence = try #require(outcome.evidence(.duplicateDailyAverage, of: phone))
        #expect(evidence.subscriptionDays == 16)
        #expect(evidence.days == 5)
        #expect(evidence.subscriptions == 4)
    }

    @Test("four days are too few, however many subscriptions")
    func fewDays() throws {
        let records: [UsageRecord] = (1...4).flatMap { day in (1...9).map { record(day: day, by: $0) } }
        #expect(try Searching(.duplicateDailyAverage)(records).findings.isEmpty)
    }

    @Test("one subscription on two networks on a day, or often on a day, counts once")
    func once() throws {
        let records: [UsageRecord] = (1...5).flatMap { day in
            (1...3).flatMap { number in
                ["20404", "20408", "20416"].map { record(day: day, at: "12:0\(number)", by: number, on: $0) }
            }
        }
        #expect(try Searching(.duplicateDailyAverage)(records).findings.isEmpty)
    }

    @Test("days before the period of the average do not count")
    func averagePeriod() throws {
        let before: [UsageRecord] = (1...5).flatMap { day in (1...9).map { record(day: day, by: $0) } }
        let after: [UsageRecord] = (35...39).map { record(day: $0, by: 1) }
        #expect(try Searching(.duplicateDailyAverage)(before + after).findings.isEmpty)
        #expect(try Searching(.duplicateDailyAverage)(before).findings.count == 1)
    }

    @Test("the sum over days is that of sets, for random uses")
    func sumOfSets() throws {
        var searching = Searching(.duplicateDailyAverage)
        searching.policy.dailyAverage = 1
        searching.policy.dailyLeastDays = 1
        for seed in 1...50 {
            var state = UInt64(seed)
            func next(_ bound: UInt64) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int((state >> 33) % bound)
            }
            let uses = (0..<200).map { _ in (day: next(60) + 1, subscriber: next(40) + 1) }
            let last = uses.map(\.day).max() ?? 0
            let inPeriod = uses.filter { $0.day > last - 30 }
            let sum = Set(inPeriod.map { $0.day * 1_000 + $0.subscriber }).count
            let days = Set(inPeriod.map(\.day)).count

            let outcome = try searching(uses.map { record(day: $0.day, by: $0.subscriber) })
            let evidence = try #require(outcome.evidence(.duplicateDailyAverage, of: phone))
            #expect(Int(evidence.subscriptionDays) == sum)
            #expect(Int(evidence.days) == days)
            #expect(Int(evidence.subscriptions) == Set(inPeriod.map(\.subscriber)).count)
        }
    }
}
