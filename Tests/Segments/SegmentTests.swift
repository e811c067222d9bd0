// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("Segments")
struct SegmentTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/sample-1.segment" }

    @Test(
        "what was written to sections in turns is read back from each",
        arguments: [[1_000, 70_000, 0], [0, 0, 0], [1, 1, 1], [63, 64, 65], [300_000, 5, 300_000]])
    func roundTrip(lengths: [Int]) throws {
        let contents = try SampleSegment.write(to: path, lengths: lengths)

        let segment = try Segment(path: path, kind: SampleSegment.kind)

        #expect(segment.metadata == SampleSegment.metadata)
        #expect(segment.byteCount == UInt64(folder.bytes(of: "sample-1.segment").count))
        for (name, content) in zip(["first", "second", "third"] as [SegmentName], contents) {
            #expect(SampleSegment.bytes(of: segment.section(name)) == content)
        }
        #expect(segment.header.places.allSatisfy { $0.offset % 64 == 0 })
        try segment.verify()
    }

    @Test("after writing, only the segment is left in the folder")
    func nothingBeside() throws {
        try SampleSegment.write(to: path)
        #expect(folder.names == ["sample-1.segment"])
    }

    @Test("the same content gives the same bytes")
    func deterministic() throws {
        try SampleSegment.write(to: path)
        try SampleSegment.write(to: folder.path + "/sample-2.segment")
        #expect(folder.bytes(of: "sample-1.segment") == folder.bytes(of: "sample-2.segment"))
    }

    @Test("a section that is not there is empty")
    func absentSection() throws {
        try SampleSegment.write(to: path)
        #expect(try Segment(path: path, kind: SampleSegment.kind).section("fourth").count == 0)
    }

    @Test("another kind than asked for is refused")
    func wrongKind() throws {
        try SampleSegment.write(to: path)
        let error = #expect(throws: SegmentError.self) { try Segment(path: path, kind: "other") }
        #expect(error?.code == .wrongKind && error?.reason.contains("sample") == true)
    }

    @Test("a file that is not there, or is a folder, is refused")
    func unreadable() {
        #expect(throws: SegmentError.self) { try Segment(path: path, kind: SampleSegment.kind) }
        #expect(throws: SegmentError.self) { try Segment(path: folder.path, kind: SampleSegment.kind) }
    }

    @Test("a section named twice, too many sections and too much metadata are refused")
    func unfit() throws {
        #expect(throws: SegmentError.self) { try SegmentWriter(path: path, kind: "sample", sections: ["a", "a"]) }
        let many = (0..<33).map { SegmentName(word: UInt64($0 + 65)) }
        #expect(throws: SegmentError.self) { try SegmentWriter(path: path, kind: "sample", sections: many) }
        let writer = try SegmentWriter(path: path, kind: "sample", sections: ["a"])
        let error = #expect(throws: SegmentError.self) { try writer.finish(metadata: [UInt8](repeating: 0, count: 2_049)) }
        #expect(error?.code == .unfit)
    }

    @Test("the most sections and metadata that are allowed fit the header")
    func fullHeader() throws {
        let names = (0..<32).map { SegmentName(word: UInt64($0 + 65)) }
        let writer = try SegmentWriter(path: path, kind: "sample", sections: names)
        for place in 0..<32 { try writer.append([UInt8(place)], to: place) }
        let metadata = [UInt8](repeating: 7, count: 2_048)
        try writer.finish(metadata: metadata)

        let segment = try Segment(path: path, kind: "sample")

        #expect(segment.metadata == metadata)
        for (place, name) in names.enumerated() { #expect(SampleSegment.bytes(of: segment.section(name)) == [UInt8(place)]) }
    }

    @Test("reads outside a section give zero, also at the ends of the number line")
    func outside() throws {
        let contents = try SampleSegment.write(to: path, lengths: [16, 0, 0])
        let segment = try Segment(path: path, kind: SampleSegment.kind)
        defer { withExtendedLifetime(segment) {} }
        let section = segment.section("first")
        #expect(section.load(UInt8.self, at: 15) == contents[0][15])
        for offset in [9, 15, 16, 17, 1 << 40, Int.max, Int.max - 7, -1, -8, Int.min] {
            #expect(section.load(UInt64.self, at: offset) == 0)
        }
        for offset in [16, -1, Int.max, Int.min] { #expect(section[offset] == 0) }
        #expect(Section.empty.load(UInt64.self, at: 0) == 0 && Section.empty[0] == 0)
    }

    @Test("a name is the first eight characters, and what is unprintable is not printed")
    func names() {
        #expect(SegmentName("serials").description == "serials")
        #expect(SegmentName("longerthaneight").description == "longerth")
        #expect(SegmentName(word: 0x41_07_42).description == "B?A")
    }
}
