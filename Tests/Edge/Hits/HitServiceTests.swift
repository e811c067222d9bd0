// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import Testing

@testable import Edge

@Suite("Hits on their way to the hub", .timeLimit(.minutes(10)))
struct HitServiceTests {
    @Test("a listed device seen five times is told once, and then nothing of it is left")
    func once() async throws {
        let trial = try await HitTrial(HitTrial.settling())
        for _ in 0..<5 { try trial.see(3) }
        try await trial.wait("the message") { try !trial.rows.isEmpty && trial.store.count() == 0 }
        for _ in 0..<5 { try trial.see(3) }
        try trial.see(4)
        try await trial.wait("the other message") { try trial.rows.count == 2 && trial.store.count() == 0 }

        let row = try #require(trial.rows.first?.object)
        #expect(row.keys.sorted() == ["gezien", "onderwerp", "randknoop"])
        #expect(row["onderwerp"] == .string(try HitSample.device(3).digits) && row["randknoop"] == "rand-1")
        #expect(row["gezien"] == .string(HitSample.now.description))
        #expect(trial.door.requests.map(\.path) == ["/v1/treffers", "/v1/treffers"])
        try await trial.end()
        for number: UInt64 in [3, 4] { #expect(try HitSample.files(in: trial.folder, with: HitSample.device(number)) == 0) }
        #expect(try HitStore.summary(in: trial.folder.path).sent == ["vastgelegd": 2])
    }

    @Test("a device that is not on the list leaves nothing in any file")
    func unlisted() async throws {
        let trial = try await HitTrial(HitTrial.settling())
        try trial.see(77)
        try trial.see(1)
        try await trial.wait("the message") { trial.rows.count == 1 }

        #expect(try HitSample.files(in: trial.folder, with: HitSample.device(77)) == 0)
        try await trial.end()
    }

    @Test("a hub that fails gets the same message again until it takes it", arguments: [500, 503, 401, 400])
    func again(status: Int) async throws {
        let trial = try await HitTrial { request in
            request.attempt <= 3 ? .problem(status) : try HitTrial.settling()(request)
        }
        try trial.see(1)
        try await trial.wait("the fourth message") { try trial.door.requests.count >= 4 && trial.store.count() == 0 }

        #expect(Set(trial.door.requests.map(\.body)).count == 1)
        try await trial.end()
    }

    @Test(
        "an answer that says too little is no answer: the hit waits",
        arguments: [[:], ["uitkomsten": []], ["uitkomsten": ["vastgelegd", "vastgelegd"]], ["uitkomsten": [1]]] as [JSON])
    func strange(answer: JSON) async throws {
        let trial = try await HitTrial { request in request.attempt <= 2 ? .json(answer) : try HitTrial.settling()(request) }
        try trial.see(1)
        try await trial.wait("the third message") { try trial.door.requests.count >= 3 && trial.store.count() == 0 }
        try await trial.end()
    }

    @Test("every final outcome settles a hit, also one that this version does not know", arguments: HitOutcome.all + ["nieuw"])
    func outcomes(outcome: HitOutcome) async throws {
        let trial = try await HitTrial { request in
            try HitTrial.settling(outcome == .later && request.attempt > 2 ? .entered : outcome)(request)
        }
        try trial.see(1)
        try await trial.wait("the end") { try !trial.rows.isEmpty && trial.store.count() == 0 }

        #expect(trial.door.requests.count == (outcome == .later ? 3 : 1))
        try await trial.end()
    }

    @Test("what waits when the edge stops is told after its restart")
    func restart() async throws {
        let folder = try ScratchFolder()
        let first = try await HitTrial(in: folder) { _ in .problem(503) }
        try first.see(1)
        try first.see(2)
        try await first.wait("both on disk") { try first.store.count() == 2 }
        try first.see(5)
        try await first.end()
        #expect(try first.store.count() == 3, "what was noted last is kept on the way out")

        let second = try await HitTrial(in: folder, HitTrial.settling())
        try await second.wait("the messages") { try second.rows.count == 3 && second.store.count() == 0 }
        try await second.end()
    }

    @Test("hits of a device that leaves the list are dropped while the hub is away, and are in no file")
    func released() async throws {
        let trial = try await HitTrial { _ in .problem(503) }
        try trial.see(1)
        try trial.see(2)
        try await trial.wait("both on disk") { try trial.store.count() == 2 }

        try trial.release(1)
        try await trial.wait("one left") { try trial.store.count() == 1 }
        #expect(try HitSample.files(in: trial.folder, with: HitSample.device(1)) == 0)
        #expect(try trial.store.summary().dropped == ["released": 1])
        trial.door.behave(HitTrial.settling())
        try await trial.wait("the other") { try trial.store.count() == 0 }
        let last = try #require(trial.rows.last)
        #expect(last["onderwerp"] == .string(try HitSample.device(2).digits))
        try await trial.end()
    }

    @Test("what an edge kept of a device that left the list while it was down is dropped at its start, and never told")
    func releasedMeanwhile() async throws {
        let folder = try ScratchFolder()
        let first = try await HitTrial(in: folder) { _ in .problem(503) }
        try first.see(1)
        try await first.wait("it on disk") { try first.store.count() == 1 }
        try await first.end()

        let second = try await HitTrial(in: folder, listed: 2..<10, HitTrial.settling())
        try await second.wait("nothing left") { try second.store.count() == 0 }
        try await second.end()
        #expect(second.door.requests.isEmpty)
        #expect(try HitStore.summary(in: folder.path).dropped == ["released": 1])
    }

    @Test("an edge that reports nothing any more drops what it kept, and notes nothing")
    func off() async throws {
        let folder = try ScratchFolder()
        let first = try await HitTrial(in: folder) { _ in .problem(503) }
        try first.see(1)
        try await first.wait("it on disk") { try first.store.count() == 1 }
        try await first.end()

        let second = try await HitTrial(in: folder, policy: HitPolicy(reported: .none), HitTrial.settling())
        try second.see(2)
        try await second.wait("nothing left") { try second.store.count() == 0 }
        try await second.end()
        #expect(second.door.requests.isEmpty)
        #expect(try HitStore.summary(in: folder.path).dropped == ["off": 1])
    }

    @Test("many hits go in messages of a bounded size, each once")
    func many() async throws {
        let trial = try await HitTrial(listed: 0..<1_000, HitTrial.settling())
        for number: UInt64 in 0..<1_000 { try trial.see(number) }
        try await trial.wait("all of them") { try trial.rows.count >= 1_000 && trial.store.count() == 0 }

        let told = trial.rows.compactMap { $0["onderwerp"]?.string }
        #expect(told.count == 1_000 && Set(told).count == 1_000)
        #expect(trial.door.requests.allSatisfy { $0.body.count < 40_000 })
        try await trial.end()
    }
}
