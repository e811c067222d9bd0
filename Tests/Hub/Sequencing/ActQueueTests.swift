// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("The queue of acts")
struct ActQueueTests {
    private static func act(_ kind: String) -> Act { Act(kind) { _ in [:] } }

    private static func answer(_ waiting: ActQueue.Waiting) {
        waiting.continuation.resume(returning: Entered(answer: .string(waiting.act.kind), isRepetition: false))
    }

    /// Takes acts until so many have come, and answers each with its kind.
    private func serve(_ count: Int, from queue: ActQueue, most: Int = 256) async -> [[String]] {
        var batches: [[String]] = []
        while batches.joined().count < count, let batch = await queue.next(most: most) {
            batches.append(batch.map(\.act.kind))
            for waiting in batch { ActQueueTests.answer(waiting) }
        }
        return batches
    }

    @Test("an act gets its own answer")
    func answers() async throws {
        let queue = ActQueue(capacity: 10)
        async let served = serve(3, from: queue)

        async let a = queue.submit(ActQueueTests.act("a"))
        async let b = queue.submit(ActQueueTests.act("b"))
        async let c = queue.submit(ActQueueTests.act("c"))

        #expect(try await [a.answer, b.answer, c.answer] == ["a", "b", "c"])
        #expect(await served.joined().sorted() == ["a", "b", "c"])
    }

    @Test("a batch is no larger than asked, and nothing is lost or served twice", .timeLimit(.minutes(10)))
    func batches() async throws {
        let queue = ActQueue(capacity: 1_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let entered = try await queue.submit(ActQueueTests.act("\(number)"))
                    #expect(entered.answer == .string("\(number)"))
                }
            }
            let batches = await serve(200, from: queue, most: 7)
            #expect(batches.allSatisfy { (1...7).contains($0.count) })
            #expect(Set(batches.joined()).count == 200)
            try await group.waitForAll()
        }
    }

    @Test("a full queue tells the next act to come back, and takes it when there is room", .timeLimit(.minutes(10)))
    func full() async throws {
        let queue = ActQueue(capacity: 2)
        let results = await withTaskGroup(of: Result<Entered, any Error>.self) { group in
            for number in 0..<6 {
                group.addTask {
                    do { return .success(try await queue.submit(ActQueueTests.act("\(number)"))) } catch { return .failure(error) }
                }
            }
            var results: [Result<Entered, any Error>] = []
            // Nobody serves yet: four of the six find the queue full.
            for _ in 0..<4 { if let result = await group.next() { results.append(result) } }
            _ = await serve(2, from: queue)
            for await result in group { results.append(result) }
            return results
        }

        let refusals = results.compactMap { result -> Refusal? in
            if case .failure(let error) = result { error as? Refusal } else { nil }
        }
        #expect(refusals.map(\.code) == Array(repeating: .overloaded, count: 4))
        #expect(Problem(refusals[0]).status == 503)
        async let served = serve(1, from: queue)
        #expect(try await queue.submit(ActQueueTests.act("later")).answer == "later")
        _ = await served
    }

    @Test("a closed queue takes nothing more and ends")
    func closed() async throws {
        let queue = ActQueue(capacity: 2)

        queue.close()

        await #expect(throws: Refusal.self) { try await queue.submit(ActQueueTests.act("late")) }
        #expect(await queue.next(most: 1)?.count == nil)
    }

    @Test("closing wakes whoever waits for acts", .timeLimit(.minutes(10)))
    func closingWakes() async throws {
        let queue = ActQueue(capacity: 2)
        async let next = queue.next(most: 1)
        try await Task.sleep(for: .milliseconds(20))

        queue.close()

        #expect(await next?.count == nil)
    }

    @Test("what waits when it closes is still served", .timeLimit(.minutes(10)))
    func closingServes() async throws {
        let queue = ActQueue(capacity: 2)
        let outcomes = await withTaskGroup(of: String.self) { group in
            for number in 0..<3 {
                group.addTask { (try? await queue.submit(ActQueueTests.act("\(number)")).answer.string) ?? "overloaded" }
            }
            // One of the three finds the queue full: then the other two wait in it.
            var outcomes = [await group.next() ?? ""]
            queue.close()
            _ = await serve(2, from: queue)
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }

        #expect(outcomes.first == "overloaded")
        #expect(Set(outcomes).count == 3)
        #expect(await queue.next(most: 1)?.count == nil)
    }
}
