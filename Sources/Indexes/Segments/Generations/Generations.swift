// SPDX-License-Identifier: EUPL-1.2

public import Synchronization

/// Holds the current generation of something that many threads read all the time and that is now and then replaced.
///
/// Readers never wait: a read is a count on a line of memory of the thread's own, a load, the work, and a count again. They see one
/// generation, whole. The writer never waits either: it puts a new generation in place and keeps the old one, with what it stands
/// on, until every reader that can have seen it has left; ``reclaim()`` finds that out.
///
/// A generation is a plain `View`, which may point into memory that its owner keeps alive: a mapped segment, a table. No
/// reference is counted by readers, because a count that all threads share would make them wait for each other.
public final class Generations<View: BitwiseCopyable & Sendable>: Sendable {
    /// A generation that was replaced, and the round in which it can go.
    private struct Retired: @unchecked Sendable {
        // Unchecked: the pointer is freed by whoever removes this from the list, under the lock, once no reader is left.
        var view: UnsafeMutablePointer<View>
        var owner: any Sendable
    }

    private struct Writing: ~Copyable {
        /// What the current generation stands on.
        var owner: any Sendable
        /// Waits for the round that is under way.
        var leaving: [Retired] = []
        /// Came while the round was under way: waits for the next.
        var next: [Retired] = []
        /// Which counters have been seen at zero since the round began.
        var seen = [Bool](repeating: false, count: 2 * ReaderStripes.count)
    }

    // Unsafe only in that the compiler cannot see it: what is pointed at does not change between its publication and its end.
    @usableFromInline nonisolated(unsafe) let current: Atomic<UnsafeMutablePointer<View>>
    @usableFromInline let stripes = ReaderStripes()
    private let writing: Mutex<Writing>

    /// Starts with a generation.
    ///
    /// - Parameters:
    ///   - view: what readers get.
    ///   - owner: what must stay alive as long as anybody reads `view`.
    public init(_ view: View, keeping owner: any Sendable) {
        let place = UnsafeMutablePointer<View>.allocate(capacity: 1)
        place.initialize(to: view)
        current = Atomic(place)
        writing = Mutex(Writing(owner: owner))
    }

    /// Reads the current generation. The view, and what it points at, must not leave the body.
    @inlinable
    @inline(__always)
    public func read<Result>(_ body: (borrowing View) -> Result) -> Result {
        let token = stripes.enter()
        let result = body(current.load(ordering: .sequentiallyConsistent).pointee)
        stripes.leave(token)
        return result
    }

    /// Puts a new generation in place of the current one. Whoever reads from now on gets the new one.
    public func replace(with view: View, keeping owner: any Sendable) {
        let place = UnsafeMutablePointer<View>.allocate(capacity: 1)
        place.initialize(to: view)
        writing.withLock { writing in
            let old = current.exchange(place, ordering: .sequentiallyConsistent)
            writing.next.append(Retired(view: old, owner: writing.owner))
            writing.owner = owner
        }
        reclaim()
    }

    /// Frees the generations that no reader can have any more. It costs little and never waits; call it now and then.
    ///
    /// A reader that can have a replaced generation counted itself in before the replacement. So when each counter has been zero
    /// once after it, not necessarily all at the same moment, every such reader has left.
    ///
    /// - Returns: how many generations are still waiting.
    @discardableResult
    public func reclaim() -> Int {
        var freed: [Retired] = []
        let waiting = writing.withLock { writing in
            // Two rounds at most: the one under way and the one that could not begin before its end.
            for _ in 0..<2 {
                if writing.leaving.isEmpty {
                    guard !writing.next.isEmpty else { break }
                    swap(&writing.leaving, &writing.next)
                    for counter in writing.seen.indices { writing.seen[counter] = false }
                }
                guard isRoundOver(&writing.seen) else { break }
                freed += writing.leaving
                writing.leaving.removeAll()
            }
            return writing.leaving.count + writing.next.count
        }
        // Outside the lock: an owner may have much to let go.
        for retired in freed { retired.view.deallocate() }
        return waiting
    }

    private func isRoundOver(_ seen: inout [Bool]) -> Bool {
        for _ in 0..<2 {
            for counter in seen.indices where !seen[counter] { seen[counter] = stripes.readers(counter) == 0 }
            let turning = (stripes.epoch.load(ordering: .relaxed) & 1) ^ 1
            let isIdleSideSeen = stride(from: turning, to: seen.count, by: 2).allSatisfy { seen[$0] }
            let isBusySideSeen = stride(from: turning ^ 1, to: seen.count, by: 2).allSatisfy { seen[$0] }
            if isIdleSideSeen && isBusySideSeen { return true }
            // Readers to come are sent to the side that is done, so that the other can run empty.
            if isIdleSideSeen { stripes.epoch.store(turning, ordering: .relaxed) } else { return false }
        }
        return false
    }

    deinit {
        // Nobody reads any more: a reader has a reference to this.
        current.load(ordering: .relaxed).deallocate()
        writing.withLock { writing in for retired in writing.leaving + writing.next { retired.view.deallocate() } }
    }
}
