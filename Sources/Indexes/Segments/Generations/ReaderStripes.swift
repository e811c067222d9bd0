// SPDX-License-Identifier: EUPL-1.2

public import Synchronization

/// Counts who is reading, in places far enough apart that threads do not wait for each other's caches.
///
/// A thread counts itself in and out on its own stripe: two writes to a line of memory that no other thread writes, as long as
/// there are no more threads than stripes; with more they share, which is slower and no less right. Each stripe has two counters
/// and a reader takes the one that ``epoch`` points at: when the epoch is turned, the other can only go down, so that it reaches
/// zero however many readers keep coming.
@usableFromInline
final class ReaderStripes: Sendable {
    /// Two counters on two cache lines of their own: processors fetch lines in pairs.
    @usableFromInline
    struct Stripe: ~Copyable {
        @usableFromInline let even = Atomic<Int>(0)
        @usableFromInline let odd = Atomic<Int>(0)
        private let padding: InlineArray<14, UInt64> = .init(repeating: 0)

        init() {}
    }

    @usableFromInline static let count = 64
    @usableFromInline let epoch = Atomic<Int>(0)
    // Unsafe only in that the memory is freed by hand: it holds nothing but atomics, is set up before and freed after all use.
    @usableFromInline nonisolated(unsafe) let stripes: UnsafeMutablePointer<Stripe>

    init() {
        stripes = .allocate(capacity: ReaderStripes.count)
        for index in 0..<ReaderStripes.count { (stripes + index).initialize(to: Stripe()) }
    }

    /// Counts the calling thread in. What it loads from now on is not freed before it leaves with the same token.
    @inlinable
    func enter() -> Int {
        let token = ThreadNumber.current() &* 2 | (epoch.load(ordering: .relaxed) & 1)
        let stripe = (token &>> 1) & (ReaderStripes.count &- 1)
        // Sequentially consistent: a reader that the writer's count has missed loads only after it, and so finds what the writer
        // put.
        if token & 1 == 0 {
            stripes[stripe].even.add(1, ordering: .sequentiallyConsistent)
        } else {
            stripes[stripe].odd.add(1, ordering: .sequentiallyConsistent)
        }
        return token
    }

    /// Counts the calling thread out.
    @inlinable
    func leave(_ token: Int) {
        let stripe = (token &>> 1) & (ReaderStripes.count &- 1)
        if token & 1 == 0 {
            stripes[stripe].even.subtract(1, ordering: .releasing)
        } else {
            stripes[stripe].odd.subtract(1, ordering: .releasing)
        }
    }

    /// How many readers a counter has now; counters are numbered from 0 to twice the number of stripes.
    func readers(_ counter: Int) -> Int {
        let stripe = counter / 2
        return counter & 1 == 0
            ? stripes[stripe].even.load(ordering: .sequentiallyConsistent)
            : stripes[stripe].odd.load(ordering: .sequentiallyConsistent)
    }

    deinit {
        stripes.deinitialize(count: ReaderStripes.count)
        stripes.deallocate()
    }
}
