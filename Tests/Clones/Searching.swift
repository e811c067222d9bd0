// SPDX-License-Identifier: EUPL-1.2

import Clones
import Testing
import UsageRecords

/// Makes records, and searches them in memory.
struct Searching {
    var policy = ClonePolicy()
    var tables = CloneTables()
    var parts: Int? = 4
    var bytes = MemoryPlan.least
    var until: UsageDay?

    struct Outcome: Equatable {
        var findings: [Finding] = []
        var exceptions: [OwnerException] = []
        var summary: SearchSummary

        func rules(of device: String) -> [CloneRule] { findings.filter { $0.device.text == device }.map(\.rule) }

        func evidence(_ rule: CloneRule, of device: String) -> Evidence? {
            findings.first { $0.device.text == device && $0.rule == rule }?.evidence
        }

        func grounds(of device: String) -> [String: OwnerException.Ground] {
            Dictionary(uniqueKeysWithValues: exceptions.filter { $0.device.text == device }.map { ($0.imsi.digits, $0.ground) })
        }
    }

    /// Only one rule.
    init(_ rules: CloneRule...) {
        if !rules.isEmpty { policy.rules = Set(rules) }
    }

    func callAsFunction(_ records: [UsageRecord]) throws -> Outcome {
        var search = CloneSearch(
            policy: policy, tables: tables, plan: MemoryPlan(bytes: bytes, records: records.count, parts: parts),
            shelf: MemoryShelf())
        for record in records { search.take(record) }
        var findings: [Finding] = []
        var exceptions: [OwnerException] = []
        let summary = try search.finish(until: until, found: { findings.append($0) }, excepted: { exceptions.append($0) })
        return Outcome(findings: findings, exceptions: exceptions, summary: summary)
    }
}

/// A phone that the tests speak of.
let phone = "35000001000001"

/// The subscription of a number.
func imsi(_ number: Int) -> String { "20408" + String(10_000_000_000 + number).dropFirst() }

/// A record. Days are counted from 2025-09-01, which is 1.
func record(
    _ device: String = phone, day: Int, at time: String? = nil, by subscriber: Int? = 1, number: String? = nil,
    on network: String? = nil,
    in place: Place? = nil, rat: Technologies = []
) -> UsageRecord {
    let parts = (time ?? "").split(separator: ":").compactMap { Int($0) }
    return UsageRecord(
        device: code(device), day: UsageDay.september.advanced(by: day - 1),
        second: parts.count == 2 ? parts[0] * 3_600 + parts[1] * 60 : nil, imsi: subscriber.flatMap { DigitCode(imsi($0)) },
        msisdn: number.flatMap { DigitCode($0) }, network: network.flatMap { NetworkCode($0) }, place: place, technologies: rat)
}

extension UsageDay {
    static let september = UsageDay("20250901") ?? .first
}

extension Place {
    static let amsterdam = known(5_237_000, 490_000)
    static let haarlem = known(5_238_000, 464_000)
    static let utrecht = known(5_209_000, 512_000)
    static let maastricht = known(5_085_000, 569_000)
    static let newYork = known(4_071_000, -7_400_000)

    private static func known(_ latitude: Int32, _ longitude: Int32) -> Place {
        guard let place = Place(latitude: latitude, longitude: longitude) else { preconditionFailure("There is no such place.") }
        return place
    }
}

/// The code of a device; the test fails when it has none.
func code(_ text: String) -> DeviceCode {
    guard let code = DeviceCode(text) else { preconditionFailure("\(text) has no code") }
    return code
}
