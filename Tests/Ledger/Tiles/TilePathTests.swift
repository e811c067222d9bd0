// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Tile paths")
struct TilePathTests {
    @Test(
        "paths are written as C2SP has them, and read back",
        arguments: [
            ("tile/0/000", .hashes(level: 0), 0, 256),
            ("tile/0/001", .hashes(level: 0), 1, 256),
            ("tile/0/999", .hashes(level: 0), 999, 256),
            ("tile/0/x001/000", .hashes(level: 0), 1000, 256),
            ("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067, 256),
            ("tile/1/x001/x234/067", .hashes(level: 1), 1_234_067, 256),
            ("tile/0/x001/x000/000.p/1", .hashes(level: 0), 1_000_000, 1),
            ("tile/0/273.p/112", .hashes(level: 0), 273, 112),
            ("tile/1/001.p/17", .hashes(level: 1), 1, 17),
            ("tile/2/000.p/1", .hashes(level: 2), 0, 1),
            ("tile/63/000.p/255", .hashes(level: 63), 0, 255),
            ("tile/entries/x003/125.p/16", .entries, 3125, 16),
            ("tile/entries/000", .entries, 0, 256),
            ("tile/0/x018/x446/x744/x073/x709/x551/615", .hashes(level: 0), UInt64.max, 256),
        ] as [(String, TilePath.Content, UInt64, Int)])
    func forms(text: String, content: TilePath.Content, index: UInt64, width: Int) throws {
        let path = try #require(TilePath(content, index: index, width: width))
        #expect(path.description == text)
        #expect(path.isPartial == (width < 256))
        #expect(TilePath(parsing: text) == path)
    }

    @Test(
        "paths in another form are refused",
        arguments: [
            "", "tile", "tile/", "tile/0", "tile/0/", "tile/entries", "tile/entries/", "/tile/0/000", "tiles/0/000", "tile/0/0",
            "tile/0/00",
            "tile/0/0000", "tile/0/x000", "tile/0/x000/000", "tile/0/x000/x001/000", "tile/0/001/000", "tile/0/x001/x000",
            "tile/0/x001",
            "tile/0/x1/000", "tile/0/x0001/000", "tile/0/X001/000", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000",
            "tile/a/000",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/a",
            "tile/0/000.p/1/",
            "tile/0/000/1", "tile/0/x001.p/000", "tile/0/.p/5", "tile/.p/5", "tile/0.p/5", "tile/0/000.P/1", "tile/0/０００",
            "tile/0/00é",
            "tile/0/x018/x446/x744/x073/x709/x551/616", "tile/0/x999/x999/x999/x999/x999/x999/x999/999", "tile/0/../000",
            "tile/0//000",
            "tile/0/000 ", "tile/0/000\n", "tile/0/000.p/1.p/1",
        ])
    func refused(text: String) {
        #expect(TilePath(parsing: text) == nil)
    }

    @Test("levels and widths that no tile has are refused")
    func impossible() {
        #expect(TilePath(.hashes(level: -1), index: 0) == nil)
        #expect(TilePath(.hashes(level: 64), index: 0) == nil)
        #expect(TilePath(.entries, index: 0, width: 0) == nil)
        #expect(TilePath(.entries, index: 0, width: 257) == nil)
    }

    @Test("random places come back")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5_000 {
            let content: TilePath.Content =
                Bool.random(using: &random) ? .entries : .hashes(level: Int.random(in: 0...63, using: &random))
            let index = random.next() >> UInt64.random(in: 0..<64, using: &random)
            let path = try #require(TilePath(content, index: index, width: Int.random(in: 1...256, using: &random)))
            #expect(TilePath(parsing: path.description) == path)
        }
    }

    @Test("damaged paths are read or refused, and what is read has only that form")
    func damage() {
        var random = SeededGenerator(seed: 5)
        var read = 0
        for _ in 0..<20_000 {
            let bytes = random.damaged(Array("tile/0/x001/x234/067.p/12".utf8))
            let text = String(decoding: bytes, as: UTF8.self)
            guard let path = TilePath(parsing: text) else { continue }
            read += 1
            #expect(path.description == text)
        }
        #expect(read > 100)
    }
}
