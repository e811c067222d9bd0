// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("Files under segments")
struct FilesTests {
    private let folder = TemporaryFolder()

    @Test("bytes appended in pieces come out in order, and the length is right before they are on disk")
    func append() throws {
        var random = SeededGenerator(seed: 1)
        let file = try OutputFile(path: folder.path + "/file")
        var expected: [UInt8] = []
        for size in [0, 1, 300_000, 7, 262_144, 262_143, 2, 100_000, 200_000] {
            let piece = random.bytes(size)
            try piece.withUnsafeBytesTyped { bytes throws(SegmentError) in try file.append(bytes) }
            expected += piece
            #expect(file.length == UInt64(expected.count))
        }
        try file.sync()
        #expect(folder.bytes(of: "file") == expected)
    }

    @Test("what stands there can be written over after a flush")
    func put() throws {
        let file = try OutputFile(path: folder.path + "/file")
        try [1, 2, 3, 4].withUnsafeBytesTyped { bytes throws(SegmentError) in try file.append(bytes) }
        try file.flush()
        try [9, 8].withUnsafeBytesTyped { bytes throws(SegmentError) in try file.put(bytes, at: 1) }
        try file.sync()
        #expect(folder.bytes(of: "file") == [1, 9, 8, 4])
    }

    @Test("a read beyond the end is an error that names the file")
    func beyond() throws {
        folder.write([1, 2, 3], to: "file")
        let file = try ReadableFile(path: folder.path + "/file")
        #expect(try file.length() == 3)
        #expect(try file.read(at: 1, count: 2) == [2, 3])
        #expect(try file.read(at: 3, count: 0) == [])
        for (offset, count) in [(0, 4), (3, 1), (100, 1)] as [(UInt64, Int)] {
            let error = #expect(throws: SegmentError.self) { try file.read(at: offset, count: count) }
            #expect(error?.code == .unreadable && error?.reason.contains("/file") == true)
        }
    }

    @Test("an error prints its kind and its sentence")
    func errors() {
        let error = SegmentError(.damaged, "Something is wrong: mend it.")
        #expect("\(error)" == "damaged: Something is wrong: mend it.")
        #expect(SegmentError.Code("other") != .damaged)
    }
}
