// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store
import Testing

@testable import Hub

@Suite("Samples of what edges answer")
struct SampleStoryTests {
    @Test("an honest edge agrees in all, and the sample is over when every edge has answered")
    func honest() async throws {
        try await TrialHub.run { hub in
            for phone in 1...8 { _ = try await hub.blocked(phone) }
            let edge = try await TrialEdge.complying(with: 8, at: hub)
            let question = try await hub.asked(12)
            #expect(question.subjects.count == 12 && Set(question.subjects).count == 12)
            let open = try await hub.shown(question.id)
            #expect(open["loopt"] == true && open["aantal"] == 12 && open["versie"] == 8)
            #expect(open["randknopen"]?[0]?["stand"] == "wacht" && open["randknopen"]?[0]?["verklaard"] == 8)
            hub.clock.advance(by: .seconds(2))

            let verdicts = try await edge.honest(question, version: 8, at: hub)
            let answer = try await edge.hand(edge.answer(question, version: 8, verdicts: verdicts, at: hub), at: hub)

            #expect(answer.status == 201 && answer.json["ontvangstbewijs"] != nil, "\(answer.text)")
            let shown = try await hub.shown(question.id)
            let row = shown["randknopen"]?[0]
            #expect(shown["loopt"] == false && shown["door"] == "Voorbeeld Toezicht" && row?["stand"] == "beantwoord")
            #expect(row?["gelijk"] == 12 && row?["afwijkend"] == 0 && row?["nietBeantwoord"] == 0 && row?["nietTeVergelijken"] == 0)
            #expect(row?["wanneer"]?.string == (TrialHub.start + .seconds(2)).description && row?["ouderDanVerklaard"] == false)
            #expect(try await hub.openSamples().isEmpty, "the subjects are forgotten")
            #expect(verdicts.contains(.prohibited) && verdicts.contains(.permitted))
        }
    }

    @Test("an edge that answers that a listed device is not listed is found out, and so is one that blocks what is not")
    func lying() async throws {
        try await TrialHub.run { hub in
            for phone in 1...4 { _ = try await hub.blocked(phone) }
            let edge = try await TrialEdge.complying(with: 4, at: hub)
            let question = try await hub.asked(8)
            var verdicts = try await edge.honest(question, version: 4, at: hub)
            let listed = try #require(verdicts.firstIndex(of: .prohibited))
            let unlisted = try #require(verdicts.firstIndex(of: .permitted))
            verdicts[listed] = .permitted
            verdicts[unlisted] = .prohibited

            #expect(try await edge.hand(edge.answer(question, version: 4, verdicts: verdicts, at: hub), at: hub).status == 201)

            let row = try await hub.shown(question.id)["randknopen"]?[0]
            #expect(row?["afwijkend"] == 2 && row?["gelijk"] == 6)
        }
    }

    @Test("an older list is judged by the version that the edge names, and it is seen that it had stated more")
    func older() async throws {
        try await TrialHub.run { hub in
            for phone in 1...3 { _ = try await hub.blocked(phone) }
            let edge = try await TrialEdge.complying(with: 3, at: hub)
            let (early, late) = (try await hub.list(at: 1), try await hub.list(at: 3))
            let question = try await hub.asked(10)
            #expect(Set(question.subjects).intersection(late.keys).count == 3, "all that is listed is drawn from a small list")

            let verdicts = try await edge.honest(question, version: 1, at: hub)
            #expect(verdicts.count { $0 == .prohibited } == early.count)
            #expect(try await edge.hand(edge.answer(question, version: 1, verdicts: verdicts, at: hub), at: hub).status == 201)

            let row = try await hub.shown(question.id)["randknopen"]?[0]
            #expect(row?["gelijk"] == 10 && row?["afwijkend"] == 0 && row?["versie"] == 1)
            #expect(row?["ouderDanVerklaard"] == true && row?["verklaard"] == 3)
        }
    }

    @Test("the answers of today by the version of before differ: a version cannot be named to hide a lie")
    func wrongVersion() async throws {
        try await TrialHub.run { hub in
            for phone in 1...3 { _ = try await hub.blocked(phone) }
            let edge = try await TrialEdge.complying(with: 3, at: hub)
            let question = try await hub.asked(10)

            let verdicts = try await edge.honest(question, version: 3, at: hub)
            #expect(try await edge.hand(edge.answer(question, version: 1, verdicts: verdicts, at: hub), at: hub).status == 201)

            #expect(try await hub.shown(question.id)["randknopen"]?[0]?["afwijkend"] == 2)
        }
    }

    @Test("a list that changes between question and answer is followed, in both directions")
    func newer() async throws {
        try await TrialHub.run { hub in
            var cases: [Reported] = []
            for phone in 1...3 { cases.append(try await hub.blocked(phone)) }
            let edge = try await TrialEdge.complying(with: 3, at: hub)
            let question = try await hub.asked(10)
            let proposed = try await hub.propose("unblock", in: cases[0].caseID)
            try #require(proposed.status == 201, "\(proposed.text)")
            _ = try await hub.blocked(9)
            let newest = try await hub.list(at: 5)
            try #require(newest[TrialHub.subject(1)] == nil && newest.count == 3)

            let verdicts = try await edge.honest(question, version: 5, at: hub)
            #expect(try await edge.hand(edge.answer(question, version: 5, verdicts: verdicts, at: hub), at: hub).status == 201)

            let row = try await hub.shown(question.id)["randknopen"]?[0]
            #expect(row?["gelijk"] == 10 && row?["versie"] == 5 && row?["ouderDanVerklaard"] == false)
        }
    }

    @Test("what was released lately is asked too, and is not listed any more")
    func released() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)
            _ = try await hub.blocked(2)
            try #require(try await hub.propose("unblock", in: reported.caseID).status == 201)
            let edge = try await TrialEdge.complying(with: 3, at: hub)

            let question = try await hub.asked(10)

            #expect(question.subjects.contains(TrialHub.subject(1)) && question.subjects.contains(TrialHub.subject(2)))
            var verdicts = try await edge.honest(question, version: 3, at: hub)
            let place = try #require(question.subjects.firstIndex(of: TrialHub.subject(1)))
            #expect(verdicts[place] == .permitted)
            verdicts[place] = .prohibited
            #expect(try await edge.hand(edge.answer(question, version: 3, verdicts: verdicts, at: hub), at: hub).status == 201)
            #expect(
                try await hub.shown(question.id)["randknopen"]?[0]?["afwijkend"] == 1, "a device that was given back is blocked")
        }
    }

    @Test("an edge that gives no verdict counts as not answering; one that does not answer is ended by the clock")
    func silence() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1)
            let first = try await TrialEdge.complying(with: 1, at: hub)
            _ = try await TrialEdge.complying(named: "rand-2", with: 1, at: hub)
            let question = try await hub.asked(4)
            let note = try first.answer(question, version: 1, verdicts: Array(repeating: .unavailable, count: 4), at: hub)
            #expect(try await first.hand(note, at: hub).status == 201)
            #expect(try await hub.tick(after: .minutes(1)) == 0, "the term is not over yet")
            #expect(try await hub.openSamples().count == 1)

            #expect(try await hub.tick(after: .milliseconds(1)) == 1)

            let shown = try await hub.shown(question.id)
            #expect(shown["loopt"] == false)
            #expect(shown["randknopen"]?[0]?["nietBeantwoord"] == 4 && shown["randknopen"]?[0]?["stand"] == "beantwoord")
            #expect(shown["randknopen"]?[1]?["nietBeantwoord"] == 4 && shown["randknopen"]?[1]?["stand"] == "zwijgt")
            #expect(try await hub.openSamples().isEmpty)
            #expect(try await hub.tick(after: .minutes(5)) == 0)
        }
    }

    @Test("a hub that starts again takes answers to what was asked before")
    func restart() async throws {
        let place = try TrialPlace()
        let clock = ManualTimekeeper(at: TrialHub.start)
        let (edge, question) = try await TrialHub.run(in: place, at: clock) { hub in
            _ = try await hub.blocked(1)
            return (try await TrialEdge.complying(with: 1, at: hub), try await hub.asked(6))
        }
        try await TrialHub.run(in: place, at: clock) { hub in
            #expect(try await hub.openSamples().first?.question == question)
            let verdicts = try await edge.honest(question, version: 1, at: hub)
            #expect(try await edge.hand(edge.answer(question, version: 1, verdicts: verdicts, at: hub), at: hub).status == 201)
            #expect(try await hub.shown(question.id)["randknopen"]?[0]?["gelijk"] == 6)
        }
    }

    @Test("no subject that is asked about stands in the log, in an answer of the hub, or in the store once it is over")
    func subjects() async throws {
        let place = try TrialPlace()
        let subjects = try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(1)
            let edge = try await TrialEdge.complying(with: 1, at: hub)
            let size = hub.size()
            let question = try await hub.asked(20)
            let chance = question.subjects.filter { $0 != TrialHub.subject(1) }
            try #require(chance.count == 19)
            let verdicts = try await edge.honest(question, version: 1, at: hub)
            let note = try edge.answer(question, version: 1, verdicts: verdicts, at: hub)
            let answer = try await edge.hand(note, at: hub)
            let shown = try await hub.get("/v1/steekproeven", as: Cast.supervisor).text
            let file = try await hub.get("/v1/nalevingsdossiers/\(Cast.telecom)", as: Cast.supervisor).text
            let entered = try await hub.core.store.read { reader in
                try (size..<hub.size()).compactMap { try reader.payload(of: .devices, at: $0) }.map {
                    String(decoding: $0.bytes, as: UTF8.self)
                }
            }
            #expect(entered.count == 2)
            let settings = try await hub.core.store.read { reader in
                try ["samples/devices", "samples/devices/\(Cast.telecom)"].map {
                    String(decoding: try reader.setting($0) ?? [], as: UTF8.self)
                }
            }
            for text in entered + settings + [shown, file, answer.text, note] {
                #expect(question.subjects.allSatisfy { !text.contains($0) })
                #expect(!text.isEmpty && !text.contains(question.salt.base64))
            }
            return chance
        }
        #expect(subjects.count == 19)
    }
}
