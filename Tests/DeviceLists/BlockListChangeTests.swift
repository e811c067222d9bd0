// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Testing

@testable import DeviceLists

@Suite("The difference between two blacklists")
struct BlockListChangeTests {
    private static func changes(_ old: [BlockListRow], _ new: [BlockListRow]) -> [BlockListChange: [BlockListRow]] {
        var (before, after) = (old[...], new[...])
        var found: [BlockListChange: [BlockListRow]] = [:]
        BlockListChange.each(
            from: { before.popFirst() }, to: { after.popFirst() }, do: { found[$0, default: []].append($1) })
        return found
    }

    @Test("tells what was blocked, unblocked and changed; of what was unblocked it tells the old row")
    func kinds() throws {
        let old = try [BlockListTests.row(1), BlockListTests.row(2), BlockListTests.row(3), BlockListTests.row(5, 20_240_101)]
        let new = try [
            BlockListTests.row(0), BlockListTests.row(2), BlockListTests.row(3, 20_240_301), BlockListTests.row(4),
            BlockListTests.row(6),
        ]

        let changes = Self.changes(old, new)

        #expect(try changes[.blocked] == [BlockListTests.row(0), BlockListTests.row(4), BlockListTests.row(6)])
        #expect(try changes[.unblocked] == [BlockListTests.row(1), BlockListTests.row(5, 20_240_101)])
        #expect(try changes[.changed] == [BlockListTests.row(3, 20_240_301)])
    }

    @Test("is everything from an empty list, everything to one, and nothing between equal ones")
    func ends() throws {
        let rows = try (0..<10).map { try BlockListTests.row(UInt64($0)) }

        #expect(Self.changes([], rows) == [.blocked: rows])
        #expect(Self.changes(rows, []) == [.unblocked: rows])
        #expect(Self.changes(rows, rows).isEmpty)
    }

    @Test("applied to the earlier list gives the later one, for any two lists")
    func applies() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<200 {
            func list() throws -> [BlockListRow] {
                let values = Set((0..<Int(random.next() % 40)).map { _ in random.next() % 50 })
                return try values.sorted().map { try BlockListTests.row($0, 20_240_101 + Int(random.next() % 2)) }
            }
            let (old, new) = (try list(), try list())
            var result = Dictionary(uniqueKeysWithValues: old.map { ($0.imei, $0) })

            for (change, rows) in Self.changes(old, new) {
                for row in rows { result[row.imei] = change == .unblocked ? nil : row }
            }

            #expect(result.values.sorted { $0.imei.value < $1.imei.value } == new)
        }
    }

    @Test("a failure of either side ends the comparison")
    func failure() throws {
        struct Broken: Error {}
        let row = try BlockListTests.row(1)
        var seen = 0

        #expect(throws: Broken.self) {
            try BlockListChange.each(
                from: { () throws(Broken) -> BlockListRow? in throw Broken() }, to: { () throws(Broken) -> BlockListRow? in row },
                do: { (_, _) throws(Broken) in seen += 1 })
        }

        #expect(seen == 0)
    }

    @Test("the names of files are those of DIRBS")
    func names() throws {
        let day = try #require(ReportingDate(value: 20_180_217))
        let name = try #require(BlockListName(day: day, hour: 0, minute: 3, second: 2))

        #expect(name.full == "20180217_000302_blacklist.csv")
        #expect(name.delta(from: BlockListName.nothing, to: 12, .blocked) == "20180217_000302_blacklist_delta_-1_12_blocked.csv")
        #expect(name.delta(from: 11, to: 12, .unblocked) == "20180217_000302_blacklist_delta_11_12_unblocked.csv")
        #expect(name.delta(from: 11, to: 12, .changed) == "20180217_000302_blacklist_delta_11_12_changed.csv")
        #expect(BlockListName(stamp: "20180217_000302") == name)
        #expect(BlockListName(day: day, hour: 24, minute: 0, second: 0) == nil)
    }

    @Test(
        "a stamp that is no moment is none",
        arguments: [
            "", "20180217", "20180217_", "20180230_000000", "20180217_240000", "20180217_00030a", "20180217_+00302",
            "20180217_000302_",
        ])
    func badStamps(stamp: String) { #expect(BlockListName(stamp: stamp) == nil) }
}
