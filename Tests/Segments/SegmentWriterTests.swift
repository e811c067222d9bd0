// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Testing
import Trials

@testable import Segments

@Suite("Writing segments")
struct SegmentWriterTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/sample-1.segment" }

    @Test("sections of any number and size, written in pieces of any size, are read back", arguments: 1...6 as ClosedRange<UInt64>)
    func pieces(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...8, using: &random)
        let names = (0..<count).map { SegmentName(word: UInt64(0x61 + $0)) }
        var contents = [[UInt8]](repeating: [], count: count)
        let writer = try SegmentWriter(path: path, kind: "sample", sections: names)
        for _ in 0..<200 {
            let section = Int.random(in: 0..<count, using: &random)
            let piece = random.bytes(Int.random(in: 0...700, using: &random))
            try writer.append(piece, to: section)
            contents[section] += piece
            #expect(writer.count(of: section) == UInt64(contents[section].count))
        }
        let length = try writer.finish(metadata: [])

        let segment = try Segment(path: path, kind: "sample")

        #expect(segment.byteCount == length && UInt64(folder.bytes(of: "sample-1.segment").count) == length)
        for (name, content) in zip(names, contents) { #expect(SampleSegment.bytes(of: segment.section(name)) == content) }
        try segment.verify()
        #expect(folder.names == ["sample-1.segment"])
    }

    @Test("a piece larger than the buffer goes through whole")
    func large() throws {
        var random = SeededGenerator(seed: 9)
        let content = random.bytes(600_000)
        let writer = try SegmentWriter(path: path, kind: "sample", sections: ["a", "b"])
        for section in 0..<2 {
            try writer.append([1], to: section)
            try writer.append(content, to: section)
            try writer.append([2], to: section)
        }
        try writer.finish(metadata: [])
        let segment = try Segment(path: path, kind: "sample")
        for name in ["a", "b"] as [SegmentName] {
            let section = segment.section(name)
            #expect(section.count == 600_002 && section[0] == 1 && section[600_001] == 2)
            #expect(stride(from: 0, to: 600_000, by: 997).allSatisfy { section[$0 + 1] == content[$0] })
        }
        try segment.verify()
    }

    @Test("only the owner may read the file")
    func mode() throws {
        try SampleSegment.write(to: path)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("what has the name is replaced at the end and not before")
    func replaced() throws {
        try SampleSegment.write(to: path, lengths: [10, 0, 0])
        let old = try Segment(path: path, kind: SampleSegment.kind)
        let writer = try SegmentWriter(path: path, kind: SampleSegment.kind, sections: ["first"])
        try writer.append([1, 2, 3], to: 0)
        #expect(try Segment(path: path, kind: SampleSegment.kind).section("first").count == 10)

        try writer.finish(metadata: [])

        let new = try Segment(path: path, kind: SampleSegment.kind)
        #expect(SampleSegment.bytes(of: new.section("first")) == [1, 2, 3])
        // Who has the old one open still has it.
        #expect(old.section("first").count == 10 && old.section("first")[9] != 0 || old.section("first")[8] != 0)
    }

    @Test("a leftover of an earlier build with the same name is no hindrance")
    func leftover() throws {
        folder.write([UInt8](repeating: 9, count: 90_000), to: "sample-1.segment.new")
        folder.write([UInt8](repeating: 9, count: 90_000), to: "sample-1.segment.new1")
        let contents = try SampleSegment.write(to: path)
        let segment = try Segment(path: path, kind: SampleSegment.kind)
        #expect(SampleSegment.bytes(of: segment.section("second")) == contents[1])
        #expect(folder.names == ["sample-1.segment"])
    }

    @Test("a name that a folder has is refused, and nothing stays behind")
    func folderInTheWay() throws {
        mkdir(path, 0o700)
        defer { rmdir(path) }
        do {
            let writer = try SegmentWriter(path: path, kind: "sample", sections: ["a", "b"])
            let error = #expect(throws: SegmentError.self) { try writer.finish(metadata: []) }
            #expect(error?.code == .unwritable)
        }
        #expect(folder.names == ["sample-1.segment"])
    }
}
