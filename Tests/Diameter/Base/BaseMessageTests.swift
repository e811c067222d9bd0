// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Messages about the connection")
struct BaseMessageTests {
    @Test("a CER that another implementation wrote is read whole")
    func capabilities() throws {
        try GoldenBase.capabilitiesRequest.withUnsafeBytes { raw in
            let said = try BaseRequest(reading: try #require(MessageView(raw)))

            #expect(said.originHost == Sample.peer && said.originRealm == Sample.realm && said.originStateID == 5)
            #expect(said.productName == "MME" && said.addressCount == 1 && said.vendorID == 10_415)
            #expect(said.applications == [.equipmentCheck] && said.inbandSecurity.isEmpty && said.disconnectCause == nil)
        }
    }

    @Test("messages are written byte for byte as another implementation writes them")
    func written() {
        var trial = Trial()

        #expect(trial.receive(GoldenBase.capabilitiesRequest).first == .send(GoldenBase.capabilitiesAnswer))
        #expect(trial.receive(GoldenBase.watchdogRequest) == [.send(GoldenBase.watchdogAnswer)])
        #expect(trial.receive(Sample.disconnect()).last == .send(GoldenBase.disconnectAnswer))
        #expect(Sample.node.disconnectRequest(cause: .rebooting, identifier: 7) == GoldenBase.disconnectRequest)
    }

    @Test("a node without a state tells none, and one with more addresses tells them all")
    func variants() {
        var node = Sample.node
        node.originStateID = nil
        node.addresses = [Sample.address, Sample.ip(192, 0, 2, 7)]
        node.vendorID = 4
        node.productName = "Another"
        var trial = Trial(node: node)

        let answer = trial.answer(to: Sample.capabilities())

        #expect(answer?[.originStateID] == nil && answer?.number(.vendorID) == 4 && answer?.text(.productName) == "Another")
        #expect(answer?.all(.hostIPAddress) == [[0, 1, 127, 0, 0, 1], [0, 1, 192, 0, 2, 7]])
        #expect(trial.answer(to: Sample.watchdog())?[.originStateID] == nil)
        #expect(Message(node.watchdogRequest(identifier: 1))?[.originStateID] == nil)
    }

    @Test("the applications of every form and kind are gathered, whatever their vendors")
    func applications() throws {
        let message = Sample.capabilities { writer in
            writer.uint32(1, as: .authApplicationID)
            writer.uint32(3, as: .acctApplicationID)
            writer.group(.vendorSpecificApplicationID) { writer in
                writer.uint32(10_415, as: .vendorID)
                writer.uint32(16_777_251, as: .acctApplicationID)
                writer.octets([1], as: AVPKey(9_999), flags: [])
            }
        }
        try message.withUnsafeBytes { raw in
            let said = try BaseRequest(reading: try #require(MessageView(raw)))

            #expect(said.applications == Set([1, 3, 16_777_251, 16_777_252].map(ApplicationID.init(rawValue:))))
        }
    }

    @Test("an application of the wrong length inside its group is shown inside the group")
    func insideGroup() {
        var trial = Trial()

        let answer = trial.answer(
            to: Sample.capabilities { writer in
                writer.group(.vendorSpecificApplicationID) { $0.octets([1, 2], as: .authApplicationID) }
            })

        #expect(answer?.result == 5014)
        #expect(answer?.failed(inside: [.vendorSpecificApplicationID])?.code == .authApplicationID)
        #expect(answer?.failed(inside: [.vendorSpecificApplicationID])?.content == [1, 2])
    }

    @Test(
        "everything a CER may have once is refused when it is there twice",
        arguments: [AVPKey.originHost, .originRealm, .originStateID, .productName, .vendorID])
    func repeated(code: AVPKey) {
        var trial = Trial()
        let isNumber = code == .originStateID || code == .vendorID

        let answer = trial.answer(
            to: Sample.capabilities(originState: 1) { writer in
                if isNumber { writer.uint32(1, as: code) } else { writer.text("a.example", as: code) }
            })

        #expect(answer?.result == 5009 && answer?.failed()?.code == code)
    }

    @Test("a cause twice, or of the wrong length, is refused")
    func causes() {
        func answer(_ write: (inout AVPWriter) -> Void) -> Message? {
            var trial = Trial.opened()
            return trial.answer(
                to: Sample.message(.disconnectPeer) { writer in
                    writer.identity(Sample.peer, as: .originHost)
                    writer.identity(Sample.realm, as: .originRealm)
                    write(&writer)
                })
        }
        let twice = answer { writer in
            writer.uint32(0, as: .disconnectCause)
            writer.uint32(1, as: .disconnectCause)
        }

        #expect(twice?.result == 5009 && twice?.failed()?.content == [0, 0, 0, 1])
        #expect(answer { $0.octets([0], as: .disconnectCause) }?.result == 5014)
    }
}
