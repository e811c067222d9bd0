// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("What a witness cosigns")
struct WitnessDeciderTests {
    private let log: NoteSigner
    private let logs: KnownLogs
    private let oracle = Oracle(count: 40)

    init() throws {
        log = try NoteSigner(generating: "hub.example/devices")
        logs = try KnownLogs(parsing: log.vkey)
    }

    private func checkpoint(_ size: Int, root: Digest? = nil) -> Checkpoint {
        Checkpoint(origin: log.name, size: UInt64(size), root: root ?? oracle.root(size))
    }

    private func state(_ size: Int) -> WitnessState { WitnessState(checkpoint: checkpoint(size), time: 1) }

    private func request(
        _ old: Int, _ new: Int, proof: [Digest]? = nil, root: Digest? = nil, signer: NoteSigner? = nil
    ) throws -> AddCheckpointRequest {
        try AddCheckpointRequest(
            oldSize: UInt64(old), proof: proof ?? (old <= new ? oracle.proof(old, new) : []),
            note: checkpoint(new, root: root).signed(by: [signer ?? log]))
    }

    private func status(_ request: AddCheckpointRequest, _ state: WitnessState?) -> Int {
        WitnessDecider.decide(request, logs: logs, state: state).status
    }

    @Test("every growth from every size is cosigned")
    func growth() throws {
        for old in 0...20 {
            for new in old...20 {
                let request = try request(old, new)
                let outcome = WitnessDecider.decide(request, logs: logs, state: old == 0 ? nil : state(old))
                #expect(outcome == .cosign(checkpoint(new), note: request.note))
            }
        }
    }

    @Test("the first use has old size 0 and no proof")
    func firstUse() throws {
        #expect(try status(request(0, 5), nil) == 200)
        #expect(try status(request(0, 0), nil) == 200)
        #expect(try status(request(0, 5, proof: [leafHash(0)]), nil) == 422)
        #expect(try WitnessDecider.decide(request(3, 5), logs: logs, state: nil) == .conflict(0))
    }

    @Test("an empty log that was cosigned can grow")
    func fromEmpty() throws {
        #expect(try status(request(0, 5), state(0)) == 200)
        #expect(try status(request(0, 5, proof: [leafHash(0)]), state(0)) == 422)
    }

    @Test("the same size and root are cosigned again; another root of that size is refused")
    func sameSize() throws {
        #expect(try status(request(7, 7), state(7)) == 200)
        #expect(try status(request(7, 7, root: leafHash(3)), state(7)) == 422)
        #expect(try status(request(7, 7, proof: [leafHash(3)]), state(7)) == 422)
    }

    @Test("an old size that is not the one cosigned last is told the right one", arguments: [0, 6, 8, 12])
    func conflict(old: Int) throws {
        #expect(try WitnessDecider.decide(request(old, 12), logs: logs, state: state(7)) == .conflict(7))
    }

    @Test("a log that went back is told the size that was cosigned")
    func back() throws {
        #expect(try WitnessDecider.decide(request(5, 5), logs: logs, state: state(7)) == .conflict(7))
        #expect(try status(request(7, 5), state(7)) == 400)
    }

    @Test("a forked log and a wrong proof are inconsistent")
    func forks() throws {
        let fork = Oracle(leaves: (0..<40).map { leafHash($0 < 6 ? $0 : $0 + 1000) })
        #expect(try status(request(7, 12, proof: fork.proof(7, 12), root: fork.root(12)), state(7)) == 422)
        #expect(try status(request(7, 12, proof: oracle.proof(7, 12), root: fork.root(12)), state(7)) == 422)
        #expect(try status(request(7, 12, proof: []), state(7)) == 422)
        #expect(try status(request(7, 12, proof: oracle.proof(6, 12)), state(7)) == 422)
    }

    @Test("an unknown log is not found, whoever signed")
    func unknownLog() throws {
        let other = try NoteSigner(generating: "hub.example/parties")
        let note = try Checkpoint(origin: other.name, size: 1, root: oracle.root(1)).signed(by: [other])
        let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: note)
        #expect(WitnessDecider.decide(request, logs: logs, state: nil) == .unknownLog)
        #expect(WitnessOutcome.unknownLog.status == 404)
    }

    @Test("without a good signature by the log's key nothing is told, not even the size")
    func unsigned() throws {
        let impostor = try NoteSigner(generating: log.name)
        let forged = try AddCheckpointRequest(
            oldSize: 0, proof: [], note: SignedNote(text: checkpoint(9).text, signatures: request(0, 8).note.signatures))
        #expect(try status(request(0, 5, signer: impostor), state(7)) == 403)
        #expect(status(forged, state(7)) == 403)
        #expect(try status(request(9, 5, signer: impostor), state(7)) == 403)
    }

    @Test("the key of another watched log cannot speak for this one")
    func otherLog() throws {
        let other = try NoteSigner(generating: "hub.example/parties")
        let both = try KnownLogs(parsing: "\(log.vkey)\n\(other.vkey)")
        let note = try SignedNote(signing: checkpoint(5).text, with: [other])
        let request = try AddCheckpointRequest(oldSize: 0, proof: [], note: note)
        #expect(WitnessDecider.decide(request, logs: both, state: nil).status == 403)
    }

    @Test("what strangers wrote below a checkpoint is not kept, and repeated lines are kept once")
    func strangers() throws {
        let stranger = try NoteSigner(generating: "stranger.example")
        let witness = try WitnessSigner(generating: "witness.example/w2")
        let clean = try request(0, 5).note
        let note = try SignedNote(
            text: clean.text,
            signatures: clean.signatures + SignedNote(signing: clean.text, with: [stranger]).signatures + clean.signatures
                + [witness.cosign(clean.text, at: 4)])
        let outcome = WitnessDecider.decide(
            try AddCheckpointRequest(oldSize: 0, proof: [], note: note), logs: logs, state: nil)
        #expect(outcome == .cosign(checkpoint(5), note: clean))
    }

    @Test("any of the keys of a log suffices, and a wrong signature by one of them spoils the note")
    func rollover() throws {
        let next = try NoteSigner(generating: log.name)
        let both = try KnownLogs(parsing: "\(log.vkey)\n\(next.vkey)")
        let good = try request(0, 5, signer: next)
        let wrong = try request(0, 6, signer: next).note.signatures
        let spoilt = try AddCheckpointRequest(
            oldSize: 0, proof: [], note: SignedNote(text: good.note.text, signatures: request(0, 5).note.signatures + wrong))
        #expect(WitnessDecider.decide(good, logs: both, state: nil).status == 200)
        #expect(WitnessDecider.decide(spoilt, logs: both, state: nil).status == 403)
    }

    @Test("statuses are those of the specification")
    func statuses() throws {
        let error = LedgerError(.malformed, "x")
        let outcomes: [(WitnessOutcome, Int)] = [
            (.malformed(error), 400), (.unsigned(error), 403), (.unknownLog, 404), (.conflict(3), 409), (.inconsistent(error), 422),
            (.cosign(checkpoint(1), note: try request(0, 1).note), 200),
        ]
        for (outcome, status) in outcomes { #expect(outcome.status == status) }
    }

    @Test("random requests never bring a witness to cosign what does not extend its state")
    func random() throws {
        var random = SeededGenerator(seed: 422)
        let fork = Oracle(leaves: (0..<40).map { leafHash($0 < 10 ? $0 : $0 + 1000) })
        var last: (size: Int, isFork: Bool)?
        for _ in 0..<600 {
            let isFork = Bool.random(using: &random)
            let tree = isFork ? fork : oracle
            let new = Int.random(in: 0...40, using: &random)
            let old = Bool.random(using: &random) ? last?.size ?? 0 : Int.random(in: 0...40, using: &random)
            let request = try request(old, new, proof: old <= new ? tree.proof(old, new) : [], root: tree.root(new))
            let state = last.map {
                WitnessState(checkpoint: checkpoint($0.size, root: ($0.isFork ? fork : oracle).root($0.size)), time: 1)
            }
            guard WitnessDecider.decide(request, logs: logs, state: state).status == 200 else { continue }
            #expect(new >= last?.size ?? 0)
            if let last, last.size > 10 { #expect(isFork == last.isFork) }
            last = (new, isFork)
            if new > 36 { last = nil }
        }
    }
}
