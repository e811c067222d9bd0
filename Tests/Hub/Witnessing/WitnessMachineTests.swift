// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Hub

@Suite("Which witness is asked when")
struct WitnessMachineTests {
    private let signers: [WitnessSigner]
    private let log: NoteSigner
    private let start = ContinuousClock.now
    /// When the next checkpoint may follow the first.
    private var later: ContinuousClock.Instant { start + WitnessMachine.pace }

    init() throws {
        signers = try (0..<3).map { try WitnessSigner(generating: "w\($0).example") }
        log = try NoteSigner(generating: "hub.example/devices")
    }

    private func machine(_ count: Int, quorum: String = "all") throws -> WitnessMachine {
        let names = (0..<count).map { "w\($0)" }
        let lines = zip(names, signers).map { "witness \($0) \($1.vkey)\n" }.joined()
        let text = lines + (quorum == "none" ? "quorum none" : "group g \(quorum) \(names.joined(separator: " "))\nquorum g\n")
        return WitnessMachine(witnesses: signers.prefix(count).map(\.verifier), policy: try WitnessPolicy(parsing: text))
    }

    private func head(_ size: UInt64) throws -> WitnessMachine.Head {
        let checkpoint = Checkpoint(origin: log.name, size: size, root: MerkleHash.leaf(Array("\(size)".utf8)))
        return WitnessMachine.Head(size: size, note: try checkpoint.signed(by: [log]))
    }

    private func cosigned(_ question: WitnessMachine.Question) throws -> WitnessMeaning {
        .cosigned(try signers[question.witness].cosign(question.head.note.text, at: 9), at: 9)
    }

    private let failure = WitnessMeaning.failed(WitnessFailure("500", "x"))

    @Test("before there is a log nobody is asked")
    func nothing() throws {
        var machine = try machine(2)
        let next = machine.next(at: start)
        #expect(next.questions.isEmpty)
        #expect(next.wake == nil)
    }

    @Test("the first question has old size 0; the next goes from what was cosigned")
    func growth() throws {
        var machine = try machine(1)
        machine.grew(to: try head(5))
        let first = machine.next(at: start).questions
        #expect(first.map(\.old) == [0])
        #expect(machine.next(at: start).questions.isEmpty)

        machine.answered(first[0], try cosigned(first[0]), at: start)
        #expect(machine.next(at: start).questions.isEmpty)
        machine.grew(to: try head(9))
        let second = machine.next(at: later).questions

        #expect(second.map(\.old) == [5])
        #expect(second.map(\.head.size) == [9])
        #expect(machine.seats[0].cosigned?.size == 5)
        #expect(machine.lag(of: 0) == 4)
    }

    @Test("a conflict is answered with a proof from the size told")
    func conflict() throws {
        var machine = try machine(1)
        machine.grew(to: try head(9))
        let first = machine.next(at: start).questions
        machine.answered(first[0], .behind(4), at: start)
        let second = machine.next(at: start).questions
        #expect(second.map(\.old) == [4])
        machine.answered(second[0], .behind(9), at: start)
        #expect(machine.next(at: start).questions.map(\.old) == [9])
        #expect(machine.seats[0].trouble == nil)
    }

    @Test("a witness that always tells another size is left alone after three times")
    func endless() throws {
        var machine = try machine(1)
        machine.grew(to: try head(9))
        for size in [1, 2, 3, 4] as [UInt64] {
            let question = machine.next(at: start).questions
            #expect(question.count == 1)
            machine.answered(question[0], .behind(size), at: start)
        }
        #expect(machine.next(at: start).questions.isEmpty)
        #expect(machine.seats[0].trouble?.code == "conflict")
        #expect(machine.next(at: start + .seconds(1)).questions.map(\.old) == [4])
    }

    @Test("a witness that saw more than there is, is an alarm; it is asked again later, not forgotten")
    func ahead() throws {
        var machine = try machine(1)
        machine.grew(to: try head(9))
        let first = machine.next(at: start).questions
        let trouble = machine.answered(first[0], .behind(12), at: start)
        #expect(trouble?.code == "ahead")
        #expect(trouble?.isAlarming == true)
        #expect(machine.next(at: start).questions.isEmpty)
        #expect(machine.next(at: start + .seconds(1)).questions.map(\.old) == [9])
    }

    @Test("a witness whose size lies between this checkpoint and the newest is asked for the newest")
    func between() throws {
        var machine = try machine(2)
        machine.grew(to: try head(5))
        let first = machine.next(at: start).questions
        machine.grew(to: try head(9))
        machine.answered(first[0], .behind(7), at: start)
        #expect(machine.next(at: start).questions.isEmpty)

        machine.answered(first[1], try cosigned(first[1]), at: start)
        let second = machine.next(at: later).questions

        #expect(second.map(\.old) == [7, 5])
        #expect(second.map(\.head.size) == [9, 9])
        #expect(machine.seats[0].trouble == nil)
    }

    @Test("all are asked for the same checkpoint; what came in between is skipped")
    func sameTarget() throws {
        var machine = try machine(3)
        machine.grew(to: try head(5))
        let first = machine.next(at: start).questions
        #expect(first.map(\.witness) == [0, 1, 2])
        for size in [6, 7, 8] as [UInt64] { machine.grew(to: try head(size)) }
        machine.answered(first[0], try cosigned(first[0]), at: start)
        machine.answered(first[1], try cosigned(first[1]), at: start)
        #expect(machine.next(at: start).questions.isEmpty)

        machine.answered(first[2], try cosigned(first[2]), at: start)
        let second = machine.next(at: later).questions

        #expect(second.map(\.witness) == [0, 1, 2])
        #expect(second.allSatisfy { $0.head.size == 8 && $0.old == 5 })
    }

    @Test("a busy log has a checkpoint cosigned five times a second at most, an idle one at once")
    func pace() throws {
        var machine = try machine(1)
        machine.grew(to: try head(5))
        let first = machine.next(at: start).questions
        machine.answered(first[0], try cosigned(first[0]), at: start)
        machine.grew(to: try head(6))

        let early = machine.next(at: later - .milliseconds(1))
        #expect(early.questions.isEmpty)
        #expect(early.wake == later)
        machine.grew(to: try head(7))
        let second = machine.next(at: later).questions
        #expect(second.map(\.head.size) == [7])

        machine.answered(second[0], try cosigned(second[0]), at: later)
        #expect(machine.next(at: later + .seconds(60)).wake == nil)
        machine.grew(to: try head(8))
        #expect(machine.next(at: later + .seconds(60)).questions.map(\.head.size) == [8])
    }

    @Test("once the quorum is there, one that hangs is waited for a second; without it, five")
    func hanging() throws {
        for (quorum, wait) in [("any", Duration.seconds(1)), ("all", .seconds(5))] {
            var machine = try machine(2, quorum: quorum)
            machine.grew(to: try head(5))
            let first = machine.next(at: start).questions
            machine.answered(first[0], try cosigned(first[0]), at: start)
            machine.grew(to: try head(6))

            let waiting = machine.next(at: start)
            #expect(waiting.questions.isEmpty)
            #expect(waiting.wake == start + wait)
            #expect(machine.next(at: start + wait - .milliseconds(1)).questions.isEmpty)
            let next = machine.next(at: start + wait).questions
            // The one that hangs has its question still: it gets no second one.
            #expect(next.map(\.witness) == [0])
            #expect(next.map(\.head.size) == [6])

            machine.answered(first[1], try cosigned(first[1]), at: start + wait)
            #expect(machine.seats[1].cosigned?.size == 5)
            #expect(machine.next(at: start + wait).questions.map(\.witness) == [1])
        }
    }

    @Test("a witness that fails is left alone longer and longer, up to a minute, and then asked for the newest")
    func backoff() throws {
        var machine = try machine(1)
        var now = start
        machine.grew(to: try head(5))
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            let question = machine.next(at: now).questions
            #expect(question.count == 1)
            machine.answered(question[0], failure, at: now)
            let next = machine.next(at: now)
            #expect(next.questions.isEmpty)
            #expect(next.wake == now + .seconds(seconds))
            #expect(machine.next(at: now + .seconds(seconds) - .milliseconds(1)).questions.isEmpty)
            now += .seconds(seconds)
        }
        machine.grew(to: try head(50))
        let question = machine.next(at: now).questions
        #expect(question.map(\.head.size) == [50])
        machine.answered(question[0], try cosigned(question[0]), at: now)
        #expect(machine.seats[0].trouble == nil)
        #expect(machine.seats[0].failures == 0)
    }

    @Test("one that fails does not hold up the others")
    func failing() throws {
        var machine = try machine(2)
        machine.grew(to: try head(5))
        let first = machine.next(at: start).questions
        machine.answered(first[0], failure, at: start)
        machine.answered(first[1], try cosigned(first[1]), at: start)
        machine.grew(to: try head(6))
        let second = machine.next(at: later)
        #expect(second.questions.map(\.witness) == [1])
        #expect(second.questions.map(\.head.size) == [6])
        #expect(second.wake == start + .seconds(1))
        #expect(machine.next(at: start + .seconds(1)).questions.map(\.witness) == [0])
    }

    @Test("trouble is told when it is new, not each time")
    func telling() throws {
        var machine = try machine(1)
        machine.grew(to: try head(5))
        var told: [String?] = []
        var now = start
        for code in ["500", "500", "timeout", "timeout", "500"] {
            let question = machine.next(at: now).questions
            told.append(machine.answered(question[0], .failed(WitnessFailure(code, "x")), at: now)?.code)
            now += .seconds(100)
        }
        #expect(told == ["500", nil, "timeout", nil, "500"])
    }

    @Test("a head that is not larger changes nothing")
    func smaller() throws {
        var machine = try machine(1)
        machine.grew(to: try head(5))
        machine.grew(to: try head(3))
        #expect(machine.newest?.size == 5)
    }

    @Test("without witnesses nothing happens")
    func nobody() throws {
        var machine = WitnessMachine(witnesses: [], policy: try WitnessPolicy(parsing: "quorum none"))
        machine.grew(to: try head(5))
        #expect(machine.next(at: start).questions.isEmpty)
        machine.grew(to: try head(6))
        #expect(machine.next(at: start).wake == nil)
    }

    @Test("whatever witnesses answer, each has one question at most, and proofs go forward")
    func random() throws {
        var random = SeededRandom(state: 7)
        var machine = try machine(3, quorum: "2")
        var now = start
        var open: [WitnessMachine.Question] = []
        var size: UInt64 = 0
        for _ in 0..<3_000 {
            if random.next(3) == 0 {
                size += UInt64(random.next(4))
                if size > 0 { machine.grew(to: try head(size)) }
            }
            now += .milliseconds(random.next(900))
            let fresh = machine.next(at: now).questions
            open += fresh
            #expect(Set(open.map(\.witness)).count == open.count)
            #expect(fresh.allSatisfy { $0.old <= $0.head.size && $0.head.size <= size })
            guard !open.isEmpty, random.next(2) == 0 else { continue }
            let question = open.remove(at: random.next(open.count))
            let before = machine.seats[question.witness].cosigned?.size ?? 0
            switch random.next(4) {
            case 0: machine.answered(question, .behind(UInt64(random.next(Int(size) + 3))), at: now)
            case 1: machine.answered(question, failure, at: now)
            default: machine.answered(question, .cosigned(question.head.note.signatures[0], at: 9), at: now)
            }
            #expect(machine.seats[question.witness].cosigned?.size ?? 0 >= before)
        }
        #expect(machine.seats.allSatisfy { $0.cosigned != nil })
    }
}

/// A small seeded generator, so that a random test that fails fails again.
private struct SeededRandom {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
