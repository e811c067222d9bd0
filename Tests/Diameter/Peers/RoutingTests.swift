// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("What is asked of an open connection")
struct RoutingTests {
    @Test("a check is answered, and its repetition the same way")
    func check() {
        var trial = Trial.opened()
        var repeated = Golden.request
        repeated[4] |= 0x10

        let first = trial.receive(Golden.request)

        #expect(first == [.send(Golden.prohibited)])
        #expect(trial.receive(repeated) == first)
    }

    @Test(
        "an unknown command is 3001 and an unknown application 3007, with E, the request's identifiers and Session-Id",
        arguments: [
            (CommandCode(rawValue: 316), ApplicationID.equipmentCheck, 3001), (.deviceWatchdog, .equipmentCheck, 3001),
            (.identityCheck, .base, 3001), (CommandCode(rawValue: 999), .base, 3001),
            (.identityCheck, ApplicationID(rawValue: 16_777_251), 3007),
            (CommandCode(rawValue: 999), .relay, 3007),
        ] as [(CommandCode, ApplicationID, UInt32)])
    func unsupported(command: CommandCode, application: ApplicationID, result: UInt32) {
        var trial = Trial.opened()
        let message = Sample.message(command, application: application, flags: [.request, .proxiable, .retransmitted]) { writer in
            writer.text("session", as: .sessionID)
            writer.octets([1], as: .proxyInfo)
        }

        let actions = trial.receive(message)

        let answer = actions.sent.first
        #expect(answer?.result == result && answer?.header.flags == [.error, .proxiable])
        #expect(answer?.header.command == command && answer?.header.application == application)
        #expect(answer?.header.hopByHop == 7 && answer?.header.endToEnd == 9)
        #expect(answer?.codes.first == .sessionID && answer?[.proxyInfo] == [1] && answer?.number(.originStateID) == 1_700_000_000)
        #expect(actions.events == [.fault(command, ResultCode(rawValue: result))] && actions.closure == nil)
    }

    @Test("a request with its E bit is 3008, whatever it asks")
    func errorBit() {
        for message in [Golden.request, Sample.watchdog(), Sample.disconnect()] {
            var trial = Trial.opened()
            var spoiled = message
            spoiled[4] |= 0x20

            let answer = trial.answer(to: spoiled)

            #expect(answer?.result == 3008 && answer?.header.flags.contains(.error) == true && trial.machine.state == .open)
        }
    }

    @Test("bytes that are no message end the connection; a request among them is told why")
    func garbled() {
        var trial = Trial.opened()
        var later = Trial.opened()
        var waiting = Trial()
        let version = [2] + Golden.request.dropFirst()

        let actions = version.withUnsafeBytes { trial.machine.garbled(.version, in: $0) }
        let short = version.prefix(19).withUnsafeBytes { later.machine.garbled(.length, in: $0) }
        let early = version.withUnsafeBytes { waiting.machine.garbled(.version, in: $0) }

        #expect(actions.sent.first?.result == 5011 && actions.sent.first?.header.hopByHop == 0x1122_3344)
        #expect(actions.closure == .garbled && actions.events == [.garbled(.version)])
        #expect(short.sent.isEmpty && short.closure == .garbled)
        #expect(early.sent.isEmpty && early.closure == .garbled)
    }

    @Test("a fault in a check is told the operator by its number, and nothing of the check is")
    func told() {
        var trial = Trial.opened()
        var check = SampleCheck()
        check.remove(.destinationRealm)

        let actions = trial.receive(check.message)

        #expect(actions.events == [.fault(.identityCheck, .missingAVP)])
        #expect(!"\(actions.events)".contains("490154"))
    }
}
