// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// A connection under trial, by a clock that the test moves.
struct Trial {
    var machine: PeerMachine
    var now: Int64 = 0
    var roster = PeerRoster()
    let answers: EquipmentCheckAnswers

    init(node: LocalNode = Sample.node, policy: PeerPolicy = PeerPolicy(), jitter: Int64 = 0) {
        answers = EquipmentCheckAnswers(of: node)
        machine = PeerMachine(node: node, policy: policy, answers: answers, at: 0, jitter: jitter, identifier: 100)
    }

    /// A trial whose peer has introduced itself.
    static func opened(node: LocalNode = Sample.node, policy: PeerPolicy = PeerPolicy(), jitter: Int64 = 0) -> Trial {
        var trial = Trial(node: node, policy: policy, jitter: jitter)
        _ = trial.receive(Sample.capabilities())
        return trial
    }

    /// Hands in a message; a check is answered `outcome`.
    mutating func receive(_ message: [UInt8], outcome: EquipmentCheckOutcome = .prohibited) -> [PeerAction] {
        message.withUnsafeBytes { raw in
            guard let view = MessageView(raw) else { return [] }
            var roster = roster
            var answered: [PeerAction] = []
            let answers = answers
            let actions = machine.receive(
                view, at: now,
                admit: { claim in roster.admit(claim, connection: 1) == .refused ? .alreadyConnected : nil },
                check: { answered = [.send(Trial.answer($0, outcome, by: answers))] })
            self.roster = roster
            return actions + answered
        }
    }

    /// Hands in a message, and returns what is sent back.
    mutating func answer(to message: [UInt8]) -> Message? {
        for action in receive(message) {
            if case .send(let bytes) = action { return Message(bytes) }
        }
        return nil
    }

    mutating func tick(after milliseconds: Int64, jitter: Int64 = 0) -> [PeerAction] {
        now += milliseconds
        return machine.tick(at: now, jitter: jitter)
    }

    private static func answer(
        _ request: EquipmentCheckRequest, _ outcome: EquipmentCheckOutcome, by answers: EquipmentCheckAnswers
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 70_000) { target, count in
            count = answers.write(outcome, to: request, into: UnsafeMutableRawBufferPointer(target))
        }
    }
}

extension [PeerAction] {
    /// What is sent.
    var sent: [Message] {
        compactMap { action in
            guard case .send(let bytes) = action else { return nil }
            return Message(bytes)
        }
    }

    /// Why the connection is closed.
    var closure: PeerClosure? {
        for case .close(let closure) in self { return closure }
        return nil
    }

    /// What is told the operator.
    var events: [PeerEvent] {
        compactMap { action in
            guard case .log(let event) = action else { return nil }
            return event
        }
    }
}
