// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Blocks of one type")
struct BlockTests {
    @Test("the smallest way is taken for each number of devices, and it never takes more than the plain ways")
    func sizes() {
        #expect(BlockShape.smallest(for: 1, isMixed: false).kind == .single)
        #expect(BlockShape.smallest(for: 2, isMixed: false).kind == .buckets)
        #expect(BlockShape.smallest(for: 1_000, isMixed: false).kind == .buckets)
        #expect(BlockShape.smallest(for: 200_000, isMixed: false).kind == .bitmap)
        #expect(BlockShape.smallest(for: 1_000_000, isMixed: false).kind == .all)
        #expect(BlockShape.smallest(for: 1_000_000, isMixed: true).kind == .statuses)
        for count in [2, 3, 10, 100, 999, 5_000, 65_535, 65_536, 100_000, 500_000, 999_999] {
            for isMixed in [false, true] {
                let size = BlockShape.smallest(for: count, isMixed: isMixed).byteCount(for: count, isMixed: isMixed)
                let most = min(isMixed ? 250_000 : 125_000, (count * (isMixed ? 22 : 20) + 15) / 8)
                #expect(size <= most, "\(count) take \(size) bytes")
            }
        }
    }

    @Test("a thousand devices of a type take less than two bytes each, and a status of their own less than a bit and a half more")
    func thousand() {
        let uniform = BlockShape.smallest(for: 1_000, isMixed: false).byteCount(for: 1_000, isMixed: false)
        let mixed = BlockShape.smallest(for: 1_000, isMixed: true).byteCount(for: 1_000, isMixed: true)
        #expect(uniform < 1_900 && mixed - uniform <= 250)
    }

    private static let counts = [1, 2, 3, 7, 64, 1_000, 12_345]

    @Test("what is encoded is found and nothing else, and decoded in order", arguments: counts, [false, true])
    func roundTrip(count: Int, isMixed: Bool) throws {
        var random = SeededGenerator(seed: UInt64(count))
        var statuses: [UInt64: UInt8] = [:]
        while statuses.count < count { statuses[random.next() % 1_000_000] = isMixed ? UInt8(1 + statuses.count % 3) : 2 }
        var questions: [UInt64] = [0, 1, 999_998, 999_999]
        for serial in statuses.keys.prefix(1_000) { questions += [serial &- 1, serial, serial + 1] }

        try check(statuses, questions: questions.filter { $0 < 1_000_000 })
    }

    /// From the number where four bytes tell the bounds, over bitmaps, to nearly all.
    @Test("dense types are found and nothing else, and decoded in order", arguments: [15, 11, 3], [false, true])
    func dense(step: UInt64, isMixed: Bool) throws {
        var statuses: [UInt64: UInt8] = [:]
        for serial in stride(from: UInt64(0), to: 1_000_000, by: UInt64.Stride(step)) {
            statuses[serial] = isMixed ? UInt8(1 + serial % 2) : 3
        }

        try check(statuses, questions: Array(stride(from: UInt64(0), to: 1_000_000, by: 33)) + [999_999])
    }

    private func check(_ statuses: [UInt64: UInt8], questions: [UInt64]) throws {
        let folder = TemporaryFolder()
        let sorted = statuses.sorted { $0.key < $1.key }
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        for (serial, status) in sorted { try writer.add(serial, status) }
        _ = try writer.finish(version: 1)

        let opened = try OpenedList(folder: SegmentFolder(path: folder.path, prefix: "devices"), name: "devices-1.segment")
        defer { withExtendedLifetime(opened) {} }

        #expect(opened.list.types == 1 && opened.list.entry(at: 0).count == statuses.count)
        let wrong = questions.count { opened.list.status(of: $0) != statuses[$0, default: 0] }
        #expect(wrong == 0)
        var decoder = BlockDecoder()
        try decoder.decode(opened.list.entry(at: 0), of: opened.list)
        #expect(decoder.serials == sorted.map { UInt32($0.key) })
        #expect(decoder.statuses == sorted.map(\.value))
    }

    @Test("serial numbers that all stand close together, or only at the ends, are found and nothing else")
    func clusters() throws {
        for range in [0..<3_000, 997_000..<1_000_000, 499_000..<502_000] {
            let folder = TemporaryFolder()
            let writer = try ListWriter(path: folder.path + "/devices-1.segment")
            for serial in range { try writer.add(UInt64(serial), 2) }
            _ = try writer.finish(version: 1)
            let opened = try OpenedList(folder: SegmentFolder(path: folder.path, prefix: "devices"), name: "devices-1.segment")
            for serial in stride(from: 0, to: 1_000_000, by: 97) {
                #expect(opened.list.status(of: UInt64(serial)) == (range.contains(serial) ? 2 : 0))
            }
            for serial in [range.lowerBound, range.upperBound - 1] { #expect(opened.list.status(of: UInt64(serial)) == 2) }
            withExtendedLifetime(opened) {}
        }
    }
}
