// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Capabilities exchange")
struct CapabilitiesTests {
    @Test("a peer that speaks S13 is let in, and learns who answers and what is spoken")
    func opened() {
        var trial = Trial()

        let actions = trial.receive(Sample.capabilities())

        let answer = actions.sent.first
        #expect(trial.machine.state == .open && trial.machine.peer == Sample.peer && actions.closure == nil)
        #expect(actions.events == [.opened(host: Sample.peer, realm: Sample.realm)])
        #expect(
            answer?.result == 2001 && answer?.header.flags == [] && answer?.header.hopByHop == 7 && answer?.header.endToEnd == 9)
        #expect(answer?.text(.originHost) == Sample.node.host.text && answer?.text(.originRealm) == Sample.realm.text)
        #expect(answer?[.hostIPAddress] == [0, 1, 127, 0, 0, 1] && answer?.number(.vendorID) == 0)
        #expect(answer?.text(.productName) == "Schakel" && answer?.number(.originStateID) == 1_700_000_000)
        #expect(answer?.number(.supportedVendorID) == 10_415)
        #expect(
            answer?[.vendorSpecificApplicationID] == bytes("0000010a 4000000c 000028af 00000102 4000000c 01000024"))
    }

    @Test("a relay is let in, and so is a peer that names the application by itself")
    func otherForms() {
        var relay = Trial()
        var plain = Trial()

        _ = relay.receive(
            Sample.capabilities(without: [.vendorSpecificApplicationID]) { $0.uint32(0xFFFF_FFFF, as: .authApplicationID) })
        _ = plain.receive(
            Sample.capabilities(without: [.vendorSpecificApplicationID]) { $0.uint32(16_777_252, as: .authApplicationID) })

        #expect(relay.machine.state == .open && plain.machine.state == .open)
    }

    @Test("a peer with no application in common is told 5010 and closed")
    func noCommonApplication() {
        var trial = Trial()

        let actions = trial.receive(Sample.capabilities(application: 16_777_251))

        #expect(actions.sent.first?.result == 5010 && actions.closure == .refused && trial.machine.state == .closed)
        #expect(actions.sent.first?[.errorMessage] != nil)
    }

    @Test(
        "what lacks in a CER is 5005, shown, and the connection closed",
        arguments: [(AVPKey.originHost, 0), (.originRealm, 0), (.hostIPAddress, 6), (.vendorID, 4), (.productName, 0)])
    func missing(code: AVPKey, count: Int) {
        var trial = Trial()

        let actions = trial.receive(Sample.capabilities(without: [code]))

        #expect(actions.sent.first?.result == 5005 && actions.closure == .refused)
        #expect(actions.sent.first?.failed()?.code == code && actions.sent.first?.failed()?.content.count == count)
    }

    @Test("faults in a CER are told as in any message, and the connection closed")
    func faults() {
        let cases: [(UInt32, (inout AVPWriter) -> Void)] = [
            (5001, { $0.octets([1], as: AVPKey(9_999)) }), (5009, { $0.uint32(1, as: .vendorID) }),
            (5014, { $0.octets([1], as: .authApplicationID) }), (5004, { $0.octets([0, 1, 1], as: .hostIPAddress) }),
            (3009, { $0.octets([1], as: AVPKey(9_999), flags: AVPFlags(rawValue: 1)) }),
            (5017, { $0.uint32(1, as: .inbandSecurityID) }),
            (5001, { $0.group(.vendorSpecificApplicationID) { $0.octets([1], as: AVPKey(9_999)) } }),
        ]
        for (result, spoil) in cases {
            var trial = Trial()

            let actions = trial.receive(Sample.capabilities(adding: spoil))

            #expect(actions.sent.first?.result == result && actions.closure == .refused)
            #expect(actions.sent.first?.header.flags == (result == 3009 ? .error : []))
        }
    }

    @Test("an unknown attribute that need not be understood, and an offer of no protection, do not stand in the way")
    func harmless() {
        var trial = Trial()

        _ = trial.receive(
            Sample.capabilities { writer in
                writer.octets([1], as: AVPKey(9_999), flags: [])
                writer.uint32(0, as: .inbandSecurityID)
                writer.uint32(1, as: .inbandSecurityID)
                writer.uint32(3, as: .firmwareRevision, flags: [])
                writer.address(Sample.ip(192, 0, 2, 9), as: .hostIPAddress)
            })

        #expect(trial.machine.state == .open)
    }

    @Test("only listed hosts and realms may connect when there is a list; others are told 3010 with the E bit")
    func lists() {
        var hosts = PeerPolicy()
        hosts.hosts = [Sample.peer]
        var realms = PeerPolicy()
        realms.realms = [Sample.identity("other.example")]

        var listed = Trial(policy: hosts)
        _ = listed.receive(Sample.capabilities())
        var stranger = Trial(policy: hosts)
        let refused = stranger.receive(Sample.capabilities(host: Sample.identity("stranger.example")))
        var foreigner = Trial(policy: realms)
        let foreign = foreigner.receive(Sample.capabilities())

        #expect(listed.machine.state == .open)
        #expect(refused.sent.first?.result == 3010 && refused.sent.first?.header.flags == .error && refused.closure == .refused)
        #expect(foreign.sent.first?.result == 3010 && stranger.machine.peer == nil)
    }

    @Test("anything else first is closed without a word")
    func unintroduced() {
        let capabilitiesAnswer = Sample.message(.capabilitiesExchange, flags: []) { _ in }
        let otherApplication = Sample.message(.capabilitiesExchange, application: .equipmentCheck) { _ in }
        for message in [Golden.request, Sample.watchdog(), Sample.disconnect(), capabilitiesAnswer, otherApplication] {
            var trial = Trial()

            #expect(trial.receive(message) == [.close(.unintroduced)])
            #expect(trial.receive(Sample.capabilities()).isEmpty && trial.machine.deadline == nil)
        }
    }

    @Test("a CER with the E bit is 3008")
    func errorBit() {
        var trial = Trial()
        var message = Sample.capabilities()
        message[4] |= 0x20

        let actions = trial.receive(message)

        #expect(actions.sent.first?.result == 3008 && actions.sent.first?.header.flags == .error && actions.closure == .refused)
    }

    @Test("a peer that does not introduce itself in time is closed, and not a moment before")
    func deadline() {
        var trial = Trial()
        #expect(trial.machine.deadline == 10_000)

        #expect(trial.tick(after: 9_999).isEmpty)
        #expect(trial.tick(after: 1) == [.close(.silent)])
        #expect(trial.tick(after: 1).isEmpty)
    }

    @Test("a CER of the same host in an open connection is answered again; one of another host ends it")
    func again() {
        var trial = Trial.opened()

        #expect(trial.answer(to: Sample.capabilities())?.result == 2001)
        #expect(trial.machine.state == .open)
        #expect(trial.receive(Sample.capabilities(host: Sample.identity("other.example"))) == [.close(.refused)])
    }
}
