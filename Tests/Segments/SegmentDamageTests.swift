// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Segments

@Suite("Damaged and hostile segments")
struct SegmentDamageTests {
    private let folder = TemporaryFolder()
    private let whole: [UInt8]
    private let name = "sample-1.segment"

    init() throws {
        try SampleSegment.write(to: folder.path + "/" + name, lengths: [1_000, 140_000, 33])
        whole = folder.bytes(of: name)
    }

    private func open(_ bytes: [UInt8]) throws(SegmentError) -> Segment {
        folder.write(bytes, to: name)
        return try Segment(path: folder.path + "/" + name, kind: SampleSegment.kind)
    }

    @Test("a change of any byte of the header is refused at opening")
    func header() {
        for place in 0..<SegmentHeader.length {
            var bytes = Array(whole[..<SegmentHeader.length])
            bytes[place] ^= UInt8(1 + place % 255)
            let error = #expect(throws: SegmentError.self) { try SegmentHeader.decode(bytes, fileLength: UInt64(whole.count)) }
            #expect(error?.code == (place < 8 ? .notASegment : .damaged))
        }
    }

    @Test("a file that is cut off anywhere, or is longer, is refused at opening")
    func length() {
        var random = SeededGenerator(seed: 1)
        let lengths = [0, 1, 4_095, 4_096, whole.count - 1] + (0..<50).map { _ in Int.random(in: 0..<whole.count, using: &random) }
        for length in lengths {
            let error = #expect(throws: SegmentError.self) { try open(Array(whole[..<length])) }
            #expect(error?.code == (length < 4_096 ? .notASegment : .wrongLength))
        }
        #expect(throws: SegmentError.self) { try open(whole + [0]) }
    }

    @Test("a change of any byte behind the header is found by a search, in its block and section")
    func body() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<40 {
            let place = Int.random(in: SegmentHeader.length..<whole.count, using: &random)
            var bytes = whole
            bytes[place] ^= UInt8.random(in: 1...255, using: &random)

            let segment = try open(bytes)
            var search = segment.verification()
            while search.step() {}

            #expect(search.findings.count == 1 && search.checked == search.total)
            let finding = try #require(search.findings.first)
            #expect(Int(finding.offset) <= place && place < Int(finding.offset) + finding.length)
            let isInTable = UInt64(place) >= segment.header.tableOffset
            #expect((finding.section == nil) == isInTable)
            let error = #expect(throws: SegmentError.self) { try segment.verify() }
            #expect(error?.code == .damaged)
        }
    }

    @Test("a search tells how far it is, block by block")
    func progress() throws {
        var search = try open(whole).verification()
        var steps: [UInt64] = [search.checked]
        while search.step() { steps.append(search.checked) }
        #expect(steps == steps.sorted() && Set(steps).count == steps.count && steps.count == 4)
        #expect(search.checked == UInt64(whole.count - SegmentHeader.length) && search.findings.isEmpty)
        let isMore = search.step()
        #expect(!isMore)
    }

    @Test("a header that contradicts itself is refused though its check is right")
    func hostile() throws {
        let right = try SegmentHeader.decode(Array(whole[..<4_096]), fileLength: UInt64(whole.count))
        let changes: [(inout SegmentHeader) -> Void] = [
            { $0.places[0].offset = 0 }, { $0.places[0].offset += 1 }, { $0.places[1].offset = .max - 63 },
            { $0.places[1].length = .max }, { $0.places[2].length += 1_000_000 }, { $0.places[2].name = $0.places[1].name },
            { $0.places[0].offset = $0.tableOffset / 64 * 64 + 64 },
        ]
        for change in changes {
            var header = right
            change(&header)
            #expect(throws: SegmentError.self) { try SegmentHeader.decode(header.encoded(), fileLength: UInt64(whole.count)) }
        }
    }

    @Test("numbers of any size in a header with a right check never crash, and what is accepted lies inside the file")
    func randomHeaders() {
        var random = SeededGenerator(seed: 3)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = Array(whole[..<4_096])
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<16, using: &random) * 8
                let word =
                    [0, 1, 63, 64, 4_096, UInt64(whole.count), .max, .max - 63, 1 << 63, random.next()].randomElement(
                        using: &random) ?? 0
                for byte in 0..<8 { bytes[place + byte] = UInt8(truncatingIfNeeded: word >> UInt64(8 * byte)) }
            }
            let check = bytes[..<4_092].withUnsafeBytes(CRC32C.of)
            for byte in 0..<4 { bytes[4_092 + byte] = UInt8(truncatingIfNeeded: check >> UInt32(8 * byte)) }
            guard let header = try? SegmentHeader.decode(bytes, fileLength: UInt64(whole.count)) else { continue }
            accepted += 1
            #expect(header.fileLength == UInt64(whole.count))
            #expect(header.places.allSatisfy { $0.offset >= 4_096 && $0.offset + $0.length <= UInt64(whole.count) })
        }
        #expect(accepted > 0)
    }

    @Test("a later form is named as such")
    func tooNew() {
        var bytes = Array(whole[..<4_096])
        bytes[8] = 2
        let check = bytes[..<4_092].withUnsafeBytes(CRC32C.of)
        for byte in 0..<4 { bytes[4_092 + byte] = UInt8(truncatingIfNeeded: check >> UInt32(8 * byte)) }
        let error = #expect(throws: SegmentError.self) { try SegmentHeader.decode(bytes, fileLength: UInt64(whole.count)) }
        #expect(error?.code == .tooNew)
    }
}
