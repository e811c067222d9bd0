// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("Headers of segments")
struct SegmentHeaderTests {
    @Test("what is encoded is decoded, over many headers")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            var offset: UInt64 = 4_096
            var places: [SegmentHeader.Place] = []
            for number in 0..<Int.random(in: 0...32, using: &random) {
                let length = random.next() >> UInt64.random(in: 30...63, using: &random)
                places.append(SegmentHeader.Place(name: SegmentName(word: UInt64(number + 1)), offset: offset, length: length))
                offset = (offset + length + 63) / 64 * 64
            }
            let header = SegmentHeader(
                kind: SegmentName(word: random.next()), places: places,
                metadata: random.bytes(Int.random(in: 0...2_048, using: &random)),
                tableOffset: offset, tableCheck: UInt32(truncatingIfNeeded: random.next()))

            let bytes = header.encoded()

            #expect(bytes.count == 4_096)
            #expect(try SegmentHeader.decode(bytes, fileLength: header.fileLength) == header)
            let shorter = #expect(throws: SegmentError.self) { try SegmentHeader.decode(bytes, fileLength: header.fileLength - 1) }
            #expect(shorter?.code == .wrongLength)
        }
    }

    @Test("the form is as it is written down: magic, version and lengths stand at their places, little-endian")
    func layout() {
        let place = SegmentHeader.Place(name: "abc", offset: 4_096, length: 0x0102)
        let header = SegmentHeader(
            kind: "devices", places: [place], metadata: [0xAA, 0xBB], tableOffset: 4_416, tableCheck: 0x0A0B_0C0D)
        let bytes = header.encoded()
        #expect(Array(bytes[0..<8]) == Array("SCHAKSEG".utf8))
        #expect(Array(bytes[8..<16]) == [1, 0, 0, 0, 1, 0, 0, 0])
        // One block of checks behind 320 bytes of body.
        #expect(Array(bytes[16..<24]) == [0x44, 0x11, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[24..<32]) == Array("devices\0".utf8))
        #expect(Array(bytes[40..<48]) == [2, 0, 0, 0, 0x0D, 0x0C, 0x0B, 0x0A])
        #expect(Array(bytes[48..<56]) == [0x40, 0x11, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[56..<80]) == Array("abc\0\0\0\0\0".utf8) + [0, 0x10, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[80..<83]) == [0xAA, 0xBB, 0])
    }

    @Test("random bytes are no header")
    func random() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            let bytes = random.bytes(Int.random(in: 0...1, using: &random) == 0 ? 4_096 : Int.random(in: 0..<4_096, using: &random))
            let error = #expect(throws: SegmentError.self) { try SegmentHeader.decode(bytes, fileLength: UInt64(bytes.count)) }
            #expect(error?.code == .notASegment)
        }
    }

    @Test("blocks are counted up", arguments: [(0, 0), (1, 1), (65_536, 1), (65_537, 2), (131_072, 2)] as [(UInt64, UInt64)])
    func blocks(length: UInt64, count: UInt64) { #expect(BlockChecks.count(of: length) == count) }
}
