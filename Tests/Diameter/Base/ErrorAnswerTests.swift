// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Answers that tell an error")
struct ErrorAnswerTests {
    private func answer(to message: [UInt8], _ fault: MessageFault) -> Message? {
        message.withUnsafeBytes { raw in
            MessageView(raw).flatMap { Message(Sample.node.errorAnswer(to: $0, fault: fault)) }
        }
    }

    @Test("what RFC 6733 §7.2 wants is there, in its order")
    func form() {
        var check = SampleCheck()
        check.add(.proxyInfo) { $0.octets([1], as: .proxyInfo) }
        let fault = MessageFault(.tooBusy, "Ask another node.", failed: attributes { $0.uint32(1, as: .vendorID) })

        let answer = answer(to: check.message, fault)

        #expect(
            answer?.codes == [
                .sessionID, .originHost, .originRealm, .resultCode, .originStateID, .errorMessage, .failedAVP, .proxyInfo,
            ])
        #expect(answer?.text(.errorMessage) == "Ask another node." && answer?.failed()?.content == [0, 0, 0, 1])
        #expect(answer?.header.flags == [.error, .proxiable] && answer?.header.command == .identityCheck)
    }

    @Test("only a protocol error sets the E bit, and what was not there is not made up")
    func permanent() {
        let answer = answer(to: Sample.watchdog(), MessageFault(.unableToComply, "No."))

        #expect(
            answer?.header.flags == [] && answer?.codes == [.originHost, .originRealm, .resultCode, .originStateID, .errorMessage])
    }

    @Test("a request that can be read only in part gets back what was read")
    func broken() {
        let session = attributes { $0.text("s", as: .sessionID) }
        let message = bytes("01000030 c0000144 01000024 00000001 00000002") + session + bytes("00000108 400000ff 00000000 00000000")

        let answer = answer(to: message, MessageFault(.invalidHeaderBits, "No."))

        #expect(answer?.text(.sessionID) == "s" && answer?.header.endToEnd == 2)
    }

    @Test("bytes with no more than a header get an answer with its identifiers")
    func headerOnly() throws {
        let header = try #require(Golden.request.withUnsafeBytes { MessageHeader(reading: $0) })

        let answer = Message(Sample.node.errorAnswer(to: header, fault: .tooLong))

        #expect(answer?.result == 5015 && answer?.header.hopByHop == 0x1122_3344 && answer?.header.flags == .proxiable)
        #expect(answer?[.errorMessage] != nil && answer?[.sessionID] == nil)
    }

    @Test("every code of a result has a name of its own, and the reasons quote nothing")
    func reasons() {
        let codes: [ResultCode] = [
            .success, .commandUnsupported, .unableToDeliver, .realmNotServed, .tooBusy, .applicationUnsupported, .invalidHeaderBits,
            .invalidAVPBits, .unknownPeer, .avpUnsupported, .invalidAVPValue, .missingAVP, .avpOccursTooManyTimes,
            .noCommonApplication, .unsupportedVersion, .unableToComply, .invalidAVPLength, .invalidMessageLength, .noCommonSecurity,
            .equipmentUnknown,
        ]

        #expect(Set(codes.map(\.description)).count == codes.count)
        #expect(codes.allSatisfy { $0.description != String($0.rawValue) })
        #expect(MessageFault.alreadyConnected.result == .unableToComply && MessageFault.otherName.result == .unknownPeer)
    }

    @Test("attributes are told by name where they have one, and by vendor where they have none")
    func names() {
        #expect(AVPKey.imei.description == "IMEI (1402 of vendor 10415)")
        #expect(AVPKey.sessionID.description == "Session-Id (263)")
        #expect(AVPKey(9_999, vendor: 5).description == "attribute 9999 of vendor 5")
    }
}
