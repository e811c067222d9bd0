// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing

@testable import Edge

@Suite("Watching a stream", .timeLimit(.minutes(10)))
struct StreamWatchTests {
    private final class Ends: Sendable {
        private let count = Atomic(0)
        var number: Int { count.load(ordering: .relaxed) }
        func note() { count.add(1, ordering: .relaxed) }
    }

    private func ended(_ watch: StreamWatch) async throws -> StreamWatch.End? {
        for _ in 0..<1_000 {
            if let end = watch.end { return end }
            try await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }

    @Test("a quiet stream is ended, once")
    func silent() async throws {
        let ends = Ends()
        let watch = StreamWatch(silence: .milliseconds(50), patience: .seconds(60)) { ends.note() }

        #expect(try await ended(watch) == .silent)
        watch.close()

        #expect(ends.number == 1 && watch.end == .silent)
    }

    @Test("a stream that brings nothing of use is ended, however much arrives")
    func fruitless() async throws {
        let ends = Ends()
        let watch = StreamWatch(silence: .seconds(60), patience: .milliseconds(100)) { ends.note() }

        for _ in 0..<1_000 where watch.end == nil {
            watch.heard()
            watch.handled()
            try await Task.sleep(for: .milliseconds(2))
        }

        #expect(watch.end == .fruitless && ends.number == 1)
    }

    @Test("a stream that is no longer wanted is ended at once, and stays so")
    func unwanted() {
        let ends = Ends()
        let watch = StreamWatch(silence: .seconds(60)) { ends.note() }

        watch.close()
        watch.close()

        #expect(watch.end == .unwanted && ends.number == 1)
    }
}

@Suite("When a stream has lasted long enough")
struct StreamDeadlinesTests {
    private let start = ContinuousClock.now

    private func deadlines(patience: Duration? = .seconds(60)) -> StreamDeadlines {
        StreamDeadlines(silence: .seconds(15), patience: patience, now: start)
    }

    @Test("quiet counts from what was last handled")
    func quiet() throws {
        var deadlines = deadlines()

        deadlines.heard(start + .seconds(10))
        deadlines.handled(start + .seconds(10))

        let rest = try #require(deadlines.rest(start + .seconds(12)))
        #expect(rest.time == .seconds(13) && rest.end == .silent)
    }

    @Test("what arrives does not satisfy; what it must bring does")
    func satisfied() throws {
        var deadlines = deadlines()
        for second in 1...59 {
            deadlines.heard(start + .seconds(second))
            deadlines.handled(start + .seconds(second))
        }

        let before = try #require(deadlines.rest(start + .seconds(59)))
        deadlines.satisfied(start + .seconds(59))
        let after = try #require(deadlines.rest(start + .seconds(59)))

        #expect(before.time == .seconds(1) && before.end == .fruitless)
        #expect(after.time == .seconds(15) && after.end == .silent)
    }

    @Test("what is of use gives time, but no more than a fresh start")
    func credit() throws {
        var deadlines = StreamDeadlines(silence: .seconds(600), patience: .seconds(60), now: start)

        deadlines.credit(.seconds(5), start + .seconds(50))
        #expect(deadlines.rest(start + .seconds(50))?.time == .seconds(15))
        deadlines.credit(.seconds(3_600), start + .seconds(55))

        #expect(deadlines.rest(start + .seconds(55))?.time == .seconds(60))
    }

    @Test("the time that handling takes does not count")
    func busy() throws {
        var deadlines = deadlines()

        deadlines.heard(start + .seconds(5))
        #expect(deadlines.rest(start + .seconds(500)) == nil)
        deadlines.handled(start + .seconds(500))

        let rest = try #require(deadlines.rest(start + .seconds(500)))
        #expect(rest.time == .seconds(15))
        deadlines.heard(start + .seconds(510))
        deadlines.handled(start + .seconds(510))
        #expect(deadlines.rest(start + .seconds(549))?.time == .seconds(-24))
    }

    @Test("a stream that need not bring anything is only ended for its silence")
    func withoutPatience() {
        var deadlines = deadlines(patience: nil)

        deadlines.credit(.seconds(1), start)
        deadlines.satisfied(start)
        deadlines.heard(start + .seconds(10_000))
        deadlines.handled(start + .seconds(10_000))

        #expect(deadlines.rest(start + .seconds(10_000))?.end == .silent)
    }
}
