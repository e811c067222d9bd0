// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Reading blocks that are not as they should be")
struct BlockDecoderTests {
    private let folder = TemporaryFolder()

    /// A list of one type whose serial numbers stand in buckets, with two statuses.
    private func opened() throws -> OpenedList {
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        for serial in stride(from: UInt64(5), to: 1_000_000, by: 4_001) { try writer.add(serial, serial % 2 == 0 ? 2 : 3) }
        _ = try writer.finish(version: 1)
        return try OpenedList(folder: SegmentFolder(path: folder.path, prefix: "devices"), name: "devices-1.segment")
    }

    private func entry(
        _ right: DirectoryEntry, count: Int? = nil, kind: BlockShape.Kind? = nil, lowBits: Int? = nil, second: UInt64? = nil
    )
        -> DirectoryEntry
    {
        let shape = BlockShape(kind: kind ?? right.kind ?? .buckets, lowBits: lowBits ?? right.lowBits)
        return DirectoryEntry(
            type: right.type, count: count ?? right.count, shape: shape, status: right.status, second: second ?? right.second)
    }

    @Test("an entry that tells another number, shape, width or place than the block has is damage, and not a crash")
    func wrongEntries() throws {
        let opened = try opened()
        defer { withExtendedLifetime(opened) {} }
        let right = opened.list.entry(at: 0)
        var decoder = BlockDecoder()
        try decoder.decode(right, of: opened.list)
        #expect(decoder.serials.count == 250 && Set(decoder.statuses) == [2, 3])

        let wrong = [
            entry(right, count: 249), entry(right, count: 251), entry(right, count: 1 << 20), entry(right, count: 1),
            entry(right, kind: .bitmap), entry(right, kind: .statuses), entry(right, kind: .all), entry(right, kind: .single),
            entry(right, lowBits: 20), entry(right, lowBits: 31), entry(right, lowBits: 0),
            entry(right, lowBits: right.lowBits - 1),
            entry(right, second: right.second + 1), entry(right, second: 1 << 40), entry(right, second: .max),
            DirectoryEntry(word: right.word | 7 << 47, second: right.second),
        ]
        for entry in wrong {
            let error = #expect(throws: SegmentError.self) { try decoder.decode(entry, of: opened.list) }
            #expect(error?.code == .damaged)
        }
        try decoder.decode(right, of: opened.list)
        #expect(decoder.serials.count == 250)
    }

    @Test("entries of any bits are decoded into numbers of the type, in order, or refused")
    func randomEntries() throws {
        let opened = try opened()
        defer { withExtendedLifetime(opened) {} }
        let right = opened.list.entry(at: 0)
        var random = SeededGenerator(seed: 1)
        var decoder = BlockDecoder()
        for _ in 0..<300 {
            // Few serial numbers, or it takes long; all other bits are free.
            var word = right.word ^ (random.next() & random.next() & random.next())
            word &= ~(0xF_F000 << 27)
            guard (word >> 47) & 7 < 2 || random.next() % 8 == 0 else { continue }
            let entry = DirectoryEntry(word: word, second: random.next() % 2 == 0 ? right.second : random.next())
            guard (try? decoder.decode(entry, of: opened.list)) != nil else { continue }
            #expect(decoder.serials == decoder.serials.sorted() && decoder.serials.allSatisfy { $0 < 1_000_000 })
            #expect(Set(decoder.serials).count == decoder.serials.count && decoder.statuses.allSatisfy { (1...3).contains($0) })
        }
    }

    @Test("a directory whose types do not ascend is refused on the way through")
    func order() throws {
        let writer = try ListWriter(path: folder.path + "/devices-1.segment")
        for type in [1, 2, 3] as [UInt64] { try writer.add(type * 1_000_000, 2) }
        _ = try writer.finish(version: 1)
        let segment = try Segment(path: folder.path + "/devices-1.segment", kind: ListMetadata.kind)
        let place = try #require(segment.header.places.first { $0.name == ListMetadata.directory })
        var bytes = folder.bytes(of: "devices-1.segment")
        // The second type gets the number of the first.
        bytes[Int(place.offset) + 16] = 1
        folder.write(bytes, to: "devices-2.segment")

        let list = try ListedDevices(folder: folder.path, segment: "devices-2.segment", changes: [], version: 1)
        var entries = try list.entries()

        let error = #expect(throws: SegmentError.self) { while try entries.nextDevice() != nil {} }
        #expect(error?.code == .damaged)
    }
}
