// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import ListedDevices

@Suite("Tables of changes beside a dictionary")
struct ChangeTableModelTests {
    @Test("after every batch, and before its commit, every key is as in the dictionary", arguments: 1...4 as ClosedRange<UInt64>)
    func batches(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let table = ChangeTable(room: 600)
        var right: [ChangeKey: ChangeState] = [:]
        let keys = (0..<500).map { _ in
            // Near each other and far apart; a third of them exceptions.
            ChangeKey(
                imei: random.next() % (random.next() % 2 == 0 ? 300 : 100_000_000_000_000),
                subscriber: random.next() % 3 == 0 ? random.next() % 5 : 0)
        }
        for _ in 0..<60 {
            var next = right
            table.begin()
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                let key = keys[Int(random.next() % 500)]
                let state = ChangeState(code: 1 + random.next() % 4)
                table.stage(key, state)
                next[key] = state
                #expect(table.written(key) == state)
            }
            for key in keys { #expect(table.view.state(of: key) == right[key, default: .none]) }
            table.commit()
            right = next
            for key in keys { #expect(table.view.state(of: key) == right[key, default: .none]) }
        }
        #expect(table.count == right.count)
        var seen: [ChangeKey: ChangeState] = [:]
        table.eachChange { key, state in seen[key] = state }
        #expect(seen == right)
    }

    @Test("sorted changes come in order, devices and exceptions apart, whatever tables they come from")
    func sorted() {
        var random = SeededGenerator(seed: 7)
        let tables = (0..<3).map { _ in ChangeTable(room: 200) }
        var right: [ChangeKey: ChangeState] = [:]
        for table in tables {
            table.begin()
            for _ in 0..<150 {
                let key = ChangeKey(imei: random.next() % 100, subscriber: random.next() % 3)
                let state = ChangeState(code: 1 + random.next() % 4)
                table.stage(key, state)
                right[key] = state
            }
            table.commit()
        }
        for count in 1...3 {
            var sorted = SortedChanges(Array(tables.prefix(count)))
            sorted.sort()
            #expect(
                sorted.devices.map(\.key) == sorted.devices.map(\.key).sorted()
                    && sorted.devices.allSatisfy { $0.key.subscriber == 0 })
            #expect(sorted.exceptions.map(\.key) == sorted.exceptions.map(\.key).sorted())
            #expect(sorted.exceptions.allSatisfy { $0.key.subscriber != 0 })
            guard count == 3 else { continue }
            #expect(Dictionary(uniqueKeysWithValues: (sorted.devices + sorted.exceptions).map { ($0.key, $0.state) }) == right)
        }
    }

    @Test("neighbouring numbers fall on places far apart, so that runs of them do not pile up")
    func spread() {
        let mask = (1 << 14) - 1
        for step: UInt64 in [1, 2, 1_000, 1_000_000, 10_000_000_000] {
            var places: [Int: Int] = [:]
            for number in 0..<4_096 as Range<UInt64> {
                places[ChangeKey(imei: number * step, subscriber: 0).hash & mask, default: 0] += 1
            }
            #expect((places.values.max() ?? 0) <= 8, "steps of \(step)")
            #expect(places.count > 3_000, "steps of \(step)")
        }
    }
}
