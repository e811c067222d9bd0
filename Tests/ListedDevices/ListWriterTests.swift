// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Writing a list")
struct ListWriterTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/devices-1.segment" }

    @Test("a device twice, or one before the last, is refused")
    func order() throws {
        let writer = try ListWriter(path: path)
        try writer.add(Sample.device(35_000_000_000_001))
        for value: UInt64 in [35_000_000_000_001, 35_000_000_000_000, 0] {
            let error = #expect(throws: SegmentError.self) { try writer.add(Sample.device(value)) }
            #expect(error?.code == .outOfOrder)
        }
        try writer.add(Sample.device(35_000_000_000_002))
    }

    @Test("an exception twice, or one before the last, is refused")
    func exceptionOrder() throws {
        let writer = try ListWriter(path: path)
        let imei = try Sample.imei(35_000_000_000_001)
        try writer.add(ListedException(imei: imei, subscriber: Sample.subscriber("204080000000002")))
        for digits in ["204080000000002", "204080000000001"] {
            #expect(throws: SegmentError.self) {
                try writer.add(ListedException(imei: imei, subscriber: Sample.subscriber(digits)))
            }
        }
        try writer.add(ListedException(imei: imei, subscriber: Sample.subscriber("204080000000003")))
    }

    @Test("one device takes a page and little more; the ends of the number line are found")
    func small() throws {
        for value: UInt64 in [0, 99_999_999_999_999] {
            let list = try Sample.list(in: TemporaryFolder(), [value: .tracking])
            #expect(list.size.bytesOnDisk < 4_500)
            for other in Sample.nasty(around: [value]) {
                #expect(list.status(of: try Sample.imei(other)) == (other == value ? .tracking : nil))
            }
        }
    }

    @Test("a thousand devices of a thousand types take some twenty-five bytes each, of ten types less than three")
    func thousand() throws {
        var random = SeededGenerator(seed: 1)
        var apart: [UInt64: ListedStatus] = [:]
        while apart.count < 1_000 { apart[random.next() % 100_000_000_000_000] = .prohibited }
        #expect(try Sample.list(in: TemporaryFolder(), apart).size.bytesOnDisk < 4_096 + 35_000)
        var together: [UInt64: ListedStatus] = [:]
        while together.count < 1_000 { together[35_000_000_000_000 + random.next() % 10_000_000] = .prohibited }
        #expect(try Sample.list(in: TemporaryFolder(), together).size.bytesOnDisk < 4_096 + 3_000)
    }

    @Test("a list of a thousand devices a type takes less than two bytes a device in all, whatever their types")
    func dense() throws {
        let writer = try ListWriter(path: path)
        var random = SeededGenerator(seed: 2)
        for type in 0..<60 {
            let serials = Set((0..<1_000).map { _ in random.next() % 1_000_000 }).sorted()
            for serial in serials { try writer.add(UInt64(35_000_000 + type * 1_003) * 1_000_000 + serial, 2) }
        }
        let totals = try writer.finish(version: 1)
        let size = folder.bytes(of: "devices-1.segment").count - SegmentHeader.length
        #expect(Double(size) / Double(totals.devices) < 2)
    }

    @Test("the totals are those of what was written, and are read back")
    func totals() throws {
        let list = try Sample.empty(in: folder)
        let draft = try list.replace(version: 7) { writer in
            for value: UInt64 in 1...10 {
                try writer.add(Sample.device(value * 1_000_000_000, value < 3 ? .permitted : value < 7 ? .tracking : .prohibited))
            }
            try writer.add(ListedException(imei: Sample.imei(5), subscriber: Sample.subscriber("204080000000001")))
        }
        #expect(draft.totals == ListTotals(permitted: 2, prohibited: 4, tracking: 4, exceptions: 1) && draft.version == 7)
        _ = try list.adopt(draft)
        #expect(list.totals == draft.totals && list.count == 10 && list.version == 7)
    }

    @Test("what the caller throws while it writes comes out, and nothing stays on disk")
    func failing() throws {
        struct Failure: Error {}
        let list = try Sample.list(in: folder, [5: .prohibited])
        let before = folder.names
        #expect(throws: Failure.self) {
            _ = try list.replace(version: 2) { writer in
                try writer.add(Sample.device(1))
                throw Failure()
            }
        }
        #expect(folder.names == before)
        #expect(list.status(of: try Sample.imei(5)) == .prohibited)
        try Sample.fill(list, [6: .tracking], version: 3)
        #expect(try Sample.contents(of: list) == [6: .tracking])
    }
}
