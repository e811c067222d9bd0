// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Synchronization
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Opening and measuring")
struct OpeningTests {
    private let folder = TemporaryFolder()

    @Test("changes handed in at opening are there, the last one counting, and the version is the higher of both")
    func changes() throws {
        try Sample.fill(try Sample.empty(in: folder), [1: .prohibited, 2: .tracking], version: 10)
        let changes: [ListChange] = [
            .list(try Sample.imei(3), .permitted), .unlist(try Sample.imei(1)), .unlist(try Sample.imei(3)),
        ]
        let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: changes, version: 12)
        #expect(try Sample.contents(of: list) == [2: .tracking])
        #expect(list.version == 12 && list.count == 1)
        list.apply([], version: 5)
        #expect(list.version == 12)
        let older = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 3)
        #expect(older.version == 10)
    }

    @Test("opening without a segment removes what there was, and nothing of others")
    func fresh() throws {
        try Sample.fill(try Sample.empty(in: folder), [1: .prohibited], version: 1)
        folder.write([1], to: "replica.sqlite")
        let list = try Sample.empty(in: folder)
        #expect(folder.names == ["replica.sqlite"] && list.count == 0)
    }

    @Test("opening does not look at the sections: damage there is found by a search, and told with its section")
    func lazy() throws {
        try Sample.fill(try Sample.empty(in: folder), [1: .prohibited, 2_000_000: .tracking], version: 1)
        var bytes = folder.bytes(of: "devices-1.segment")
        bytes[bytes.count - 20] ^= 1
        folder.write(bytes, to: "devices-1.segment")
        let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 1)
        var search = try #require(list.verification())
        while search.step() {}
        #expect(search.findings.count == 1)
    }

    @Test("a damaged segment is replaced by a list from elsewhere")
    func mended() throws {
        try Sample.fill(try Sample.empty(in: folder), [1: .prohibited], version: 1)
        var bytes = folder.bytes(of: "devices-1.segment")
        bytes[4_096] ^= 0xFF
        folder.write(bytes, to: "devices-1.segment")
        let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 1)
        #expect(throws: SegmentError.self) { try list.compact() }
        try Sample.fill(list, [1: .prohibited, 2: .tracking], version: 2)
        #expect(try Sample.contents(of: list) == [1: .prohibited, 2: .tracking])
        list.apply([.unlist(try Sample.imei(1))], version: 3)
        try Sample.compact(list)
        #expect(try Sample.contents(of: list) == [2: .tracking])
    }

    @Test("the size tells changes, bytes on disk and bytes in memory, and goes down with a compaction")
    func size() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let before = list.size
        list.apply(try (0..<5_000).map { .list(try Sample.imei($0 * 1_000), .tracking) }, version: 2)
        let full = list.size
        try Sample.compact(list)
        let after = list.size
        #expect(before.changes == 0 && full.changes == 5_000 && after.changes == 0)
        #expect(full.bytesInMemory >= 10_000 * 16 && after.bytesInMemory == before.bytesInMemory && before.bytesInMemory < 16_384)
        #expect(
            after.bytesOnDisk == UInt64(folder.bytes(of: list.segmentName ?? "").count) && after.bytesOnDisk > before.bytesOnDisk)
        #expect(after.generationsWaiting == 0)
    }

    @Test("the same list gives the same file, however it came about")
    func same() throws {
        let devices: [UInt64: ListedStatus] = [5: .prohibited, 35_000_000_000_000: .tracking, 35_000_000_000_009: .permitted]
        let (direct, changed) = (TemporaryFolder(), TemporaryFolder())
        try Sample.fill(try Sample.empty(in: direct), devices, version: 4)
        let list = try Sample.list(in: changed, [5: .tracking, 6: .prohibited])
        list.apply(try devices.map { .list(try Sample.imei($0.key), $0.value) } + [.unlist(try Sample.imei(6))], version: 4)
        try Sample.compact(list)
        #expect(direct.bytes(of: "devices-1.segment") == changed.bytes(of: "devices-2.segment"))
    }

    @Test("of many threads that compact at once one does at a time, and the others are told so")
    func contention() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        let refused = Atomic<Int>(0)
        let done = Atomic<Int>(0)
        let other = Atomic<Int>(0)
        let workers = (0..<4).map { _ in
            Worker {
                for _ in 0..<10 {
                    do throws(SegmentError) {
                        let old = try list.adopt(try list.compact())
                        done.add(1, ordering: .relaxed)
                        // Another thread may just be letting go of it.
                        while let old, (try? list.discard(old)) == nil {}
                    } catch {
                        if error.code == .draftUnderWay {
                            refused.add(1, ordering: .relaxed)
                        } else {
                            other.add(1, ordering: .relaxed)
                        }
                    }
                }
            }
        }
        for worker in workers { worker.join() }
        #expect(done.load(ordering: .relaxed) + refused.load(ordering: .relaxed) == 40 && other.load(ordering: .relaxed) == 0)
        #expect(done.load(ordering: .relaxed) >= 10 && folder.names.count == 1)
        #expect(list.status(of: try Sample.imei(1)) == .prohibited)
    }
}
