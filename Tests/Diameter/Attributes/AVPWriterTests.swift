// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Writing attributes")
struct AVPWriterTests {
    @Test("the check that another implementation wrote is written byte for byte")
    func golden() {
        #expect(SampleCheck().message == Golden.request)
    }

    @Test("values are padded with zeros, and the length does not count them", arguments: 0...4)
    func padding(count: Int) {
        let written = attributes { $0.octets(repeatElement(0xFF, count: count), as: .userName) }

        #expect(written.count == [8, 12, 12, 12, 12][count])
        #expect(written[7] == UInt8(8 + count))
        #expect(written.dropFirst(8 + count).allSatisfy { $0 == 0 })
    }

    @Test("the vendor flag follows from the code, and stays when it was asked for")
    func vendor() {
        #expect(attributes { $0.uint32(1, as: .equipmentStatus, flags: []) } == bytes("000005a5 80000010 000028af 00000001"))
        #expect(attributes { $0.uint32(1, as: .resultCode, flags: [.vendor]) } == bytes("0000010c 80000010 00000000 00000001"))
    }

    @Test("a long value has a length of three bytes")
    func long() {
        let written = attributes { $0.octets(repeatElement(1, count: 70_000), as: .userName) }

        #expect(Array(written[4..<8]) == [0x40, 0x01, 0x11, 0x78])
    }

    @Test("an attribute is copied with its flags and new padding")
    func copy() throws {
        let copied = try reading(bytes("0000011c 20000009 41 ffffff")) { sequence in
            let attribute = try #require(try sequence.next())
            return attributes { $0.copy(attribute) }
        }

        #expect(copied == bytes("0000011c 20000009 41 000000"))
    }

    @Test("a group holds what is written in it, and counts the padding in it")
    func group() {
        let written = attributes { writer in
            writer.group(.failedAVP) { $0.text("A", as: .userName) }
            writer.uint32(2, as: .resultCode)
        }

        #expect(written == bytes("00000117 40000014 00000001 40000009 41000000 0000010c 4000000c 00000002"))
    }
}
