// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing
import Trials

@testable import Segments

@Suite("Counting readers")
struct ReaderStripesTests {
    private func readers(_ stripes: ReaderStripes) -> [Int] { (0..<(2 * ReaderStripes.count)).map { stripes.readers($0) } }

    @Test("a reader is counted in one place, and out of the same one when the epoch has turned meanwhile")
    func turning() {
        let stripes = ReaderStripes()
        let first = stripes.enter()
        let before = readers(stripes)
        stripes.epoch.store(1, ordering: .relaxed)
        let second = stripes.enter()
        let both = readers(stripes)
        stripes.leave(first)
        let after = readers(stripes)
        stripes.leave(second)

        #expect(before.reduce(0, +) == 1 && both.reduce(0, +) == 2 && after.reduce(0, +) == 1)
        #expect(first & 1 == 0 && second & 1 == 1)
        #expect(both.filter { $0 == 1 }.count == 2 && readers(stripes).allSatisfy { $0 == 0 })
    }

    @Test("one thread counts itself in as often as it nests")
    func nesting() {
        let stripes = ReaderStripes()
        let tokens = (0..<5).map { _ in stripes.enter() }
        #expect(readers(stripes).max() == 5)
        for token in tokens { stripes.leave(token) }
        #expect(readers(stripes).allSatisfy { $0 == 0 })
    }

    @Test("stripes are as far apart as a pair of cache lines")
    func distance() { #expect(MemoryLayout<ReaderStripes.Stripe>.stride == 128) }

    @Test("more threads than stripes share them, and every count comes back to zero")
    func sharing() {
        let stripes = ReaderStripes()
        let most = Atomic<Int>(0)
        let workers = (0..<100).map { _ in
            Worker {
                for round in 0..<200 {
                    let token = stripes.enter()
                    if round % 50 == 0 { stripes.epoch.store(round / 50, ordering: .relaxed) }
                    most.max(token / 2, ordering: .relaxed)
                    stripes.leave(token)
                }
            }
        }
        for worker in workers { worker.join() }
        #expect(readers(stripes).allSatisfy { $0 == 0 })
        // Numbers of threads go beyond the stripes.
        #expect(most.load(ordering: .relaxed) >= ReaderStripes.count)
    }
}
