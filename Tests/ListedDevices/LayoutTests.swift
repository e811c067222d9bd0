// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Directories of types")
struct LayoutTests {
    @Test("an entry keeps everything that is put in it, at the ends of each range")
    func entries() {
        for type: UInt32 in [0, 1, 35_000_000, 99_999_999] {
            for count in [1, 2, 65_536, 1_000_000] {
                for kind: BlockShape.Kind in [.single, .buckets, .bitmap, .statuses, .all] {
                    for status: UInt8 in 0...3 {
                        for lowBits in [0, 13, 20] {
                            let shape = BlockShape(kind: kind, lowBits: lowBits)
                            let entry = DirectoryEntry(type: type, count: count, shape: shape, status: status, second: 1 << 40)
                            #expect(entry.type == type && entry.count == count && entry.kind == kind && entry.status == status)
                            #expect(entry.lowBits == lowBits && entry.second == 1 << 40)
                        }
                    }
                }
            }
        }
        #expect(DirectoryEntry(word: .max, second: 0).kind == nil)
    }

    @Test("metadata is read back as it was written")
    func metadata() throws {
        let folder = TemporaryFolder()
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        for type in 0..<300 as Range<UInt64> { try writer.add(type * 300_000_000 + 5, UInt8(1 + type % 3)) }
        let totals = try writer.finish(version: .max)

        let opened = try OpenedList(folder: SegmentFolder(path: folder.path, prefix: "devices"), name: "devices-1.segment")

        #expect(opened.metadata.version == .max && opened.metadata.types == 300)
        #expect(opened.metadata.totals == totals && totals == ListTotals(permitted: 100, prohibited: 100, tracking: 100))
    }

    /// From one type, over many in one slot, to types far apart: other numbers of slots, and full ones.
    @Test(
        "a type is found among its neighbours, however many there are and however close",
        arguments: [1, 2, 10, 255, 256, 257, 3_000], [1, 3, 33_333])
    func types(count: Int, distance: Int) throws {
        guard count * distance < 100_000_000 else { return }
        let folder = TemporaryFolder()
        let first = 100_000_000 - (count - 1) * distance - 1
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        for place in 0..<count { try writer.add(UInt64(first + place * distance) * 1_000_000 + UInt64(place), 2) }
        _ = try writer.finish(version: 1)

        let opened = try OpenedList(folder: SegmentFolder(path: folder.path, prefix: "devices"), name: "devices-1.segment")
        defer { withExtendedLifetime(opened) {} }

        for place in stride(from: 0, to: count, by: max(1, count / 300)) {
            let imei = UInt64(first + place * distance) * 1_000_000 + UInt64(place)
            #expect(opened.list.status(of: imei) == 2)
            #expect(opened.list.status(of: imei + 1) == 0)
            #expect(opened.list.status(of: imei - 1) == 0)
            if distance > 1 { #expect(opened.list.status(of: imei - 1_000_000) == 0) }
        }
        #expect(opened.list.status(of: 0) == 0 && opened.list.status(of: UInt64(first) * 1_000_000 - 1) == 0)
        #expect(opened.metadata.slotCount <= 4 * count + 4)
    }

    @Test("totals count in and out by status, and exceptions apart")
    func totals() {
        var totals = ListTotals()
        for status: UInt8 in 0...4 { totals.add(Int(status) * 10, status: status, isException: false) }
        totals.add(7, status: 1, isException: true)
        totals.add(-1, status: 3, isException: false)
        totals.add(5, status: 0, isException: true)
        #expect(totals == ListTotals(permitted: 10, prohibited: 20, tracking: 29, exceptions: 7) && totals.devices == 59)
    }

    @Test("the raw values of statuses stand in files and do not change")
    func rawValues() {
        #expect(ListedStatus.allCases.map(\.rawValue) == [1, 2, 3])
        #expect([.permitted, .prohibited, .tracking].map(\ListedStatus.rawValue) == [1, 2, 3])
        #expect(ListedStatus(rawValue: 0) == nil && ListedStatus(rawValue: 4) == nil)
    }
}
