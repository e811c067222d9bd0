// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Reading attributes")
struct AVPReadingTests {
    @Test("values of every type are read back as they were written")
    func types() throws {
        let address = Sample.ip(192, 0, 2, 1)
        let written = attributes { writer in
            writer.uint32(0xFFFF_FFFE, as: .resultCode)
            writer.uint64(0x0102_0304_0506_0708, as: AVPKey(287))
            writer.text("héllo", as: .errorMessage, flags: [])
            writer.identity(Sample.peer, as: .originHost)
            writer.address(address, as: .hostIPAddress)
            writer.octets([1, 2, 3], as: .meid)
        }

        try reading(written) { sequence in
            #expect(try sequence.next()?.uint32() == 0xFFFF_FFFE)
            #expect(try sequence.next()?.uint64() == 0x0102_0304_0506_0708)
            let text = try #require(try sequence.next())
            #expect(try text.text() == "héllo" && text.flags == [] && text.content.count == 6 && text.whole.count == 14)
            #expect(try sequence.next()?.identity() == Sample.peer)
            #expect(try sequence.next()?.address() == address)
            let octets = try #require(try sequence.next())
            #expect(Array(octets.content) == [1, 2, 3] && octets.code.vendor == 10_415 && octets.flags == [.vendor, .mandatory])
            #expect(try sequence.next() == nil)
        }
    }

    @Test("groups are read into, and the padding of the last attribute may be missing or hold anything")
    func groups() throws {
        let inner = bytes("00000579 c0000018 000028af 0000057b 80000009 41")
        #expect(fault(in: inner)?.result == .invalidAVPLength)

        let group = bytes("00000579 c0000015 000028af 00000001 40000009 41 ffffff 00000001 40000008")
        try reading(group) { sequence in
            let attribute = try #require(try sequence.next())
            var members = try attribute.group()
            #expect(try members.next()?.text() == "A")
            #expect(try members.next() == nil)
            #expect(try sequence.next()?.content.isEmpty == true)
        }
    }

    @Test("a number of the wrong length is 5014, and the whole attribute is shown", arguments: [0, 1, 3, 5, 8])
    func wrongLength(count: Int) {
        let attribute = attributes { $0.octets(repeatElement(1, count: count), as: .authSessionState) }

        let fault = fault(in: attribute) { _ = try $0.uint32() }

        #expect(fault?.result == .invalidAVPLength && fault?.failed == attribute)
    }

    @Test("a length that does not fit is 5014, shown by a header of its code and the shortest value of its type")
    func impossibleLength() {
        for length in ["000000", "000007", "00000d", "ffffff"] {
            let fault = fault(in: bytes("0000010a 40 \(length) 000028af"))

            #expect(fault?.result == .invalidAVPLength)
            #expect(fault?.failed == bytes("0000010a 4000000c 00000000"))
        }
        #expect(fault(in: bytes("00000579 c000000b 000028af"))?.failed == bytes("00000579 c000000c 000028af"))
    }

    @Test("fewer bytes than a header are 5014, with nothing to show")
    func trailing() {
        for count in 1..<8 {
            let fault = fault(in: Array(repeating: 0, count: count))

            #expect(fault?.result == .invalidAVPLength && fault?.failed == nil)
        }
    }

    @Test("every reserved flag is 3009, and the three known ones are not", arguments: 0..<8)
    func flags(bit: Int) {
        let flag = UInt8(1) << UInt8(bit)
        let attribute = bytes("00000001") + [flag, 0, 0, 12] + bytes("00000000")

        let fault = fault(in: attribute)

        #expect(bit < 5 ? fault?.result == .invalidAVPBits && fault?.failed == attribute : fault == nil)
    }

    @Test("vendor 0 is the same as no vendor")
    func vendorZero() throws {
        try reading(bytes("00000001 80000010 00000000 31323334")) { sequence in
            let attribute = try #require(try sequence.next())

            #expect(attribute.code == .userName && attribute.content.count == 4)
        }
    }

    @Test("text that is not UTF-8, names that are none and addresses of the wrong size are 5004")
    func values() {
        let wrong = attributes { $0.octets([0xC3, 0x28], as: .userName) }
        let name = attributes { $0.text("a b", as: .originHost) }
        let address = attributes { $0.octets([0, 1, 127, 0, 0], as: .hostIPAddress) }

        #expect(fault(in: wrong) { _ = try $0.text() }?.result == .invalidAVPValue)
        #expect(fault(in: name) { _ = try $0.identity() }?.failed == name)
        #expect(fault(in: address) { _ = try $0.address() }?.result == .invalidAVPValue)
        #expect(fault(in: attributes { $0.octets([0], as: .hostIPAddress) }) { _ = try $0.address() }?.result == .invalidAVPLength)
        #expect(fault(in: wrong) { _ = try $0.uint64() }?.result == .invalidAVPLength)
    }

    @Test("more attributes side by side than the limit are refused, as many as the limit are not")
    func count() {
        var limits = ReadLimits()
        limits.attributes = 3
        let one = bytes("00000001 40000008")

        #expect(fault(in: one + one + one, limits: limits) == nil)
        #expect(fault(in: one + one + one + one, limits: limits)?.result == .unableToComply)
    }

    @Test("groups deeper than the limit are refused")
    func depth() {
        var limits = ReadLimits()
        limits.depth = 2
        func nested(_ depth: Int) -> [UInt8] {
            (0..<depth).reduce(bytes("00000001 40000008")) { inner, _ in
                attributes { $0.octets(inner, as: .failedAVP) }
            }
        }
        func descend(_ attribute: AVP) throws {
            guard attribute.code == .failedAVP else { return }
            var members = try attribute.group()
            while let member = try members.next() { try descend(member) }
        }

        #expect(fault(in: nested(2), limits: limits, descend) == nil)
        #expect(fault(in: nested(3), limits: limits, descend)?.result == .unableToComply)
    }
}
