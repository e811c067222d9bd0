// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Headers of messages")
struct MessageHeaderTests {
    @Test("a header is read as it was written by another implementation")
    func golden() {
        let header = Golden.request.withUnsafeBytes { MessageHeader(reading: $0) }

        #expect(
            header
                == MessageHeader(
                    flags: [.request, .proxiable], command: .identityCheck, application: .equipmentCheck, hopByHop: 0x1122_3344,
                    endToEnd: 0x5566_7788))
    }

    @Test("a header is written with version, length, flags and numbers in their places")
    func written() {
        let header = MessageHeader(
            flags: [.request, .retransmitted], command: .deviceWatchdog, application: .relay, hopByHop: 1, endToEnd: 0x8000_0000)

        let message = header.message(AVPWriter())

        #expect(message == bytes("01000014 90000118 ffffffff 00000001 80000000"))
    }

    @Test("fewer than twenty bytes are no header")
    func short() {
        #expect(Golden.request.prefix(19).withUnsafeBytes { MessageHeader(reading: $0) } == nil)
        #expect(Golden.request.prefix(20).withUnsafeBytes { MessageHeader(reading: $0) } != nil)
        #expect(Golden.request.prefix(19).withUnsafeBytes { MessageView($0) == nil })
    }

    @Test("numbers out of the wire's range are cut to it, and do not spill into the flags")
    func command() {
        let header = MessageHeader(
            flags: [], command: CommandCode(rawValue: 0xFF00_0101), application: .base, hopByHop: 0, endToEnd: 0)

        #expect(header.message(AVPWriter())[4...7] == [0, 0, 1, 1])
    }
}

@Suite("Results")
struct ResultCodeTests {
    @Test(
        "only 3xxx are protocol errors",
        arguments: [(2001, false), (3001, true), (3999, true), (4001, false), (5001, false)] as [(UInt32, Bool)])
    func protocolErrors(number: UInt32, isProtocolError: Bool) {
        #expect(ResultCode(rawValue: number).isProtocolError == isProtocolError)
    }

    @Test("results are called what the standards call them, and by number where they do not")
    func names() {
        #expect(ResultCode.invalidHeaderBits.description == "INVALID_HDR_BITS")
        #expect(ResultCode.equipmentUnknown.description == "ERROR_EQUIPMENT_UNKNOWN")
        #expect(ResultCode(rawValue: 4999).description == "4999")
    }

    @Test("a message view finds an attribute by code, vendor included")
    func first() {
        Golden.request.withUnsafeBytes { raw in
            let message = MessageView(raw)

            #expect(message?.first(.userName).map { Array($0.content) } == Array("204010123456789".utf8))
            #expect(message?.first(AVPKey(1401)) == nil)
            #expect(message?.first(.terminalInformation)?.flags == [.vendor, .mandatory])
        }
    }
}
