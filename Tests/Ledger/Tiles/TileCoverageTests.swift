// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Tile coverage")
struct TileCoverageTests {
    @Test(
        "a log of 70,000 leaves has the tiles that C2SP lists",
        arguments: [(0, 273, 112), (1, 1, 17), (2, 0, 1), (3, 0, 0), (7, 0, 0), (8, 0, 0), (63, 0, 0), (-1, 0, 0)]
            as [(Int, UInt64, Int)])
    func example(level: Int, complete: UInt64, partial: Int) {
        #expect(TilePath.completeCount(level: level, size: 70_000) == complete)
        #expect(TilePath.partialWidth(level: level, size: 70_000) == partial)
    }

    @Test("the largest log has tiles up to level 7")
    func largest() {
        #expect(TilePath.partialWidth(level: 7, size: .max) == 255)
        #expect(TilePath.completeCount(level: 6, size: .max) == 255)
        #expect(TilePath.completeCount(level: 7, size: .max) == 0)
    }

    @Test(
        "a path exists when its tile is complete or lies at the edge and is not wider than it",
        arguments: [
            ("tile/0/272", true),
            ("tile/0/273", false),
            ("tile/0/273.p/112", true),
            ("tile/0/273.p/1", true),
            ("tile/0/273.p/113", false),
            ("tile/0/272.p/7", true),
            ("tile/0/274.p/1", false),
            ("tile/1/000", true),
            ("tile/1/001.p/17", true),
            ("tile/1/001.p/18", false),
            ("tile/2/000.p/1", true),
            ("tile/2/000", false),
            ("tile/3/000.p/1", false),
            ("tile/9/000.p/1", false),
            ("tile/entries/273.p/112", true),
            ("tile/entries/x001/000", false),
        ])
    func existence(text: String, expected: Bool) throws {
        let path = try #require(TilePath(parsing: text))
        #expect(path.exists(at: 70_000) == expected)
    }

    @Test(
        "what is missing between two sizes is what must be fetched",
        arguments: [
            (0, 0, []),
            (0, 1, ["tile/0/000.p/1"]),
            (1, 1, []),
            (1, 2, ["tile/0/000.p/2"]),
            (0, 256, ["tile/0/000"]),
            (255, 256, ["tile/0/000"]),
            (256, 256, []),
            (256, 257, ["tile/0/001.p/1"]),
            (100, 600, ["tile/0/000", "tile/0/001", "tile/0/002.p/88"]),
            (600, 100, []),
        ] as [(UInt64, UInt64, [String])])
    func missing(old: UInt64, new: UInt64, expected: [String]) {
        #expect(TilePath.missing(.hashes(level: 0), from: old, to: new).map(\.description) == expected)
        let bundles = expected.map { $0.replacing("tile/0/", with: "tile/entries/") }
        #expect(TilePath.missing(.entries, from: old, to: new).map(\.description) == bundles)
    }

    @Test("upper levels are missing only when they have grown")
    func upperLevels() {
        #expect(TilePath.missing(.hashes(level: 1), from: 0, to: 255).isEmpty)
        #expect(TilePath.missing(.hashes(level: 1), from: 0, to: 256).map(\.description) == ["tile/1/000.p/1"])
        #expect(TilePath.missing(.hashes(level: 1), from: 256, to: 511).isEmpty)
        #expect(TilePath.missing(.hashes(level: 1), from: 511, to: 512).map(\.description) == ["tile/1/000.p/2"])
        #expect(TilePath.missing(.hashes(level: 1), from: 65_535, to: 65_536).map(\.description) == ["tile/1/000"])
        #expect(TilePath.missing(.hashes(level: 63), from: 0, to: .max).isEmpty)
    }

    @Test("fetching what is missing, size by size, gives every hash once it is there")
    func complete() {
        var random = SeededGenerator(seed: 21)
        var size: UInt64 = 0
        var held: [UInt64: Int] = [:]
        while size < 5_000 {
            let next = size + UInt64.random(in: 1...700, using: &random)
            for path in TilePath.missing(.entries, from: size, to: next) {
                #expect(path.exists(at: next))
                held[path.index] = max(held[path.index] ?? 0, path.width)
            }
            size = next
            #expect(held.values.reduce(0, +) == Int(size))
        }
    }
}
