// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// A row of counters that never move in memory.
///
/// `@unchecked Sendable` holds because the pointer is set once and freed when nobody has the block any more, its length does not
/// change, and what it points at are atomics.
final class CountBlock: @unchecked Sendable {
    private let counts: UnsafeMutablePointer<Atomic<UInt64>>
    /// How many counters there are.
    let size: Int

    /// A row of `size` counters at zero.
    init(size: Int) {
        self.size = size
        counts = .allocate(capacity: size)
        for index in 0..<size { (counts + index).initialize(to: Atomic(0)) }
    }

    deinit {
        counts.deinitialize(count: size)
        counts.deallocate()
    }

    /// Adds to one counter.
    @inline(__always)
    func add(_ amount: UInt64, at index: Int) {
        precondition(index >= 0 && index < size)
        counts[index].wrappingAdd(amount, ordering: .relaxed)
    }

    /// One counter now.
    func value(at index: Int) -> UInt64 {
        precondition(index >= 0 && index < size)
        return counts[index].load(ordering: .relaxed)
    }
}
