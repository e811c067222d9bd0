// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing
import Trials

@testable import ListedDevices
@testable import Segments

@Suite("Listed devices")
struct ListedDevicesTests {
    private let folder = TemporaryFolder()

    @Test("an empty list says nothing of any device")
    func empty() throws {
        let list = try Sample.empty(in: folder)
        for value in Sample.nasty(around: [35_000_000_123_456]) { #expect(list.status(of: try Sample.imei(value)) == nil) }
        #expect(list.count == 0 && list.segmentName == nil && list.size.bytesOnDisk == 0 && list.verification() == nil)
        #expect(try Sample.contents(of: list).isEmpty)
    }

    @Test("changes are answered, the last one counting, with and without a segment")
    func changes() throws {
        let list = try Sample.empty(in: folder)
        let (first, second) = (try Sample.imei(1), try Sample.imei(2))
        for round in 0..<2 {
            list.apply(
                [.list(first, .prohibited), .list(second, .tracking), .list(first, .permitted)], version: UInt64(round * 10 + 1))
            #expect(list.status(of: first) == .permitted && list.status(of: second) == .tracking)
            #expect(list.totals == ListTotals(permitted: 1, tracking: 1))
            list.apply([.unlist(first), .unlist(first)], version: UInt64(round * 10 + 2))
            #expect(list.status(of: first) == nil && list.count == 1 && list.version == UInt64(round * 10 + 2))
            if round == 0 { try Sample.compact(list) }
        }
    }

    @Test("what is so already takes no room")
    func nothingNew() throws {
        let list = try Sample.list(in: folder, [1: .prohibited])
        list.apply([.list(try Sample.imei(1), .prohibited), .unlist(try Sample.imei(2))], version: 2)
        #expect(list.size.changes == 0 && list.count == 1)
    }

    @Test("an exception permits its subscriber and nobody else, and only while the device is listed")
    func exceptions() throws {
        let list = try Sample.list(in: folder, [5: .prohibited, 6: .tracking])
        let (five, seven) = (try Sample.imei(5), try Sample.imei(7))
        let (friend, stranger) = (try Sample.subscriber("204080000000001"), try Sample.subscriber("204080000000002"))
        list.apply([.except(five, friend), .except(seven, friend)], version: 2)
        for round in 0..<2 {
            #expect(list.status(of: five, subscriber: friend) == .permitted && list.status(of: five) == .prohibited)
            #expect(list.status(of: five, subscriber: stranger) == .prohibited)
            #expect(list.status(of: try Sample.imei(6), subscriber: friend) == .tracking)
            #expect(list.status(of: seven, subscriber: friend) == nil)
            #expect(list.totals.exceptions == 2)
            if round == 0 { try Sample.compact(list) }
        }
        list.apply([.unexcept(five, friend)], version: 3)
        for round in 0..<2 {
            #expect(list.status(of: five, subscriber: friend) == .prohibited && list.totals.exceptions == 1)
            if round == 0 { try Sample.compact(list) }
        }
        list.apply([.list(seven, .tracking)], version: 4)
        #expect(list.status(of: seven, subscriber: friend) == .permitted)
    }

    @Test("a table of changes grows as needed, by single changes and by bursts")
    func growth() throws {
        let list = try Sample.empty(in: folder)
        for value in 0..<1_000 as Range<UInt64> { list.apply([.list(try Sample.imei(value * 7), .prohibited)], version: value) }
        list.apply(try (0..<10_000).map { .list(try Sample.imei(50_000_000_000_000 + $0 * 3), .tracking) }, version: 2_000)
        for value in 0..<1_000 as Range<UInt64> { #expect(list.status(of: try Sample.imei(value * 7)) == .prohibited) }
        for value in 0..<10_000 as Range<UInt64> {
            #expect(list.status(of: try Sample.imei(50_000_000_000_000 + value * 3)) == .tracking)
            #expect(list.status(of: try Sample.imei(50_000_000_000_001 + value * 3)) == nil)
        }
        #expect(list.totals == ListTotals(prohibited: 1_000, tracking: 10_000) && list.size.changes == 11_000)
        #expect(list.size.generationsWaiting == 0)
    }

    @Test("the list as it was when going through began is what one goes through, whatever changes meanwhile")
    func snapshot() throws {
        let list = try Sample.list(in: folder, [1: .prohibited, 3: .tracking])
        list.apply([.list(try Sample.imei(2), .permitted), .unlist(try Sample.imei(3))], version: 2)
        list.apply([.except(try Sample.imei(1), try Sample.subscriber("204080000000001"))], version: 3)
        var entries = try list.entries()
        list.apply([.list(try Sample.imei(9), .tracking), .unlist(try Sample.imei(1))], version: 4)
        _ = try list.adopt(try list.replace(version: 5) { _ in })

        #expect(try entries.nextDevice() == Sample.device(1))
        #expect(try entries.nextDevice() == Sample.device(2, .permitted))
        #expect(try entries.nextDevice() == nil)
        #expect(try entries.nextException()?.subscriber == Sample.subscriber("204080000000001"))
        #expect(entries.nextException() == nil)
        #expect(list.count == 0)
    }
}
