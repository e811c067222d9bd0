// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Cutting a stream into messages")
struct FrameSplitterTests {
    private func next(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) -> FrameSplitter.Frame {
        bytes.withUnsafeBytes { FrameSplitter(limits: limits).next(in: $0) }
    }

    @Test("a message is cut where its length says, whatever follows it")
    func whole() {
        #expect(next(Golden.request) == .message(length: 340))
        #expect(next(Golden.request + Golden.unknown) == .message(length: 340))
    }

    @Test("every beginning of a message waits for more, and says how much once that is known")
    func beginnings() {
        for count in 0..<340 {
            #expect(next(Array(Golden.request.prefix(count))) == .incomplete(needed: count < 4 ? 20 : 340))
        }
    }

    @Test("another version is a fault at its first byte", arguments: [0, 2, 0x16, 0x47, 0xFF] as [UInt8])
    func version(byte: UInt8) {
        #expect(next([byte]) == .fault(.version))
        #expect(next([byte, 0, 0, 20] + Array(repeating: 0, count: 16)) == .fault(.version))
        #expect(FrameFault.version.result == .unsupportedVersion)
    }

    @Test(
        "a length below that of a header, or that is no multiple of four, is a fault",
        arguments: [0, 4, 16, 19, 21, 339] as [UInt16])
    func length(length: UInt16) {
        let frame = next([1, 0, UInt8(length >> 8), UInt8(length & 255)])

        #expect(frame == .fault(.length))
        #expect(FrameFault.length.result == .invalidMessageLength)
    }

    @Test("a message of the largest size is taken, and a larger one is a fault before it has arrived")
    func tooLong() {
        var limits = ReadLimits()
        limits.messageBytes = 340

        #expect(next(Golden.request, limits: limits) == .message(length: 340))
        #expect(next([1, 0, 1, 0x58], limits: limits) == .fault(.tooLong))
        #expect(next([1, 1, 0, 0]) == .incomplete(needed: 65_536))
        #expect(next([1, 1, 0, 4]) == .fault(.tooLong))
    }
}
