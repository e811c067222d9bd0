// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The changes since a segment was written: an open table that any number of threads read while one writer applies batches.
///
/// Slots are only ever added, never taken away: what is removed is remembered as removed. When half of the slots are used the owner
/// moves to a larger table, made with ``init(merging:room:)``, and gives it to the readers in one piece.
///
/// Unchecked: the fields that are not constant are touched by the writer alone, and ``ListedDevices`` has one writer at a time,
/// under its lock. Readers have only the view.
final class ChangeTable: @unchecked Sendable {
    let view: ChangeTableView
    /// How many keys have a change.
    private(set) var count = 0
    private var touched: [Int] = []
    /// The days of devices, where they are known. Readers do not see them.
    private var days: [UInt64: UInt16] = [:]

    /// How many slots there are.
    var capacity: Int { view.mask + 1 }
    /// How much memory it takes.
    var byteCount: Int {
        (capacity + ChangeTableView.slotsToFlag) * MemoryLayout<ChangeSlot>.stride + days.capacity * ChangeTable.bytesPerDay
    }
    private static let bytesPerDay = MemoryLayout<(UInt64, UInt16)>.stride

    /// An empty table with room for so many changes.
    init(room: Int) {
        var capacity = 256
        while capacity < 2 * room { capacity *= 2 }
        let length = capacity + ChangeTableView.slotsToFlag
        let slots = UnsafeMutablePointer<ChangeSlot>.allocate(capacity: length)
        for place in 0..<length { (slots + place).initialize(to: ChangeSlot()) }
        view = ChangeTableView(slots: slots, mask: capacity - 1)
    }

    /// A table with the changes of others, the later ones counting, and room for more. The others must not be written meanwhile.
    convenience init(merging tables: [ChangeTable], room: Int) {
        self.init(room: tables.reduce(room) { $0 + $1.count })
        for table in tables {
            table.eachChange { key, state in
                put(key, state, isPending: false)
                if key.subscriber == 0 { note(table.day(of: key), of: key) }
            }
        }
    }

    /// Whether so many more keys fit.
    func hasRoom(for more: Int) -> Bool { 2 * (count + more) <= capacity }

    /// Begins a batch: until ``commit()`` readers see nothing of it.
    func begin() { view.flag.pointee.word.store(1, ordering: .releasing) }

    /// Writes one change of the batch. There must be room.
    func stage(_ key: ChangeKey, _ state: ChangeState, since day: ListedDay = .unknown) {
        touched.append(put(key, state, isPending: true))
        if key.subscriber == 0 { note(day, of: key) }
    }

    /// Since which day a device has the status that its change gave it.
    func day(of key: ChangeKey) -> ListedDay { ListedDay(rawValue: days[key.imei] ?? 0) }

    private func note(_ day: ListedDay, of key: ChangeKey) {
        // Most lists in tests and benchmarks have no days at all: then there is no table of them.
        if day != .unknown { days[key.imei] = day.rawValue } else if !days.isEmpty { days[key.imei] = nil }
    }

    /// Ends a batch: readers see all of it from now on.
    func commit() {
        view.flag.pointee.word.store(0, ordering: .sequentiallyConsistent)
        for place in touched {
            let word = ChangeWord(bits: view.slots[place].word.load(ordering: .relaxed))
            let settled = ChangeWord(imei: word.imei, before: word.after, after: word.after, isPending: false)
            view.slots[place].word.store(settled.bits, ordering: .releasing)
        }
        touched.removeAll(keepingCapacity: touched.count < 1 << 16)
    }

    /// What the writer last wrote of a key, also in a batch that is under way.
    func written(_ key: ChangeKey) -> ChangeState {
        ChangeWord(bits: view.slots[place(of: key)].word.load(ordering: .relaxed)).after
    }

    /// Hands over all changes, in no order.
    func eachChange(_ body: (ChangeKey, ChangeState) -> Void) {
        for place in 0..<capacity {
            let word = ChangeWord(bits: view.slots[place].word.load(ordering: .relaxed))
            guard !word.isEmpty else { continue }
            body(ChangeKey(imei: word.imei, subscriber: view.slots[place].subscriber.load(ordering: .relaxed)), word.after)
        }
    }

    @discardableResult
    private func put(_ key: ChangeKey, _ state: ChangeState, isPending: Bool) -> Int {
        let place = place(of: key)
        let word = ChangeWord(bits: view.slots[place].word.load(ordering: .relaxed))
        if word.isEmpty {
            view.slots[place].subscriber.store(key.subscriber, ordering: .relaxed)
            count += 1
        }
        let next = ChangeWord(imei: key.imei, before: isPending ? word.before : state, after: state, isPending: isPending)
        view.slots[place].word.store(next.bits, ordering: .releasing)
        return place
    }

    /// Where a key is, or the empty slot where it would be.
    private func place(of key: ChangeKey) -> Int {
        var place = key.hash & view.mask
        while true {
            let word = ChangeWord(bits: view.slots[place].word.load(ordering: .relaxed))
            if word.isEmpty { return place }
            if word.imei == key.imei, view.slots[place].subscriber.load(ordering: .relaxed) == key.subscriber { return place }
            place = (place + 1) & view.mask
        }
    }

    deinit {
        view.slots.deinitialize(count: capacity + ChangeTableView.slotsToFlag)
        view.slots.deallocate()
    }
}
