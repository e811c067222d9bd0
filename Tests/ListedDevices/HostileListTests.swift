// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Damaged and hostile lists")
struct HostileListTests {
    private let folder = TemporaryFolder()
    private let whole: [UInt8]
    private let listed: [UInt64]

    init() throws {
        var random = SeededGenerator(seed: 1)
        var devices: [UInt64: ListedStatus] = [:]
        for type in 0..<12 as Range<UInt64> {
            for _ in 0..<(type == 0 ? 1 : 60) {
                devices[(35_000_000 + type * 777) * 1_000_000 + random.next() % 1_000_000] =
                    type % 2 == 0 ? .prohibited : [.tracking, .permitted].randomElement(using: &random)
            }
        }
        listed = devices.keys.sorted()
        let list = try Sample.empty(in: folder)
        _ = try list.adopt(
            try list.replace(version: 1) { [listed] writer in
                for value in listed { try writer.add(Sample.device(value, devices[value] ?? .tracking)) }
                for value in listed.prefix(5) {
                    try writer.add(ListedException(imei: Sample.imei(value), subscriber: Sample.subscriber("204080000000001")))
                }
            })
        whole = folder.bytes(of: "devices-1.segment")
    }

    /// Asks and goes through whatever the file says.
    private func use(_ bytes: [UInt8]) throws -> SegmentError? {
        folder.write(bytes, to: "devices-1.segment")
        do {
            let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 1)
            let subscriber = try Sample.subscriber("204080000000001")
            for value in Sample.nasty(around: listed.prefix(40)) {
                _ = list.status(of: try Sample.imei(value), subscriber: subscriber)
            }
            var entries = try list.entries()
            var count = 0
            while try entries.nextDevice() != nil { count += 1 }
            while entries.nextException() != nil { count += 1 }
            #expect(count <= 30_000_000)
            return nil
        } catch let error as SegmentError { return error }
    }

    @Test("a change of any byte crashes nothing, and a compaction refuses to carry it on")
    func bytes() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<150 {
            var bytes = whole
            let place = Int.random(in: SegmentHeader.length..<whole.count, using: &random)
            bytes[place] ^= UInt8.random(in: 1...255, using: &random)
            if let error = try use(bytes) { #expect(error.code == .damaged) }
            let list = try ListedDevices(folder: folder.path, segment: "devices-1.segment", changes: [], version: 1)
            let error = #expect(throws: SegmentError.self) { try list.compact() }
            #expect(error?.code == .damaged && folder.names == ["devices-1.segment"])
            list.apply([.list(try Sample.imei(4), .tracking)], version: 2)
            #expect(list.status(of: try Sample.imei(4)) == .tracking)
        }
    }

    @Test("words of any size in the directory and the slots crash nothing")
    func words() throws {
        var random = SeededGenerator(seed: 3)
        let header = try SegmentHeader.decode(Array(whole[..<4_096]), fileLength: UInt64(whole.count))
        var damaged = 0
        for _ in 0..<300 {
            var bytes = whole
            let place = try #require(header.places.filter { $0.length >= 8 }.randomElement(using: &random))
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let at = Int(place.offset) + Int.random(in: 0..<Int(place.length) / 8, using: &random) * 8
                let word = [0, .max, 1 << 62, 1 << 46, random.next(), random.next() >> 20].randomElement(using: &random) ?? 0
                for byte in 0..<8 { bytes[at + byte] = UInt8(truncatingIfNeeded: word >> UInt64(8 * byte)) }
            }
            if let error = try use(bytes) {
                #expect(error.code == .damaged)
                damaged += 1
            }
        }
        #expect(damaged > 0)
    }

    @Test("metadata that does not fit the sections is refused at opening")
    func metadata() throws {
        let segment = try Segment(path: folder.path + "/devices-1.segment", kind: ListMetadata.kind)
        let right = segment.metadata
        for place in stride(from: 0, to: 64, by: 8) where place != 8 && !(32..<56).contains(place) {
            for change: UInt8 in [1, 0x80] {
                var header = segment.header
                header.metadata[place + (change == 1 ? 0 : 7)] ^= change
                let error = try use(header.encoded() + whole[4_096...])
                #expect(error?.code == (place == 0 ? .tooNew : .damaged), "byte \(place)")
            }
        }
        for short in [0, 8, 63] {
            var header = segment.header
            header.metadata = Array(right.prefix(short))
            #expect(try use(header.encoded() + whole[4_096...]) != nil)
        }
    }

    @Test("a file cut off anywhere is refused at opening")
    func cut() throws {
        for length in stride(from: 0, to: whole.count, by: 501) {
            let error = try use(Array(whole[..<length]))
            #expect(error?.code == .notASegment || error?.code == .wrongLength)
        }
    }
}
