// SPDX-License-Identifier: EUPL-1.2

import Trials

@testable import Segments

/// A small segment with known content.
enum SampleSegment {
    static let kind: SegmentName = "sample"
    static let metadata: [UInt8] = [1, 2, 3]

    /// Writes the sections `first`, `second` and `third` with so many bytes.
    @discardableResult
    static func write(to path: String, lengths: [Int] = [1_000, 70_000, 0]) throws -> [[UInt8]] {
        let names: [SegmentName] = ["first", "second", "third"]
        var random = SeededGenerator(seed: 5)
        let contents = lengths.map { random.bytes($0) }
        let writer = try SegmentWriter(path: path, kind: kind, sections: names)
        // In turns and in pieces, as a builder does.
        for start in stride(from: 0, to: lengths.max() ?? 0, by: 999) {
            for (place, content) in contents.enumerated() where start < content.count {
                try writer.append(Array(content[start..<min(content.count, start + 999)]), to: place)
            }
        }
        try writer.finish(metadata: metadata)
        return contents
    }

    /// All bytes of a section.
    static func bytes(of section: Section) -> [UInt8] { (0..<section.count).map { section[$0] } }
}
