// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("Folders of segments")
struct SegmentFolderTests {
    private let place = TemporaryFolder()
    private var folder: SegmentFolder { SegmentFolder(path: place.path, prefix: "devices") }

    @Test("names go up from the newest that is there, finished or not")
    func nextName() throws {
        #expect(try folder.nextName() == "devices-1.segment")
        place.write([], to: "devices-9.segment")
        place.write([], to: "devices-10.segment.new")
        place.write([], to: "images-77.segment")
        #expect(try folder.nextName() == "devices-11.segment")
    }

    @Test("leftovers are what is ours and not kept, and nothing of others")
    func leftovers() throws {
        let ours = ["devices-1.segment", "devices-2.segment", "devices-3.segment.new", "devices-3.segment.new1"]
        let others = [
            "devices.sqlite", "devices-.segment", "devices-1.segment.old", "images-1.segment", "lock", "devices-x1.segment",
            "devices-4.segment.new1a",
        ]
        for name in ours + others { place.write([1, 2, 3], to: name) }

        let removed = try folder.removeLeftovers(keeping: ["devices-2.segment"])

        #expect(removed.sorted() == ["devices-1.segment", "devices-3.segment.new", "devices-3.segment.new1"])
        #expect(place.names == (others + ["devices-2.segment"]).sorted())
    }

    @Test("an erased file is gone, and its bytes were overwritten with zeros before")
    func erase() throws {
        place.write([UInt8](repeating: 0xAA, count: 600_000), to: "devices-1.segment")
        place.link("devices-1.segment", as: "witness")

        try SegmentFolder.erase(path: folder.path(of: "devices-1.segment"))

        #expect(place.names == ["witness"])
        let bytes = place.bytes(of: "witness")
        #expect(bytes.count == 600_000 && bytes.allSatisfy { $0 == 0 })
    }

    @Test("erasing what is not there does nothing; a folder cannot be erased")
    func eraseNothing() throws {
        try SegmentFolder.erase(path: folder.path(of: "devices-1.segment"))
        #expect(throws: SegmentError.self) { try SegmentFolder.erase(path: place.path) }
    }

    @Test("a crash while a segment is written leaves what the next start removes, and no segment")
    func crash() throws {
        let path = folder.path(of: "devices-1.segment")
        var writer: SegmentWriter? = try SegmentWriter(path: path, kind: "sample", sections: ["a", "b"])
        try writer?.append([UInt8](repeating: 0xAA, count: 300_000), to: 0)
        // What is on disk at this moment is what a crash would leave.
        #expect(place.names == ["devices-1.segment.new", "devices-1.segment.new1"])
        place.link("devices-1.segment.new", as: "witness")
        #expect(place.bytes(of: "witness").contains(0xAA))
        place.link("witness", as: "devices-8.segment.new")
        #expect(throws: SegmentError.self) { try Segment(path: folder.path(of: "devices-8.segment.new"), kind: "sample") }

        #expect(try folder.removeLeftovers(keeping: []).count == 3)

        #expect(place.names == ["witness"] && !place.bytes(of: "witness").contains(0xAA))
        writer = nil
    }

    @Test("a writer that is given up takes its files with it")
    func givenUp() throws {
        var writer: SegmentWriter? = try SegmentWriter(
            path: folder.path(of: "devices-1.segment"), kind: "sample", sections: ["a", "b"])
        try writer?.append([1], to: 1)
        writer = nil
        #expect(place.names.isEmpty)
    }

    @Test("a folder that is not there is named in the error")
    func missing() {
        let missing = SegmentFolder(path: "/nonexistent/folder", prefix: "devices")
        let error = #expect(throws: SegmentError.self) { try missing.nextName() }
        #expect(error?.code == .unreadable && error?.reason.contains("/nonexistent/folder") == true)
        let other = #expect(throws: SegmentError.self) {
            try SegmentWriter(path: missing.path(of: "devices-1.segment"), kind: "sample", sections: [])
        }
        #expect(other?.code == .unwritable)
    }
}
