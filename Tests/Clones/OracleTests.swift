// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

/// The rules again, written as plainly as can be over whole arrays: for random records both must say the same.
@Suite("The rules beside a plain reading of them")
struct OracleTests {
    private struct Row {
        let day: Int
        let minute: Int?
        let subscriber: Int
        let number: Int
        let network: String
        let place: Int
        let rat: Int
    }

    private static let places: [Place?] = [.amsterdam, .haarlem, .utrecht, .maastricht, .newYork, nil]
    private static let technologies: [Technologies] = [.geran, .utran, .eutran, .newRadio]

    private func rows(seed: UInt64) -> [Row] {
        var state = seed &* 0x9E37_79B9
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let (people, days, spread) = (next(14) + 1, next(40) + 5, next(6) + 1)
        var moments: Set<Int> = []
        return (0..<(next(120) + 5)).compactMap { _ in
            let (day, minute) = (next(days) + 1, next(1_440))
            guard moments.insert(day * 1_440 + minute).inserted else { return nil }  // so that the order is plain
            return Row(
                day: day, minute: next(4) == 0 ? nil : minute, subscriber: next(people), number: next(people),
                network: ["20404", "20408", "20416"][next(min(spread, 3))], place: next(6), rat: next(4))
        }
    }

    private func records(_ rows: [Row]) -> [UsageRecord] {
        rows.map { row in
            record(
                day: row.day, at: row.minute.map { "\($0 / 60):\($0 % 60)" }, by: row.subscriber,
                number: String(31_610_000_000 + row.number),
                on: row.network, in: Self.places[row.place], rat: Self.technologies[row.rat])
        }
    }

    @Test("for two thousand random phones")
    func random() throws {
        var found: [CloneRule: Int] = [:]
        for seed in 1...2_000 {
            let rows = rows(seed: UInt64(seed))
            var searching = Searching()
            searching.policy.leastForMatching = .max
            searching.policy.threshold = 6
            searching.policy.thresholdPeriod = 21
            searching.policy.dailyAverage = 1.8
            searching.policy.dailyPeriod = 14
            searching.policy.seriesNumbers = 2
            searching.policy.seriesPeriod = 12
            searching.policy.technologyLeastDays = 9
            searching.tables.types = try TypeTable(Array("TAC|Manufacturer|Model_Name|Bands\n35000001|M|N|GSM,WCDMA,LTE\n".utf8))
            let outcome = try searching(records(rows))
            let expected = Self.rules(rows)

            #expect(Set(outcome.rules(of: phone)) == expected, "seed \(seed)")
            for rule in expected { found[rule, default: 0] += 1 }
        }
        let tried: [CloneRule] = [
            .duplicateThreshold, .duplicateDailyAverage, .distanceInTime, .twoNetworks, .technology, .transientSeries,
        ]
        for rule in tried { #expect((20...1_980).contains(found[rule] ?? 0), "\(rule): \(found[rule] ?? 0)") }
    }

    /// What the rules find, by their text in docs/clones.md.
    private static func rules(_ rows: [Row]) -> Set<CloneRule> {
        var found: Set<CloneRule> = []
        let last = rows.map(\.day).max() ?? 0
        if Set(rows.filter { $0.day > last - 21 }.map(\.subscriber)).count >= 6 { found.insert(.duplicateThreshold) }
        let recent = rows.filter { $0.day > last - 14 }
        let days = Set(recent.map(\.day))
        let pairs = days.reduce(0) { sum, day in sum + Set(recent.filter { $0.day == day }.map(\.subscriber)).count }
        if days.count >= 5, Double(pairs) / Double(days.count) >= 1.8 { found.insert(.duplicateDailyAverage) }
        if Set(rows.filter { $0.rat == 3 }.map(\.day)).count >= 9 { found.insert(.technology) }
        if impossibleDays(rows) >= 2 { found.insert(.distanceInTime) }
        if doubleDays(rows) >= 5 { found.insert(.twoNetworks) }
        if isSeries(rows.filter { $0.day > last - 12 }), Set(rows.map(\.network)).count == 1 { found.insert(.transientSeries) }
        return found
    }

    private static func metres(_ one: Row, _ other: Row) -> Double? {
        guard let here = places[one.place], let there = places[other.place] else { return nil }
        return here.metres(to: there)
    }

    private static func impossibleDays(_ rows: [Row]) -> Int {
        let known = rows.filter { $0.minute != nil && places[$0.place] != nil }
            .sorted { ($0.day, $0.minute ?? 0) < ($1.day, $1.minute ?? 0) }
        var days: Set<Int> = []
        for (one, other) in zip(known, known.dropFirst()) where one.subscriber != other.subscriber {
            let hours = Double((other.day - one.day) * 1_440 + (other.minute ?? 0) - (one.minute ?? 0)) / 60 + 120.0 / 3_600
            let kilometres = (metres(one, other) ?? 0) / 1_000
            if kilometres > 40, (kilometres - 40) / hours > (kilometres <= 300 ? 320 : 1_000) { days.insert(other.day) }
        }
        return days.count
    }

    /// Of each subscription on a network the day's earlier record that came last is compared, as a phone is at one place at a time.
    private static func doubleDays(_ rows: [Row]) -> Int {
        var days: Set<Int> = []
        for day in Set(rows.map(\.day)) {
            let today = rows.filter { $0.day == day }.sorted { left, right in
                let (one, other) = (left.minute ?? .max, right.minute ?? .max)
                if one != other { return one < other }
                return key(left) < key(right)
            }
            for (index, row) in today.enumerated() {
                var latest: [String: Row] = [:]
                for earlier in today[..<index] { latest["\(earlier.subscriber) \(earlier.network)"] = earlier }
                for other in latest.values where other.subscriber != row.subscriber && other.network != row.network {
                    if let metres = metres(row, other), metres <= 40_000 { continue }
                    guard let minute = row.minute, let before = other.minute else {
                        days.insert(day)
                        continue
                    }
                    if minute - before <= 5 { days.insert(day) }
                }
            }
        }
        return days.count
    }

    /// The order of records of one moment, as far as it matters here.
    private static func key(_ row: Row) -> (Int, Int, String, Int32) {
        (row.subscriber, row.number, row.network, places[row.place]?.latitude ?? .min)
    }

    private static func isSeries(_ rows: [Row]) -> Bool {
        let pairs = Set(rows.map { $0.day * 100 + $0.number }).count
        let numbers = Set(rows.map(\.number)).sorted()
        guard pairs / 12 >= 2, numbers.count >= 3 else { return false }
        return Set(zip(numbers, numbers.dropFirst()).map { $1 - $0 }).count == 1
    }
}
