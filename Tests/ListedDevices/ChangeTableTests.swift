// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import ListedDevices

@Suite("Tables of changes")
struct ChangeTableTests {
    private func key(_ imei: UInt64, _ subscriber: UInt64 = 0) -> ChangeKey { ChangeKey(imei: imei, subscriber: subscriber) }

    @Test(
        "a word keeps what is put in it, up to the highest IMEI", arguments: [0, 1, 99_999_999_999_999] as [UInt64], [false, true])
    func words(imei: UInt64, isPending: Bool) {
        for before in 0...4 as ClosedRange<UInt64> {
            for after in 0...4 as ClosedRange<UInt64> {
                let word = ChangeWord(
                    imei: imei, before: ChangeState(code: before), after: ChangeState(code: after), isPending: isPending)
                #expect(word.imei == imei && word.before.code == before && word.after.code == after)
                #expect(word.isPending == isPending && !word.isEmpty)
            }
        }
    }

    @Test("a batch shows when it is committed and not before, as a whole")
    func batches() {
        let table = ChangeTable(room: 10)
        table.begin()
        table.stage(key(1), ChangeState(.prohibited))
        table.stage(key(2), .removed)
        #expect(table.view.state(of: key(1)) == .none && table.view.state(of: key(2)) == .none)
        #expect(table.written(key(1)) == ChangeState(.prohibited))
        table.commit()
        #expect(table.view.state(of: key(1)) == ChangeState(.prohibited) && table.view.state(of: key(2)) == .removed)

        table.begin()
        table.stage(key(1), ChangeState(.tracking))
        table.stage(key(1), .removed)
        #expect(table.view.state(of: key(1)) == ChangeState(.prohibited))
        table.commit()
        #expect(table.view.state(of: key(1)) == .removed && table.count == 2)
    }

    @Test("a device and its exceptions are apart")
    func exceptions() {
        let table = ChangeTable(room: 10)
        table.begin()
        table.stage(key(1, 7), ChangeState(.permitted))
        table.commit()
        #expect(table.view.state(of: key(1)) == .none && table.view.state(of: key(1, 8)) == .none)
        #expect(table.view.state(of: key(1, 7)) == ChangeState(.permitted))
    }

    @Test("a merge has everything, and of what stands twice the later")
    func merge() {
        let (early, late) = (ChangeTable(room: 300), ChangeTable(room: 300))
        early.begin()
        late.begin()
        for number in 0..<300 as Range<UInt64> {
            early.stage(key(number), ChangeState(.prohibited))
            late.stage(key(number + 150), .removed)
        }
        early.commit()
        late.commit()

        let merged = ChangeTable(merging: [early, late], room: 5)

        #expect(merged.count == 450 && merged.hasRoom(for: 5))
        for number in 0..<450 as Range<UInt64> {
            #expect(merged.view.state(of: key(number)) == (number < 150 ? ChangeState(.prohibited) : .removed))
        }
        var sorted = SortedChanges([early, late])
        sorted.sort()
        #expect(sorted.devices.map(\.key.imei) == Array(0..<450) && sorted.devices[150].state == .removed)
    }

    @Test("a table with room holds what it has room for, and neighbours stay near their place")
    func room() {
        let table = ChangeTable(room: 5_000)
        #expect(table.hasRoom(for: 5_000))
        table.begin()
        for number in 0..<5_000 as Range<UInt64> { table.stage(key(35_000_000_000_000 + number), ChangeState(.tracking)) }
        table.commit()
        #expect(table.count == 5_000 && table.count * 2 <= table.capacity)
        for number in 0..<5_000 as Range<UInt64> {
            #expect(table.view.state(of: key(35_000_000_000_000 + number)) == ChangeState(.tracking))
        }
        #expect(table.view.state(of: key(35_000_000_005_000)) == .none)
    }
}
