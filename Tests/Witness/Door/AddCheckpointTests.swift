// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import NIOCore
import NIOHTTP1
import Testing
import Witness

@Suite("The door of a witness", .timeLimit(.minutes(10)))
struct AddCheckpointTests {
    private let folder: TrialFolder
    private let signer: WitnessSigner
    private let log: TrialLog

    init() throws {
        folder = try TrialFolder()
        signer = try WitnessSigner(generating: "witness.example/w1")
        log = try TrialLog()
    }

    @Test("a log that grows is cosigned every time, with the time of the clock, and remembered before the answer")
    func growth() async throws {
        let clock = TrialClock()
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], clock: clock) { witness async throws in
            var old = 0
            for new in [1, 2, 7, 256, 257, 300] {
                clock.set(clock.now + 10)
                let answer = try await witness.add(log.request(old, new))

                #expect(answer.status == 200)
                let cosignature = try witness.cosignature(in: answer, over: log.note(new))
                #expect(cosignature?.time == clock.now)
                let kept = try folder.kept(of: log.origin)
                #expect(kept?.text == log.checkpoint(new).text)
                old = new
            }
        }
    }

    @Test("the same checkpoint is cosigned again with the present time, also after a restart")
    func again() async throws {
        let clock = TrialClock(1_000)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], clock: clock) { witness async throws in
            #expect(try await witness.add(log.request(0, 5)).status == 200)
            clock.set(2_000)
            let answer = try await witness.add(log.request(5, 5))
            #expect(try witness.cosignature(in: answer, over: log.note(5))?.time == 2_000)
        }
        clock.set(3_000)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], clock: clock) { witness async throws in
            let answer = try await witness.add(log.request(5, 5))
            #expect(try witness.cosignature(in: answer, over: log.note(5))?.time == 3_000)
        }
    }

    @Test("a clock that is set back does not bring a witness to contradict itself")
    func clockBack() async throws {
        let clock = TrialClock(5_000)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], clock: clock) { witness async throws in
            _ = try await witness.add(log.request(0, 5))
            clock.set(4_000)
            let answer = try await witness.add(log.request(5, 6))
            #expect(try witness.cosignature(in: answer, over: log.note(6))?.time == 5_000)
        }
    }

    @Test("a size that is not the one cosigned last is answered with that one, in its own media type")
    func conflict() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            let empty = try await witness.add(log.request(3, 5))
            _ = try await witness.add(log.request(0, 5))
            let behind = try await witness.add(log.request(0, 9))
            let back = try await witness.add(log.request(4, 4))

            #expect((empty.status, empty.type, empty.body) == (409, "text/x.tlog.size", "0\n"))
            #expect((behind.status, behind.type, behind.body) == (409, "text/x.tlog.size", "5\n"))
            #expect((back.status, back.type, back.body) == (409, "text/x.tlog.size", "5\n"))
            #expect(try folder.kept(of: log.origin)?.text == log.checkpoint(5).text)
        }
    }

    @Test("a forked log is refused, and what is remembered stays")
    func fork() async throws {
        let fork = log.forked(at: 3)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            _ = try await witness.add(log.request(0, 5))
            let kept = try folder.kept(of: log.origin)
            let statuses = [
                try await witness.add(fork.request(5, 9)).status, try await witness.add(fork.request(5, 5)).status,
                try await witness.add(AddCheckpointRequest(oldSize: 5, proof: [], note: log.note(9))).status,
            ]
            #expect(statuses == [422, 422, 422])
            #expect(try folder.kept(of: log.origin) == kept)
            #expect(try await witness.add(log.request(5, 9)).status == 200)
        }
    }

    @Test("an unknown log, a foreign key and a request that goes back are told apart")
    func refusals() async throws {
        let stranger = try TrialLog(named: "stranger.example/log")
        let impostor = try TrialLog()
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            #expect(try await witness.add(stranger.request(0, 5)).status == 404)
            #expect(try await witness.add(impostor.request(0, 5)).status == 403)
            let back = try AddCheckpointRequest(oldSize: 9, proof: [], note: log.note(5))
            #expect(try await witness.add(back).status == 400)
            #expect(try folder.kept(of: log.origin) == nil)
        }
    }

    @Test("what is no request is refused with a sentence", arguments: ["", "old 1", "old 0\n\nhallo\n", "{}", "\u{0}\u{1}"])
    func malformed(text: String) async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            let answer = try await witness.post(Array(text.utf8))
            #expect(answer.status == 400)
            #expect(answer.body.hasSuffix(".\n"))
        }
    }

    @Test("more than 64 KiB is refused")
    func tooLarge() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            #expect(try await witness.post([UInt8](repeating: 0x41, count: 65_536)).status == 400)
            #expect(try await witness.post([UInt8](repeating: 0x41, count: 65_537)).status == 413)
        }
    }

    @Test("a request that does not arrive in time is refused")
    func slow() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log], readWithin: .milliseconds(200)) {
            witness async throws in
            var request = HTTPClientRequest(url: witness.base + "/add-checkpoint")
            request.method = .POST
            let (pieces, feed) = AsyncStream.makeStream(of: ByteBuffer.self)
            feed.yield(ByteBuffer(string: "old 0\n"))
            request.body = .stream(pieces, length: .known(Int64(100)))
            let status = try? await witness.send(request).status
            feed.finish()
            #expect(status == 408)
            #expect(try await witness.add(log.request(0, 1)).status == 200)
        }
    }

    @Test("of two that race one wins, and none goes back")
    func race() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            _ = try await witness.add(log.request(0, 10))
            let answers = try await withThrowingTaskGroup(of: (Int, TrialWitness.Answer).self) { group in
                for new in 11...30 { group.addTask { (new, try await witness.add(log.request(10, new))) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = answers.filter { $0.1.status == 200 }.map(\.0)
            #expect(winners.count == 1)
            #expect(answers.filter { $0.1.status == 409 }.count == 19)
            #expect(answers.filter { $0.1.status == 409 }.allSatisfy { $0.1.body == "\(winners.first ?? 0)\n" })
            #expect(try folder.kept(of: log.origin)?.text == log.checkpoint(winners.first ?? 0).text)
        }
    }

    @Test("while several hubs push at random, what is kept never shrinks and every cosignature is for what was kept")
    func stress() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            let sizes = try await withThrowingTaskGroup(of: [Int].self) { group in
                for seed in 0..<4 {
                    group.addTask {
                        var granted: [Int] = []
                        var known = 0
                        for step in 0..<12 {
                            let new = known + 1 + (seed * 7 + step * 3) % 5
                            let answer = try await witness.add(log.request(known, new))
                            if answer.status == 200 {
                                granted.append(new)
                                known = new
                            } else {
                                known = Int(answer.body.dropLast()) ?? known
                            }
                        }
                        return granted
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for granted in sizes { #expect(granted == granted.sorted()) }
            let all = sizes.flatMap(\.self)
            #expect(Set(all).count == all.count)
            #expect(try folder.kept(of: log.origin)?.text == log.checkpoint(all.max() ?? 0).text)
        }
    }
}
