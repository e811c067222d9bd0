// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import DeviceLists

@Suite("Which devices a survey has seen")
struct SeenDevicesTests {
    @Test(
        "it answers as a dictionary does, however small it began and whatever chooses the places",
        arguments: [0, 1, 700, 5_000], [UInt64(0), 1, 0x1234_5678_9ABC_DEF1, .max])
    func asDictionary(expected: Int, multiplier: UInt64) {
        var random = SplitMix64(seed: UInt64(expected) &+ multiplier)
        var seen = SeenDevices(expected: expected, multiplier: multiplier)
        var rows: [UInt64: Int] = [:]
        var devices: [UInt64] = []

        for _ in 0..<4_000 {
            // Half of them in a row, as the serial numbers of one type are; many come twice.
            let device = random.next() % 2 == 0 ? 35_209_900_000_000 + random.next() % 3_000 : random.next() % 99_999_999_999_999
            let found = seen.firstRow(of: device, else: devices.count) { devices[$0] == device }
            #expect(found == rows[device])
            guard found == nil else { continue }
            rows[device] = devices.count
            devices.append(device)
        }

        #expect(rows.count > 2_000)
        #expect(devices.allSatisfy { seen.touch($0) != 0 })
    }

    @Test("devices with the same hash are told apart by their rows")
    func sameHash() {
        var seen = SeenDevices(expected: 0, multiplier: 1)

        let first = seen.firstRow(of: 7, else: 0) { _ in false }
        let other = seen.firstRow(of: 7, else: 1) { _ in false }
        let again = seen.firstRow(of: 7, else: 2) { $0 == 1 }

        #expect(first == nil && other == nil)
        #expect(again == 1)
    }

    @Test("rows judged together give what they give one by one: duplicates, conflicts and faults included", arguments: [1, 7, 256])
    func together(size: Int) throws {
        var text = "imei,reporting_date,status\n"
        for number in 0..<900 {
            let imei = 35_209_900_000_000 + number % 400
            text += number % 50 == 49 ? "x,,\n" : "\(imei),202601\(number % 300 < 150 ? "01" : "02"),blacklist\n"
        }
        var outcomes: [StolenListOutcome] = []
        var reader = StolenListReader()
        try reader.read(Array(text.utf8)) { outcomes.append($0) }
        var (one, many) = (StolenListSurvey(), StolenListSurvey())

        for outcome in outcomes { one.add(outcome) }
        for start in stride(from: 0, to: outcomes.count, by: size) {
            many.add(Array(outcomes[start..<min(start + size, outcomes.count)]))
        }

        #expect(one.counts == many.counts && one.faults == many.faults)
        #expect(one.duplicates == many.duplicates && one.conflicts == many.conflicts)
        #expect(Array(one.acceptedRows) == Array(many.acceptedRows))
        #expect(one.counts.conflicts > 0 && one.counts.duplicates > 0 && one.counts.refused > 0)
    }
}
