// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

@Suite("Waiting before a new attempt")
struct BackoffTests {
    @Test("waits double from 100 ms to 5 s, each between half its ceiling and its ceiling")
    func growth() {
        for _ in 0..<50 {
            var wait = Backoff()
            for ceiling in [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000] {
                #expect((.milliseconds(ceiling / 2) ... .milliseconds(ceiling)).contains(wait.next()))
            }
        }
    }

    @Test("after a success the first wait is short again")
    func reset() {
        var wait = Backoff()
        for _ in 0..<100 { _ = wait.next() }

        wait.reset()

        #expect(wait.next() <= .milliseconds(100))
    }

    @Test("edges do not wait in step")
    func chance() {
        let waits = (0..<40).map { _ in
            var wait = Backoff()
            for _ in 0..<6 { _ = wait.next() }
            return wait.next()
        }

        #expect(Set(waits).count > 10)
    }
}
