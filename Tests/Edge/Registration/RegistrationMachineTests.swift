// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

@Suite("What an NRF is told, and when")
struct RegistrationMachineTests {
    @Test("it registers at the first, then sends heartbeats at the interval the NRF wants")
    func plain() {
        var machine = RegistrationMachine(count: 2, interval: 10)

        #expect(machine.step() == .register(to: 0))
        machine.registered(at: 0, .done(interval: 5))
        #expect(machine.holder == 0 && machine.step() == .heartbeat(to: 0, after: .seconds(5)))
        machine.beaten(.done(interval: nil))
        #expect(machine.step() == .heartbeat(to: 0, after: .seconds(5)))
        machine.beaten(.done(interval: 7))
        #expect(machine.step() == .heartbeat(to: 0, after: .seconds(7)))
    }

    @Test(
        "without a word of the NRF its own interval holds, and a foolish one is bounded",
        arguments: [(nil, 10), (0, 1), (-5, 1), (10_000_000, 86_400)])
    func intervals(wanted: Int?, seconds: Int) {
        var machine = RegistrationMachine(count: 1, interval: 10)
        _ = machine.step()
        machine.registered(at: 0, .done(interval: wanted))

        #expect(machine.step() == .heartbeat(to: 0, after: .seconds(seconds)))
    }

    @Test("each NRF is tried in order, then it rests longer and longer, and begins again with the first")
    func order() {
        var machine = RegistrationMachine(count: 2, interval: 10)
        var rests: [Duration] = []
        for _ in 0..<12 {
            for index in 0..<2 {
                #expect(machine.step() == .register(to: index))
                machine.registered(at: index, index == 0 ? .failed : .unknown)
            }
            guard case .rest(let span) = machine.step() else { return }
            rests.append(span)
        }

        #expect(
            rests.count == 12 && rests[0] <= .milliseconds(100) && rests[11] > .seconds(10)
                && rests.allSatisfy { $0 <= .seconds(30) })
    }

    @Test("where it was forgotten it registers again, at that NRF first")
    func forgotten() {
        var machine = RegistrationMachine(count: 3, interval: 10)
        machine.registered(at: 1, .done(interval: nil))
        machine.beaten(.unknown)

        #expect(machine.holder == nil && machine.step() == .register(to: 1))
    }

    @Test("when the NRF fails it begins again with the first")
    func failed() {
        var machine = RegistrationMachine(count: 3, interval: 10)
        machine.registered(at: 1, .done(interval: nil))
        machine.beaten(.failed)

        #expect(machine.holder == nil && machine.step() == .register(to: 0))
    }
}
