// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Since when a device is listed")
struct DayTests {
    private let folder = TemporaryFolder()

    private func contents(_ list: ListedDevices) throws -> [UInt64: ListedDevice] {
        var entries = try list.entries()
        var contents: [UInt64: ListedDevice] = [:]
        while let device = try entries.nextDevice() { contents[device.imei.value] = device }
        return contents
    }

    @Test("days are numbers from 1970 on, from 2000 to 2179; others are not known")
    func numbers() {
        #expect(ListedDay(number: 10_957).rawValue == 1 && ListedDay(number: 10_957).number == 10_957)
        #expect(ListedDay(number: 76_491).rawValue == .max && ListedDay(number: 76_491).number == 76_491)
        for number in [10_956, 0, -1, 76_492, .max] { #expect(ListedDay(number: number) == .unknown) }
        #expect(ListedDay.unknown.number == nil)
    }

    @Test(
        "over random changes, compactions and restarts every device has the day of its last listing",
        arguments: 1...4 as ClosedRange<UInt64>)
    func history(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var list = try Sample.empty(in: folder)
        var right: [UInt64: ListedDevice] = [:]
        var since: [ListChange] = []
        for round in 1...60 as ClosedRange<UInt64> {
            let changes = try (0..<15).map { _ -> ListChange in
                let imei = try Sample.imei((random.next() % 60) * 333_337)
                guard random.next() % 3 > 0 else {
                    right[imei.value] = nil
                    return .unlist(imei)
                }
                let status: ListedStatus = random.next() % 2 == 0 ? .prohibited : .tracking
                let day = ListedDay(rawValue: UInt16(random.next() % 5))
                // A listing without a day leaves the status as it was, if it was that: then nothing is new.
                if day == .unknown, right[imei.value]?.status == status { return .list(imei, status) }
                right[imei.value] = ListedDevice(imei: imei, status: status, since: day)
                return .list(imei, status, since: day)
            }
            list.apply(changes, version: round)
            since += changes
            if round % 7 == 0 {
                try Sample.compact(list)
                since = []
            }
            if round % 11 == 0 {
                list = try ListedDevices(folder: folder.path, segment: list.segmentName, changes: since, version: round)
            }
            #expect(try contents(list) == right)
            #expect(try list.entries().version == round)
        }
    }

    @Test("changes that come while a segment is written keep their days, and lookups see none of it")
    func draft() throws {
        let list = try Sample.empty(in: folder)
        let day = ListedDay(rawValue: 9_000)
        list.apply([.list(try Sample.imei(1), .prohibited), .list(try Sample.imei(2), .prohibited, since: day)], version: 1)
        let draft = try list.compact()
        list.apply([.list(try Sample.imei(3), .tracking, since: ListedDay(rawValue: 9_001))], version: 2)

        if let old = try list.adopt(draft) { try list.discard(old) }

        #expect(try contents(list).mapValues(\.since.rawValue) == [1: 0, 2: 9_000, 3: 9_001])
        #expect(try list.status(of: Sample.imei(2)) == .prohibited && list.status(of: Sample.imei(3)) == .tracking)
    }

    @Test("a segment without any day has none, and days take two bytes for each device")
    func size() throws {
        let devices = try (0..<10_000 as Range<UInt64>).map { try Sample.device($0 * 97) }
        let other = TemporaryFolder()
        defer { withExtendedLifetime(other) {} }
        let plain = try Sample.empty(in: other)
        _ = try plain.adopt(plain.replace(version: 1) { writer in for device in devices { try writer.add(device) } })
        let dated = try Sample.empty(in: folder)
        _ = try dated.adopt(
            dated.replace(version: 1) { writer in
                for device in devices {
                    try writer.add(ListedDevice(imei: device.imei, status: device.status, since: ListedDay(rawValue: 5)))
                }
            })

        let more = dated.size.bytesOnDisk - plain.size.bytesOnDisk
        #expect((20_000...20_100).contains(more), "\(more)")
        #expect(try contents(dated).values.allSatisfy { $0.since.rawValue == 5 })
    }
}
