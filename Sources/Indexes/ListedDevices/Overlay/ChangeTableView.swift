// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// One place in a table of changes: sixteen bytes, four to a cache line. The subscriber is written before the word first is, and
/// then never again.
struct ChangeSlot: ~Copyable {
    let word = Atomic<UInt64>(0)
    let subscriber = Atomic<UInt64>(0)
}

/// A table of changes as readers see it: a plain value that keeps nothing alive.
///
/// A batch that is being applied shows as a whole or not at all: its words are pending while they are written, and a pending word
/// means what was before until the flag is down, and what comes after from then on. Only then are the words settled, one by one.
struct ChangeTableView: @unchecked Sendable, BitwiseCopyable {
    // Unchecked: the slots hold nothing but atomics. They are freed with their table, which the generation that has this view owns.
    let slots: UnsafeMutablePointer<ChangeSlot>
    let mask: Int

    /// Up while a batch is being written. It stands behind the slots, apart from them.
    var flag: UnsafeMutablePointer<ChangeSlot> { slots + (mask &+ ChangeTableView.slotsToFlag) }
    /// From the last slot to the flag: a pair of cache lines.
    static let slotsToFlag = 8

    /// What the table says of a key; `none` when nothing.
    @inline(__always)
    func state(of key: ChangeKey) -> ChangeState {
        var place = key.hash & mask
        // At most half of the slots are used, so an empty one ends this soon.
        for _ in 0...mask {
            let word = ChangeWord(bits: slots[place].word.load(ordering: .acquiring))
            if word.isEmpty { return .none }
            if word.imei == key.imei, slots[place].subscriber.load(ordering: .relaxed) == key.subscriber {
                return word.isPending ? pendingState(at: place) : word.after
            }
            place = (place &+ 1) & mask
        }
        return .none
    }

    /// What a word means that was pending when it was first read.
    ///
    /// When the word is the same before and after the flag is read, its batch was under way at some moment in between, or it was
    /// written once more with the same meaning: either way the answer was true at a moment during the call.
    @inline(never)
    private func pendingState(at place: Int) -> ChangeState {
        var word = ChangeWord(bits: slots[place].word.load(ordering: .acquiring))
        while word.isPending {
            let isUnderWay = flag.pointee.word.load(ordering: .acquiring) != 0
            let again = ChangeWord(bits: slots[place].word.load(ordering: .acquiring))
            if again == word { return isUnderWay ? word.before : word.after }
            word = again
        }
        return word.after
    }
}
