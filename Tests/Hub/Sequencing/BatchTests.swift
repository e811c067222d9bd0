// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("One batch of acts")
struct BatchTests {
    @Test("an act sees what the acts before it in the batch did")
    func order() async throws {
        try await TrialHub.run { hub in
            let grant = Act("mandate") { scope in
                try scope.run(
                    .grant(
                        Cast.stranger, register: .devices, rights: [.comply], purpose: Cast.purpose, basis: "art. 1",
                        from: scope.now, until: nil
                    ),
                    by: try scope.administrator(Cast.admin)
                )
                return ["maatregelen": .integer(Int64(scope.state.measures.count))]
            }

            let together = try await hub.batch([TrialHub.registering(Cast.stranger), grant])

            #expect(together.answers[0]?["aantal"] == 9)
            #expect(together.answers[1]?["maatregelen"] == 3)
        }
    }

    @Test("the same acts in the other order are judged in that order")
    func otherOrder() async throws {
        try await TrialHub.run { hub in
            let batch = try await hub.batch([
                TrialHub.refused, TrialHub.registering(Cast.stranger), TrialHub.registering(Cast.stranger),
            ])

            #expect(batch.refusal(0)?.code == .notNow)
            #expect(batch.answers[1] != nil)
            #expect(batch.refusal(2)?.code == .duplicate)
        }
    }

    @Test("two citizens' reports on one device in one batch have a case each")
    func join() async throws {
        try await TrialHub.run { hub in
            let batch = try await hub.batch([TrialHub.reporting(1, random: 1), TrialHub.reporting(1, random: 2)])

            let references = try batch.answers.map { try ReportReference(#require($0?["melding"]?.string)) }
            #expect(references[0].caseID != references[1].caseID)
            #expect(references.map(\.number) == [1, 1])
        }
    }

    @Test("a refused act leaves no trace: no entry, no row, no party, no measure, no sequence number")
    func noTrace() async throws {
        try await TrialHub.run { hub in
            let before = try await hub.trace()
            let rows = try hub.place.rowCounts()

            let batch = try await hub.batch([TrialHub.refused])

            #expect(batch.refusal(0)?.code == .notNow)
            #expect(batch.heads.isEmpty)
            #expect(TrialTrace(batch.state) == before)
            #expect(try await hub.trace() == before)
            #expect(try hub.place.rowCounts() == rows)
        }
    }

    @Test("between two acts that are entered a refused one leaves no gap")
    func noGap() async throws {
        try await TrialHub.run { hub in
            let before = try await hub.trace()

            let batch = try await hub.batch([TrialHub.reporting(1, random: 1), TrialHub.refused, TrialHub.reporting(2, random: 2)])

            let tag = hub.core.secrets.tag(of: .cases(of: .devices))
            let log = try #require(TrialTrace(batch.state).logs[.devices])
            #expect(log.sequences[tag] == (before.logs[.devices]?.sequences[tag] ?? 0) + 2)
            #expect(log.size == (before.logs[.devices]?.size ?? 0) + 2)
            #expect(batch.state.registry.parties[Cast.stranger] == nil)
            #expect(try await hub.trace() == TrialTrace(batch.state))
        }
    }

    @Test("an act that fails for another reason than a refusal leaves no trace either, and the others go on")
    func failure() async throws {
        struct Oops: Error {}
        try await TrialHub.run { hub in
            let failing = Act("oops") { scope in
                try scope.run(.register(Cast.stranger, name: "x", roles: [.provider]), by: try scope.administrator(Cast.admin))
                throw Oops()
            }

            let batch = try await hub.batch([failing, TrialHub.reporting(1)])

            #expect(throws: Oops.self) { try batch.outcomes[0].get() }
            #expect(batch.answers[1] != nil)
            #expect(batch.state.registry.parties[Cast.stranger] == nil)
        }
    }

    @Test("only the logs that grew get a new head, and one per batch however many entries there are")
    func heads() async throws {
        try await TrialHub.run { hub in
            let size = hub.size()
            let acts = (1...20).map { TrialHub.reporting($0, random: UInt64($0)) }

            let batch = try await hub.batch(acts)

            #expect(batch.heads.keys.sorted() == [.devices])
            let head = try #require(batch.heads[.devices])
            #expect(head.size == size + 20)
            let verifier = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            let checkpoint = try Checkpoint(opening: SignedNote(parsing: head.checkpoint), by: [verifier])
            #expect(checkpoint.size == head.size)
            #expect(checkpoint.root == batch.state.logs[.devices]?.tree.root)
        }
    }

    @Test("the same request twice in one batch is done once, and both get its answer")
    func keyTwice() async throws {
        try await TrialHub.run { hub in
            let key = Act.Key(text: "citizen:k", fingerprint: [1])

            let batch = try await hub.batch([
                TrialHub.reporting(1, key: key, random: 1), TrialHub.reporting(1, key: key, random: 2),
            ])

            #expect(batch.answers[0]?["ontvangstbewijs"] != nil)
            #expect(batch.answers[1] == batch.answers[0])
            #expect(try batch.outcomes.map { try $0.get().isRepetition } == [false, true])
            #expect(batch.heads[.devices]?.size == hub.size() + 1)
        }
    }

    @Test("another request under the same key in one batch is refused")
    func keyOfAnother() async throws {
        try await TrialHub.run { hub in
            let key = Act.Key(text: "citizen:k", fingerprint: [1])
            let other = Act.Key(text: "citizen:k", fingerprint: [2])

            let batch = try await hub.batch([
                TrialHub.reporting(1, key: key, random: 1), TrialHub.reporting(2, key: other, random: 2),
            ])

            #expect(batch.answers[0] != nil)
            #expect(batch.refusal(1)?.code == .duplicate)
            #expect(batch.refusal(1)?.faults.map(\.field) == ["Idempotency-Key"])
            #expect(batch.heads[.devices]?.size == hub.size() + 1)
        }
    }

    @Test("a key whose first act was refused is free for the next act of the batch")
    func keyAfterRefusal() async throws {
        try await TrialHub.run { hub in
            let key = Act.Key(text: "citizen:k", fingerprint: [1])
            let refusing = Act("refused", key: key) { _ in throw Refusal(.notNow, "No.") }

            let batch = try await hub.batch([refusing, TrialHub.reporting(1, key: key)])

            #expect(batch.answers[1] != nil)
        }
    }

    @Test("complete tiles are kept, so that a long log can be opened again")
    func tiles() async throws {
        let place = try TrialPlace()
        let roots = try await TrialHub.run(in: place) { hub in
            let batch = try await hub.batch((1...600).map { TrialHub.reporting($0, random: UInt64($0) << 8) })
            let rows = try hub.place.rowCounts()
            #expect(rows["tiles"] == 2)
            return TrialTrace(batch.state)
        }

        try await TrialHub.run(in: place) { hub in
            #expect(try await hub.trace() == roots)
            let next = try await hub.report(700)
            #expect(!next.caseID.isEmpty)
        }
    }

    @Test("whatever random acts are tried, the state in memory is the state that a restart would read", arguments: 0..<4)
    func memoryIsStore(_ seed: UInt64) async throws {
        try await TrialHub.run { hub in
            var random = Trial.Generator(state: seed)
            var state = try await hub.state()
            for round in 0..<12 {
                let acts = (0..<Int.random(in: 1...6, using: &random)).map { _ in randomAct(&random) }
                state = try await hub.batch(acts, from: state, at: TrialHub.start + .minutes(round)).state
                #expect(TrialTrace(state) == (try await hub.trace()))
            }
        }
    }

    private func randomAct(_ random: inout Trial.Generator) -> Act {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: TrialHub.refused
        case 1: TrialHub.registering(Cast.party("kvk:0000010\(Int.random(in: 0..<5, using: &random))"))
        case 2: Act("clock") { ["entries": .integer(Int64(try $0.tick().entries))] }
        case 3:
            Act("end") { [number = Int.random(in: 1...9, using: &random)] scope in
                try scope.run(.end(number, reasons: "Proef."), by: .clock(purpose: PartyDecider.purpose))
                return [:]
            }
        default: TrialHub.reporting(Int.random(in: 1...5, using: &random), random: random.next())
        }
    }
}
