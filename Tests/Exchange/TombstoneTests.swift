// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Exchange

@Suite("Tombstones")
struct TombstoneTests {
    private let due = Instant(milliseconds: 1_700_000_000_000)

    @Test("single indexes are told as ranges, and come back from the payload")
    func ranges() throws {
        let stone = Tombstone(indexes: [1, 2, 3, 7, 9, 10], rule: "devices/closed", due: due)

        #expect(stone.erased == [1..<4, 7..<8, 9..<11])
        #expect(stone.indexes == [1, 2, 3, 7, 9, 10])
        #expect(stone.covers(10))
        #expect(!stone.covers(8))
        #expect(try Tombstone(json: stone.json) == stone)
    }

    @Test(
        "ranges that overlap, go back, are empty or are no pairs are refused",
        arguments: [
            [[1, 3], [2, 4]], [[5, 6], [1, 2]], [[3, 3]], [[1]], [[1, 2, 3]], [[-1, 2]],
        ] as [[[Int64]]])
    func malformed(pairs: [[Int64]]) {
        #expect(throws: MalformedRecord.self) { try Tombstone(json: json(pairs)) }
    }

    @Test(
        "a tombstone that names more entries than it may is refused, in one range or in several",
        arguments: [
            [[0, 9_007_199_254_740_991]], [[0, 1_000_001]], [[0, 600_000], [700_000, 1_100_001]],
            [[0, 4_503_599_627_370_496], [4_503_599_627_370_496, 9_007_199_254_740_991]],
        ] as [[[Int64]]])
    func tooMany(pairs: [[Int64]]) {
        #expect(throws: MalformedRecord.self) { try Tombstone(json: json(pairs)) }
    }

    @Test("a tombstone of as many entries as it may name is read, and names them all")
    func most() throws {
        let stone = try Tombstone(json: json([[0, 600_000], [700_000, 1_100_000]]))

        #expect(stone.indexes.count == Int(Tombstone.mostEntries))
        #expect(stone.covers(1_099_999) && !stone.covers(650_000))
    }

    @Test("what is more than one tombstone may name goes in several, each readable, together the same")
    func pieces() throws {
        let long = Tombstone(erased: [5..<1_700_005, 2_000_000..<2_600_000], rule: "r", due: due)
        let scattered = Tombstone(indexes: (0..<25_000).map { $0 * 2 }, rule: "r", due: due)

        #expect(
            long.pieces.map(\.erased) == [
                [5..<1_000_005], [1_000_005..<1_700_005, 2_000_000..<2_300_000], [2_300_000..<2_600_000],
            ])
        #expect(scattered.pieces.map(\.erased.count) == [10_000, 10_000, 5_000])
        #expect(scattered.pieces.flatMap(\.indexes) == scattered.indexes)
        for piece in long.pieces + scattered.pieces { #expect(try Tombstone(json: piece.json) == piece) }
        let small = Tombstone(indexes: [3, 4], rule: "r", due: due)
        #expect(small.pieces == [small])
    }

    private func json(_ pairs: [[Int64]]) -> JSON {
        [
            "due": .string(due.description), "rule": "r",
            "erased": .array(pairs.map { .array($0.map { .integer($0) }) }),
        ]
    }
}
