// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Synchronization
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Asking while everything changes", .serialized)
struct ConcurrencyTests {
    /// What the threads have in common. Batch n makes of every moving device what ``status(after:)`` tells.
    private final class Shared: Sendable {
        let started = Atomic<Int>(0)
        let finished = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
        let wrong = Atomic<Int>(0)
        let asked = Atomic<Int>(0)
        let swaps = Atomic<Int>(0)

        func status(after batch: Int) -> ListedStatus? { [nil, .prohibited, .tracking, .permitted, nil][batch % 5] }

        /// Whether two answers, one after the other, fit batches between those that were finished before and begun after, in order.
        func isLegal(_ first: ListedStatus?, _ second: ListedStatus?, from low: Int, to high: Int) -> Bool {
            (low...high).contains { earlier in
                status(after: earlier) == first && (earlier...high).contains { status(after: $0) == second }
            }
        }
    }

    @Test("every answer is one that was right at a moment while it was asked for, over thousands of batches and dozens of swaps")
    func answers() throws {
        let folder = TemporaryFolder()
        let fixed = Dictionary(
            uniqueKeysWithValues: (0..<400 as Range<UInt64>).map { ($0 * 1_700_003 + 11, ListedStatus.tracking) })
        let list = try Sample.list(in: folder, fixed)
        let moving = try (0..<40 as Range<UInt64>).map { try Sample.imei($0 * 1_700_003 + 12) }
        let still = try fixed.keys.map { try Sample.imei($0) }
        let strangers = try (0..<400 as Range<UInt64>).map { try Sample.imei($0 * 1_700_003 + 13) }
        let shared = Shared()
        let readers = (0..<3).map { number in
            Worker {
                var random = SeededGenerator(seed: UInt64(number))
                var asked = 0
                while !shared.isOver.load(ordering: .relaxed) {
                    let low = shared.finished.load(ordering: .acquiring)
                    let first = list.status(of: moving[Int(random.next() % 40)])
                    let second = list.status(of: moving[Int(random.next() % 40)])
                    let high = shared.started.load(ordering: .acquiring)
                    if !shared.isLegal(first, second, from: low, to: high) { shared.wrong.add(1, ordering: .relaxed) }
                    if list.status(of: still[Int(random.next() % 400)]) != .tracking { shared.wrong.add(1, ordering: .relaxed) }
                    if list.status(of: strangers[Int(random.next() % 400)]) != nil { shared.wrong.add(1, ordering: .relaxed) }
                    asked += 1
                }
                shared.asked.add(asked, ordering: .relaxed)
            }
        }
        let swapper = Worker {
            var number = 0
            while !shared.isOver.load(ordering: .relaxed) {
                number += 1
                guard let draft = try? list.compact() else { continue }
                // Now and then the draft is given up.
                if number % 4 == 0 {
                    list.abandon(draft)
                } else if let old = try? list.adopt(draft) {
                    while (try? list.discard(old)) == nil, !shared.isOver.load(ordering: .relaxed) {}
                    shared.swaps.add(1, ordering: .relaxed)
                }
            }
        }
        var batch = 0
        while batch < 2_000 || (shared.swaps.load(ordering: .relaxed) < 24 && batch < 200_000) {
            batch += 1
            shared.started.store(batch, ordering: .releasing)
            let status = shared.status(after: batch)
            list.apply(moving.map { imei in status.map { .list(imei, $0) } ?? .unlist(imei) }, version: UInt64(batch))
            shared.finished.store(batch, ordering: .releasing)
        }
        shared.isOver.store(true, ordering: .relaxed)
        for worker in readers + [swapper] { worker.join() }

        #expect(shared.wrong.load(ordering: .relaxed) == 0)
        #expect(shared.asked.load(ordering: .relaxed) > 1_000)
        // The last batch decides whether the moving devices are listed.
        let moved = shared.status(after: batch)
        #expect(shared.swaps.load(ordering: .relaxed) >= 24)
        #expect(list.count == 400 + (moved == nil ? 0 : 40) && list.version == UInt64(batch))
        let contents = try Sample.contents(of: list)
        #expect(contents == fixed.merging(moving.compactMap { imei in moved.map { (imei.value, $0) } }) { $1 })
        list.apply([], version: UInt64(batch) + 1)
        #expect(list.size.generationsWaiting == 0)
    }

    @Test("tables that grow under readers lose nothing")
    func growth() throws {
        let folder = TemporaryFolder()
        let list = try Sample.empty(in: folder)
        let devices = try (0..<6_000 as Range<UInt64>).map { try Sample.imei($0 * 1_003) }
        let shared = Shared()
        let readers = (0..<2).map { number in
            Worker {
                var random = SeededGenerator(seed: UInt64(number))
                while !shared.isOver.load(ordering: .relaxed) {
                    let low = shared.finished.load(ordering: .acquiring)
                    let place = Int(random.next() % 6_000)
                    let answer = list.status(of: devices[place])
                    let high = shared.started.load(ordering: .acquiring)
                    if place < low, answer != .prohibited { shared.wrong.add(1, ordering: .relaxed) }
                    if place >= high, answer != nil { shared.wrong.add(1, ordering: .relaxed) }
                }
            }
        }
        for place in stride(from: 0, to: 6_000, by: 3) {
            shared.started.store(place + 3, ordering: .releasing)
            list.apply(devices[place..<(place + 3)].map { .list($0, .prohibited) }, version: UInt64(place))
            shared.finished.store(place + 3, ordering: .releasing)
        }
        shared.isOver.store(true, ordering: .relaxed)
        for reader in readers { reader.join() }
        #expect(shared.wrong.load(ordering: .relaxed) == 0 && list.count == 6_000)
    }
}
