// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Saying goodbye")
struct DisconnectTests {
    @Test("a DPR is answered, its cause told, and the peer given time to close")
    func peerLeaves() {
        for cause: UInt32 in 0...3 {
            var trial = Trial.opened()

            let actions = trial.receive(Sample.disconnect(cause: cause))

            #expect(actions.sent.first?.result == 2001 && actions.sent.first?.header.command == .disconnectPeer)
            #expect(actions.sent.first?[.originStateID] == nil)
            #expect(actions.events == [.leaving(DisconnectCause(rawValue: cause))] && actions.closure == nil)
            #expect(trial.machine.state == .leaving && trial.machine.deadline == 5_000)
            #expect(trial.receive(Golden.request).isEmpty)
            #expect(trial.machine.transportClosed() == .disconnected)
        }
    }

    @Test("a peer that says goodbye and does not close is closed")
    func lingers() {
        var trial = Trial.opened()
        _ = trial.receive(Sample.disconnect())

        #expect(trial.tick(after: 4_999).isEmpty)
        #expect(trial.tick(after: 1) == [.close(.disconnectTimeout)])
    }

    @Test("a DPR without a cause is 5005, and the connection stays")
    func withoutCause() {
        var trial = Trial.opened()

        let answer = trial.answer(to: Sample.disconnect(cause: nil))

        #expect(answer?.result == 5005 && answer?.failed()?.code == .disconnectCause && answer?.failed()?.content.count == 4)
        #expect(trial.machine.state == .open)
    }

    @Test("draining says goodbye with its cause, answers what was under way, and closes at the answer")
    func drain() {
        for cause in [DisconnectCause.rebooting, .busy, .doNotWantToTalkToYou] {
            var trial = Trial.opened()

            let sent = trial.machine.drain(cause, at: 0).sent.first
            #expect(sent?.header.command == .disconnectPeer && sent?.header.flags == .request)
            #expect(sent?.number(.disconnectCause) == cause.rawValue && sent?.text(.originHost) == Sample.node.host.text)
            #expect(trial.machine.drain(cause, at: 0).isEmpty)
            #expect(trial.answer(to: Golden.request)?.number(.equipmentStatus) == 1)
            let answer = Sample.message(.disconnectPeer, flags: [], hopByHop: 101) { $0.uint32(2001, as: .resultCode) }
            #expect(trial.receive(answer) == [.close(.disconnected)])
        }
    }

    @Test("a peer that does not answer the goodbye is closed after the grace")
    func drainDeadline() {
        var trial = Trial.opened()
        _ = trial.machine.drain(.rebooting, at: 0)

        #expect(trial.tick(after: 4_999).isEmpty)
        #expect(trial.tick(after: 1) == [.close(.disconnectTimeout)])
    }

    @Test("goodbyes that cross are answered")
    func crossing() {
        var trial = Trial.opened()
        _ = trial.machine.drain(.rebooting, at: 0)

        #expect(trial.answer(to: Sample.disconnect())?.result == 2001)
        #expect(trial.machine.state == .leaving)
    }

    @Test("draining closes a connection that was never introduced, and leaves one alone that is leaving or over")
    func drainEarly() {
        var waiting = Trial()
        var leaving = Trial.opened()
        _ = leaving.receive(Sample.disconnect())

        #expect(waiting.machine.drain(.rebooting, at: 0) == [.close(.disconnected)])
        #expect(waiting.machine.drain(.rebooting, at: 0).isEmpty)
        #expect(leaving.machine.drain(.rebooting, at: 0).isEmpty)
    }

    @Test("a connection that breaks is told apart from one that ended, once")
    func transport() {
        var open = Trial.opened()
        var silent = Trial()

        #expect(open.machine.transportClosed() == .transport && open.machine.transportClosed() == nil)
        #expect(silent.machine.transportClosed() == .transport)
        #expect(open.machine.deadline == nil && open.tick(after: 1_000_000).isEmpty)
    }
}
