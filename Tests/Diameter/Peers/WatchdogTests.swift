// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Diameter

@Suite("Watchdog")
struct WatchdogTests {
    @Test("a DWR is answered with this node's names and state")
    func answered() {
        var trial = Trial.opened()

        let answer = trial.answer(to: Sample.watchdog { $0.uint32(5, as: .originStateID) })

        #expect(answer?.result == 2001 && answer?.header.flags == [] && answer?.number(.originStateID) == 1_700_000_000)
        #expect(answer?.text(.originHost) == Sample.node.host.text)
    }

    @Test("faults in a DWR are told, and the connection stays")
    func faults() {
        var trial = Trial.opened()

        let lacking = trial.answer(to: Sample.message(.deviceWatchdog) { $0.identity(Sample.peer, as: .originHost) })
        let unsupported = trial.answer(to: Sample.watchdog { $0.octets([1], as: AVPKey(9_999)) })
        let bits = trial.answer(to: Sample.watchdog { $0.octets([1], as: AVPKey(9_999), flags: AVPFlags(rawValue: 2)) })

        #expect(lacking?.result == 5005 && lacking?.failed()?.code == .originRealm)
        #expect(unsupported?.result == 5001 && bits?.result == 3009 && bits?.header.flags == .error)
        #expect(trial.machine.state == .open)
    }

    @Test("a silent peer is asked after Tw, suspect after twice Tw, and closed after three times Tw")
    func silence() {
        var trial = Trial.opened()
        #expect(trial.machine.deadline == 30_000)

        #expect(trial.tick(after: 29_999).isEmpty)
        let asked = trial.tick(after: 1).sent.first
        #expect(asked?.header.command == .deviceWatchdog && asked?.header.flags == .request && asked?.header.hopByHop == 101)
        #expect(asked?.number(.originStateID) == 1_700_000_000 && !trial.machine.isSuspect)
        #expect(trial.tick(after: 30_000).isEmpty && trial.machine.isSuspect)
        #expect(trial.tick(after: 29_999).isEmpty)
        #expect(trial.tick(after: 1) == [.close(.watchdog)])
    }

    @Test("a peer that answers is asked again and again and never suspect")
    func alive() {
        var trial = Trial.opened()
        for round in 0..<5 {
            let asked = trial.tick(after: 30_000).sent.first

            #expect(asked?.header.hopByHop == UInt32(101 + round))
            #expect(trial.receive(Sample.watchdog(flags: [])).isEmpty)
        }
        #expect(!trial.machine.isSuspect)
    }

    @Test("any message puts the question off, and clears a suspicion")
    func anyMessage() {
        var trial = Trial.opened()
        _ = trial.tick(after: 20_000)

        _ = trial.receive(Golden.request)
        #expect(trial.machine.deadline == 50_000)
        _ = trial.tick(after: 30_000)
        _ = trial.tick(after: 30_000)
        #expect(trial.machine.isSuspect)
        _ = trial.receive(Golden.request)
        #expect(!trial.machine.isSuspect && trial.machine.state == .open)
    }

    @Test("jitter moves each question, drawn anew each time, and Tw is six seconds at least")
    func jitter() {
        var trial = Trial.opened(jitter: -2_000)
        #expect(trial.machine.deadline == 28_000)
        _ = trial.tick(after: 28_000, jitter: 1_500)
        #expect(trial.machine.deadline == 59_500)

        #expect(Watchdog(interval: 10, jitter: 0, at: 0).deadline == 6_000)
    }

    @Test("an answer to nothing is passed over")
    func stray() {
        var trial = Trial.opened()

        #expect(trial.receive(Sample.message(.identityCheck, application: .equipmentCheck, flags: []) { _ in }).isEmpty)
        #expect(trial.receive(Sample.message(.disconnectPeer, flags: []) { _ in }).isEmpty)
        #expect(trial.receive(Sample.message(.capabilitiesExchange, flags: []) { _ in }).isEmpty)
        #expect(trial.machine.state == .open)
    }
}

@Suite("How much one peer may ask")
struct CheckAllowanceTests {
    @Test("as many as a second's worth go at once, then as they come in")
    func bucket() {
        var allowance = CheckAllowance(perSecond: 10, at: 0)

        #expect((0..<12).map { _ in allowance.take(at: 0) }.count { $0 } == 10)
        #expect(!allowance.take(at: 99) && allowance.take(at: 100) && !allowance.take(at: 100))
        #expect((0..<20).map { _ in allowance.take(at: 1_000_000) }.count { $0 } == 10)
    }

    @Test("a clock that stands still or goes back gives nothing, and nothing overflows")
    func clock() {
        var allowance = CheckAllowance(perSecond: .max, at: .max)

        let taken = allowance.take(at: .min)
        #expect(taken)
        var small = CheckAllowance(perSecond: 0, at: 5)
        #expect(small.take(at: 5) && !small.take(at: 4) && !small.take(at: 5))
    }

    @Test("a peer that asks more is told 3004, and is answered again when it asks less")
    func tooBusy() {
        var policy = PeerPolicy()
        policy.checksPerSecond = 2
        var trial = Trial.opened(policy: policy)

        let results = (0..<4).map { _ in trial.answer(to: Golden.request)?.result }
        let refused = trial.answer(to: Golden.request)
        trial.now += 500

        #expect(results == [2001, 2001, 3004, 3004])
        #expect(refused?.header.flags == [.error, .proxiable] && refused?.codes.first == .sessionID)
        #expect(trial.answer(to: Golden.request)?.result == 2001)
        #expect(trial.answer(to: Sample.watchdog())?.result == 2001)
    }
}
