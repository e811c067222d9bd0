// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Listed devices beside a dictionary")
struct DifferentialTests {
    @Test(
        "over random changes, compactions, replacements and restarts every answer is that of a dictionary",
        arguments: 1...4 as ClosedRange<UInt64>)
    func history(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = TemporaryFolder()
        var list = try Sample.empty(in: folder)
        var right: [UInt64: ListedStatus] = [:]
        var since: [ListChange] = []
        for round in 1...60 as ClosedRange<UInt64> {
            let changes = try (0..<Int.random(in: 0...120, using: &random)).map { _ -> ListChange in
                let imei = try Sample.imei(value(&random))
                let status: ListedStatus? = ListedStatus(rawValue: UInt8(random.next() % 4))
                right[imei.value] = status
                return status.map { .list(imei, $0) } ?? .unlist(imei)
            }
            list.apply(changes, version: round)
            since += changes
            switch round % 10 {
            case 3:
                try Sample.compact(list)
                since = []
            case 6:
                list = try ListedDevices(folder: folder.path, segment: list.segmentName, changes: since, version: round)
            case 9 where round % 20 == 9:
                right = Dictionary(uniqueKeysWithValues: (0..<200).map { ($0 * 500_001 + seed, .tracking) })
                try Sample.fill(list, right, version: round)
                since = []
            default: break
            }
            for value in Sample.nasty(around: right.keys.prefix(60)) {
                #expect(list.status(of: try Sample.imei(value)) == right[value])
            }
            for _ in 0..<50 {
                let value = value(&random)
                #expect(list.status(of: try Sample.imei(value)) == right[value])
            }
            #expect(list.count == right.count && list.totals.tracking == right.values.count { $0 == .tracking })
            if round % 7 == 0 { #expect(try Sample.contents(of: list) == right) }
        }
    }

    /// Few types and few serial numbers, so that things meet; now and then the ends and a dense run.
    private func value(_ random: inout SeededGenerator) -> UInt64 {
        switch random.next() % 8 {
        case 0: [0, 99_999_999_999_999, 999_999, 1_000_000].randomElement(using: &random) ?? 0
        case 1...3: 35_000_000_000_000 + random.next() % 600
        case 4: (35_000_000 + random.next() % 3_000) * 1_000_000 + [0, 999_999, 500_000][Int(random.next() % 3)]
        default: (86_000_000 + random.next() % 40) * 1_000_000 + random.next() % 1_000_000
        }
    }

    @Test("types of every density side by side: whole, dense, sparse, of one device, next to each other")
    func densities() throws {
        let folder = TemporaryFolder()
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        let strides = [0: 1_000_000, 1: 7, 2: 50_000, 3: 250_000, 4: 999_999, 6: 12, 99_999_999: 333]
        for (type, step) in strides.sorted(by: { $0.key < $1.key }) {
            for serial in stride(from: 0, to: 1_000_000, by: step) { try writer.add(UInt64(type) * 1_000_000 + UInt64(serial), 2) }
        }
        _ = try writer.finish(version: 1)
        let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 1)

        for type in [0, 1, 2, 3, 4, 5, 6, 7, 99_999_998, 99_999_999] {
            for serial in [0, 1, 6, 7, 8, 11, 12, 13, 332, 333, 334, 49_999, 50_000, 999_998, 999_999]
                + Array(stride(from: 3, to: 1_000_000, by: 9_973))
            {
                let isListed = strides[type].map { serial % $0 == 0 } ?? false
                let answer = list.status(of: try Sample.imei(UInt64(type) * 1_000_000 + UInt64(serial)))
                #expect(answer == (isListed ? .prohibited : nil), "type \(type), serial \(serial)")
            }
        }
    }
}
