// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Checks that cannot be carried out")
struct CheckFaultTests {
    private let proxies: [[UInt8]] = [[1], [2, 3]]

    private func answer(_ spoil: (inout SampleCheck) -> Void) -> Message? {
        var check = SampleCheck()
        for proxy in proxies { check.add(.proxyInfo) { $0.octets(proxy, as: .proxyInfo) } }
        spoil(&check)
        var trial = Trial.opened()
        return trial.answer(to: check.message)
    }

    /// What every answer has, whatever went wrong.
    private func isInForm(_ answer: Message?, hasSession: Bool = true) -> Bool {
        guard let answer, answer.text(.originHost) == Sample.node.host.text, answer.all(.proxyInfo) == proxies else { return false }
        let isProtocolError = (answer.result ?? 0) / 1_000 == 3
        return answer.header.flags == (isProtocolError ? [.error, .proxiable] : .proxiable)
            && answer.header.hopByHop == 0x1122_3344 && answer[.equipmentStatus] == nil && answer[.errorMessage] != nil
            && (answer.codes.first == .sessionID) == hasSession
            && (isProtocolError || answer.number(.authSessionState) == 1)
    }

    @Test(
        "what lacks is 5005, shown by an attribute of its code and the shortest value",
        arguments: [AVPKey.sessionID, .authSessionState, .originHost, .originRealm, .destinationRealm, .terminalInformation])
    func missing(code: AVPKey) {
        let answer = answer { $0.remove(code) }

        #expect(answer?.result == 5005 && isInForm(answer, hasSession: code != .sessionID))
        #expect(answer?.failed()?.code == code)
        #expect(answer?.failed()?.content == (code == .authSessionState ? [0, 0, 0, 0] : []))
    }

    @Test("Terminal-Information without any identity lacks the IMEI, shown inside its group")
    func missingIMEI() {
        let answer = answer { $0.setTerminal { $0.text("86", as: .softwareVersion) } }

        #expect(answer?.result == 5005 && isInForm(answer))
        #expect(answer?.failed(inside: [.terminalInformation])?.code == .imei)
    }

    @Test("an unknown attribute that must be understood is 5001 and shown whole, wherever it lies")
    func unsupported() {
        let code = AVPKey(9_999, vendor: 10_415)
        let outside = answer { $0.add(code) { $0.octets([1, 2], as: code) } }
        let inside = answer { check in
            check.setTerminal { writer in
                writer.text("49015420323751", as: .imei)
                writer.octets([3], as: code)
            }
        }

        #expect(outside?.result == 5001 && isInForm(outside))
        #expect(outside?.failed()?.code == code && outside?.failed()?.content == [1, 2])
        #expect(inside?.result == 5001 && isInForm(inside))
        #expect(inside?.failed(inside: [.terminalInformation])?.code == code)
    }

    @Test("an unknown attribute that need not be understood is passed over, wherever it lies, and so are the harmless known ones")
    func ignored() {
        let code = AVPKey(9_999, vendor: 10_415)
        let answer = answer { check in
            check.add(code) { $0.octets([1, 2], as: code, flags: []) }
            check.insert(.routingPriority, at: 1) { $0.uint32(10, as: .routingPriority, flags: []) }
            check.add(.originStateID) { $0.uint32(5, as: .originStateID) }
            check.add(.destinationHost) { $0.identity(Sample.node.host, as: .destinationHost) }
            check.add(.routeRecord) { $0.text("a", as: .routeRecord) }
            check.add(.routeRecord) { $0.text("b", as: .routeRecord) }
            check.setTerminal { writer in
                writer.octets([3], as: code, flags: [])
                writer.text("49015420323751", as: .imei)
            }
        }

        #expect(answer?.result == 2001 && answer?.number(.equipmentStatus) == 1 && answer?.all(.proxyInfo) == proxies)
    }

    @Test(
        "what may be there once and is there twice is 5009, shown by the one too many",
        arguments: [AVPKey.sessionID, .originHost, .originRealm, .destinationRealm, .userName, .destinationHost])
    func repeated(code: AVPKey) {
        let text =
            code == .destinationHost ? Sample.node.host.text : code == .destinationRealm ? Sample.realm.text : "204010000000001"
        let answer = answer { check in
            if code == .destinationHost { check.add(code) { $0.text(text, as: code) } }
            check.add(code) { $0.text(text, as: code) }
        }

        #expect(answer?.result == 5009 && isInForm(answer))
        #expect(answer?.failed()?.code == code && answer?.failed()?.content == Array(text.utf8))
    }

    @Test(
        "an IMEI, a software version or a MEID twice is 5009 inside its group", arguments: [AVPKey.imei, .softwareVersion, .meid])
    func repeatedInside(code: AVPKey) {
        let answer = answer { check in
            check.setTerminal { writer in
                writer.text("49015420323751", as: .imei)
                writer.text("1", as: code)
                writer.text("2", as: code)
            }
        }

        #expect(answer?.result == 5009 && answer?.failed(inside: [.terminalInformation])?.code == code)
    }

    @Test("an attribute of the wrong length is 5014", arguments: [AVPKey.authSessionState, .sessionID, .originHost])
    func length(code: AVPKey) {
        let answer = answer { check in check.set(code) { $0.octets([], as: code) } }

        #expect(answer?.result == 5014 && isInForm(answer) && answer?.failed()?.code == code)
    }

    @Test("a value that means nothing is 5004")
    func value() {
        let state = answer { $0.set(.authSessionState) { $0.uint32(2, as: .authSessionState) } }
        let application = answer { check in
            check.set(.vendorSpecificApplicationID) { writer in
                writer.group(.vendorSpecificApplicationID) { $0.uint32(16_777_251, as: .authApplicationID) }
            }
        }

        #expect(state?.result == 5004 && isInForm(state) && state?.failed()?.content == [0, 0, 0, 2])
        #expect(application?.result == 5004 && isInForm(application))
        #expect(application?.failed(inside: [.vendorSpecificApplicationID])?.code == .authApplicationID)
    }

    @Test("a reserved flag of an attribute is 3009 with the E bit")
    func bits() {
        let answer = answer { check in
            check.add(.userName) { $0.octets([1], as: AVPKey(9_999), flags: AVPFlags(rawValue: 0x10)) }
        }

        #expect(answer?.result == 3009 && isInForm(answer) && answer?[.failedAVP] == bytes("0000270f 10000009 01000000"))
    }

    @Test(
        "a subscriber that is no IMSI is left out, as the answer does not hang on it",
        arguments: ["", "1234", "nai@example", "1234567890123456"])
    func subscriber(text: String) {
        let answer = answer { $0.set(.userName) { $0.text(text, as: .userName) } }

        #expect(answer?.result == 2001)
    }

    @Test("a device with a MEID only is let through without an IMEI, and a malformed IMEI is 5004 where policy refuses it")
    func malformed() throws {
        var check = SampleCheck()
        check.setTerminal { $0.octets([1, 2, 3, 4, 5, 6, 7], as: .meid) }
        try check.message.withUnsafeBytes { raw in
            let request = try EquipmentCheckRequest(
                reading: try #require(MessageView(raw)), for: ServedDestinations(of: Sample.node))
            #expect(request.imei == nil && request.imsi != nil)
        }
        check.setTerminal { $0.text("49015", as: .imei) }
        try check.message.withUnsafeBytes { raw in
            let view = try #require(MessageView(raw))
            let request = try EquipmentCheckRequest(reading: view, for: ServedDestinations(of: Sample.node))
            let answer = Message(EquipmentCheckAnswers(of: Sample.node).refusal(of: view, for: request.malformedIMEI))
            #expect(answer?.result == 5004 && answer?.failed(inside: [.terminalInformation])?.content == Array("49015".utf8))
        }
    }
}
