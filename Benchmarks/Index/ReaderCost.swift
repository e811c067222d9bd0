// SPDX-License-Identifier: EUPL-1.2

import Segments
import Synchronization

/// What it costs a reader to be sure that nothing is freed under it: as it is done here, and in two plainer ways.
struct ReaderCost {
    private struct View: BitwiseCopyable, Sendable {
        var number: Int
    }

    /// One counter for all readers.
    private final class SharedCount: Sendable {
        let readers = Atomic<Int>(0)
        let number = Atomic<Int>(1)
    }

    /// A reference that readers take under a lock and count.
    private final class Locked: Sendable {
        let count = Mutex(SharedCount())
    }

    let report: Report

    func run() {
        let generations = Generations(View(number: 1), keeping: 0)
        let shared = SharedCount()
        let locked = Locked()
        for threads in 1...2 {
            report.add("a read, striped counters, \(threads) thread(s)", cost(threads) { generations.read { $0.number } }, "ns")
            let one = cost(threads) {
                shared.readers.add(1, ordering: .sequentiallyConsistent)
                let number = shared.number.load(ordering: .sequentiallyConsistent)
                shared.readers.subtract(1, ordering: .releasing)
                return number
            }
            report.add("a read, one counter, \(threads) thread(s)", one, "ns")
            let counted = cost(threads) { locked.count.withLock { $0 }.number.load(ordering: .relaxed) }
            report.add("a read, lock and reference, \(threads) thread(s)", counted, "ns")
        }
    }

    /// Nanoseconds a read, in each thread.
    @inline(__always)
    private func cost(_ threads: Int, _ read: @escaping @Sendable () -> Int) -> Double {
        let count = 10_000_000
        let (_, time) = seconds {
            let workers = (0..<threads).map { _ in
                Worker {
                    var sum = 0
                    for _ in 0..<count { sum &+= read() }
                    blackHole(sum)
                }
            }
            for worker in workers { worker.join() }
        }
        return time / Double(count) * 1e9
    }
}
