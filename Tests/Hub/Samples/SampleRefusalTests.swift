// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Samples that are not asked, and answers that are not taken")
struct SampleRefusalTests {
    /// A hub with one device on the list and an edge that has it.
    private static func run(_ body: (TrialHub, TrialEdge) async throws -> Void) async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            try await body(hub, try await TrialEdge.complying(with: 1, at: hub))
        }
    }

    /// The code with which an answer is refused; it must leave nothing behind.
    private static func refusal(of note: String, by edge: TrialEdge, as actor: Actor? = nil, at hub: TrialHub) async throws
        -> String?
    {
        let size = hub.size()
        let answer = try await edge.hand(note, at: hub, as: actor)
        #expect(hub.size() == size && answer.status >= 400, "\(answer.text)")
        return answer.code
    }

    @Test("only who supervises asks, and only of a list that somebody keeps")
    func rights() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            _ = try await TrialEdge.complying(with: 1, at: hub)
            for actor in [Cast.first, Cast.network, Cast.otherNetwork, Cast.admin, Cast.claims, Cast.nobody] {
                #expect(try await hub.sample(as: actor).code == "no-mandate", "\(actor)")
            }
            #expect(try await hub.sample(of: Cast.police).status == 404)
            #expect(try await hub.sample(of: Cast.mobile).code == "not-now", "no edge of this party has stated anything")
            for count in [0, 51] { #expect(try await hub.sample(count).faultFields == ["aantal"]) }
            #expect(try await hub.openSamples().isEmpty)
        }
    }

    @Test("of a party there is one sample at a time, and the same request is one sample")
    func once() async throws {
        try await Self.run { hub, _ in
            let key = "7b8f2f0e-3a55-4a0c-9c4b-2d1f2f0e9a11"
            let first = try await hub.sample(4, key: key)
            let again = try await hub.sample(4, key: key)
            #expect(first.status == 201 && again.json["steekproef"] == first.json["steekproef"])
            #expect(try await hub.sample(4).code == "not-now")
            #expect(try await hub.openSamples().count == 1)
            try await hub.tick(after: .minutes(2))
            #expect(try await hub.sample(4).status == 201)
        }
    }

    @Test("a signature that is forged, another key, and no note at all are refused")
    func signature() async throws {
        try await Self.run { hub, edge in
            let question = try await hub.asked(4)
            let verdicts = try await edge.honest(question, version: 1, at: hub)
            let note = try edge.answer(question, version: 1, verdicts: verdicts, at: hub)
            let stranger = try NoteSigner(generating: EdgeNode.keyName(party: Cast.telecom, edge: "rand-1"))

            #expect(try await Self.refusal(of: note.replacing("\n1\n", with: "\n0\n"), by: edge, at: hub) == "bad-proof")
            let forged = try edge.answer(question, version: 1, verdicts: verdicts, by: stranger, at: hub)
            #expect(try await Self.refusal(of: forged, by: edge, at: hub) == "bad-proof")
            let nameless = try TrialEdge(of: Cast.telecom, named: "rand-9")
            let unregistered = try nameless.answer(question, version: 1, verdicts: verdicts, at: hub)
            #expect(try await Self.refusal(of: unregistered, by: edge, at: hub) == "bad-proof")
            #expect(try await Self.refusal(of: "hallo", by: edge, at: hub) == "invalid")
            let fact = try edge.note(.delivered, version: 1, at: hub)
            #expect(try await Self.refusal(of: fact, by: edge, at: hub) == "invalid", "a statement of activity is no answer")
            #expect(try await edge.hand(note, at: hub).status == 201)
        }
    }

    @Test("an answer to another question, about another measure, log or version that is not there is refused")
    func otherQuestion() async throws {
        try await Self.run { hub, edge in
            let before = try await hub.asked(4)
            try await hub.tick(after: .minutes(2))
            let question = try await hub.asked(4)
            let verdicts = try await edge.honest(question, version: 1, at: hub)

            func refusal(_ note: String) async throws -> String? { try await Self.refusal(of: note, by: edge, at: hub) }
            #expect(
                try await refusal(edge.answer(question, version: 1, verdicts: verdicts, commitment: before.commitment, at: hub))
                    == "bad-proof", "the commitment of an earlier question")
            #expect(
                try await refusal(edge.answer(question, version: 1, verdicts: verdicts, about: Cast.mobile, at: hub)) == "bad-proof"
            )
            #expect(
                try await refusal(edge.answer(question, version: 1, verdicts: verdicts, origin: "hub.example/x", at: hub))
                    == "bad-proof")
            #expect(try await refusal(edge.answer(question, version: 2, verdicts: verdicts, at: hub)) == "bad-proof")
            #expect(try await refusal(edge.answer(question, version: 1, verdicts: verdicts.dropLast(), at: hub)) == "invalid")
            #expect(try await refusal(edge.answer(before, version: 1, verdicts: verdicts, at: hub)) == "after-term")
            let nowhere = SampleID(at: TrialHub.start, random: 99)
            #expect(try await refusal(edge.answer(question, version: 1, verdicts: verdicts, id: nowhere, at: hub)) == "unknown")
            #expect(try await hub.shown(question.id)["randknopen"]?[0]?["stand"] == "wacht")
        }
    }

    @Test("another party cannot answer, nor learn that there is a sample, and another's edge does not count")
    func otherParty() async throws {
        try await Self.run { hub, edge in
            let question = try await hub.asked(4)
            let other = try await TrialEdge.complying(Cast.mobile, with: 1, at: hub)
            let verdicts = try await edge.honest(question, version: 1, at: hub)
            let own = try edge.answer(question, version: 1, verdicts: verdicts, at: hub)

            #expect(try await Self.refusal(of: own, by: other, at: hub) == "bad-proof", "it is signed by no edge of the caller")
            let posed = try other.answer(question, version: 1, verdicts: verdicts, about: Cast.telecom, at: hub)
            #expect(try await Self.refusal(of: posed, by: other, at: hub) == "unknown")
            let theirs = try other.answer(question, version: 1, verdicts: verdicts, at: hub)
            #expect(try await Self.refusal(of: theirs, by: other, at: hub) == "unknown")
            for actor in [Cast.first, Cast.supervisor, Cast.claims] {
                #expect(try await Self.refusal(of: own, by: edge, as: actor, at: hub) == "no-mandate")
            }
        }
    }

    @Test("too late is too late, whether the clock came by or not; a second answer of an edge changes nothing")
    func late() async throws {
        try await Self.run { hub, edge in
            _ = try await TrialEdge.complying(named: "rand-2", with: 1, at: hub)
            let question = try await hub.asked(4)
            let verdicts = try await edge.honest(question, version: 1, at: hub)
            #expect(try await edge.hand(edge.answer(question, version: 1, verdicts: verdicts, at: hub), at: hub).status == 201)
            let size = hub.size()
            let other = try edge.answer(question, version: 1, verdicts: verdicts.reversed(), at: hub)
            #expect(try await edge.hand(other, at: hub).status == 201)
            #expect(hub.size() == size)
            #expect(try await hub.shown(question.id)["randknopen"]?[0]?["gelijk"] == 4)

            hub.clock.advance(by: .minutes(1) + .milliseconds(1))
            let second = try TrialEdge(of: Cast.telecom, named: "rand-3")
            try await second.register(at: hub)
            let note = try second.answer(question, version: 1, verdicts: verdicts, at: hub)
            #expect(try await Self.refusal(of: note, by: second, at: hub) == "after-term")
            try await hub.tick()
            #expect(try await Self.refusal(of: note, by: second, at: hub) == "after-term")
        }
    }

    @Test("a sample is seen by who supervises and by the party itself, by nobody else")
    func visibility() async throws {
        try await Self.run { hub, _ in
            let question = try await hub.asked(4)
            let path = "/v1/steekproeven/\(question.id)"
            for (actor, one, all) in [
                (Cast.supervisor, 200, 1), (Cast.network, 200, 1), (Cast.otherNetwork, 404, 0), (Cast.first, 403, nil),
                (Cast.admin, 403, nil), (Cast.claims, 403, nil),
            ] as [(Actor, Int, Int?)] {
                #expect(try await hub.get(path, as: actor).status == one, "\(actor)")
                #expect(try await hub.get("/v1/steekproeven", as: actor).json["steekproeven"]?.array?.count == all, "\(actor)")
            }
            let others = try await hub.get("/v1/steekproeven?deelnemer=\(Cast.mobile)", as: Cast.supervisor)
            #expect(others.json["steekproeven"]?.array?.isEmpty == true)
            #expect(try await hub.get("/v1/steekproeven/SP-1", as: Cast.supervisor).status == 404)
            for (actor, count) in [(Cast.supervisor, 1), (Cast.network, 1), (Cast.first, 0)] {
                let file = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: actor).json
                #expect(file["steekproeven"]?.array?.count == count, "\(actor)")
            }
        }
    }
}
