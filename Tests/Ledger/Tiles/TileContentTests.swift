// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Tile and bundle contents")
struct TileContentTests {
    @Test("a tile is its hashes one after another", arguments: [1, 2, 112, 255, 256])
    func tiles(width: Int) throws {
        let hashes = (0..<width).map { leafHash($0) }
        let bytes = TileBytes.encode(hashes)
        #expect(bytes.count == 32 * width)
        #expect(Array(bytes.prefix(32)) == hashes[0].bytes)
        #expect(try TileBytes.decode(bytes, width: width) == hashes)
        #expect(try TileBytes.decode(bytes[...], width: width) == hashes)
    }

    @Test("a tile of another size than its width is refused")
    func wrongTiles() {
        let bytes = [UInt8](repeating: 1, count: 8192)
        #expect(fault { try TileBytes.decode(bytes) } == nil)
        #expect(fault { try TileBytes.decode(bytes.dropLast()) } == .malformed)
        #expect(fault { try TileBytes.decode(bytes + [1]) } == .malformed)
        #expect(fault { try TileBytes.decode(bytes, width: 255) } == .malformed)
        #expect(fault { try TileBytes.decode([], width: 0) } == .malformed)
        #expect(fault { try TileBytes.decode(bytes + bytes, width: 512) } == .malformed)
        #expect(fault { try TileBytes.decode([], width: .max) } == .malformed)
        #expect(fault { try TileBytes.decode([], width: -1) } == .malformed)
    }

    @Test("a bundle is a length of two bytes before each entry")
    func bundleLayout() throws {
        let bundle = try EntryBundle(entries: [[0xAA], [], [UInt8](repeating: 0xBB, count: 258)])
        let bytes = bundle.encode()
        #expect(Array(bytes.prefix(7)) == [0, 1, 0xAA, 0, 0, 1, 2])
        #expect(bytes.count == 7 + 258)
        #expect(try EntryBundle(parsing: bytes, width: 3) == bundle)
    }

    @Test("bundles of every kind survive their form")
    func bundles() throws {
        var random = SeededGenerator(seed: 256)
        for width in [1, 2, 17, 255, 256] {
            let entries = (0..<width).map { _ in random.bytes(Int.random(in: 0...200, using: &random)) }
            let bundle = try EntryBundle(entries: entries)
            #expect(try EntryBundle(parsing: bundle.encode(), width: width).entries == entries)
            #expect(bundle.hashes == entries.map { MerkleHash.leaf($0) })
        }
    }

    @Test("an entry may have 65,535 bytes and no more")
    func largestEntry() throws {
        let largest = try EntryBundle(entries: [[UInt8](repeating: 1, count: 65_535)])
        #expect(try EntryBundle(parsing: largest.encode(), width: 1) == largest)
        #expect(fault { try EntryBundle(entries: [[UInt8](repeating: 1, count: 65_536)]) } == .tooLarge)
    }

    @Test("a bundle has 1 to 256 entries")
    func count() {
        #expect(fault { try EntryBundle(entries: []) } == .outOfRange)
        #expect(fault { try EntryBundle(entries: Array(repeating: [], count: 257)) } == .outOfRange)
        #expect(fault { try EntryBundle(entries: Array(repeating: [], count: 256)) } == nil)
    }

    @Test("a bundle that does not hold exactly its width is refused")
    func wrongBundles() throws {
        let bytes = try EntryBundle(entries: [[1, 2, 3], [4]]).encode()
        #expect(fault { try EntryBundle(parsing: bytes, width: 2) } == nil)
        #expect(fault { try EntryBundle(parsing: bytes, width: 1) } == .malformed)
        #expect(fault { try EntryBundle(parsing: bytes, width: 3) } == .malformed)
        #expect(fault { try EntryBundle(parsing: bytes) } == .malformed)
        #expect(fault { try EntryBundle(parsing: bytes, width: 0) } == .malformed)
        #expect(fault { try EntryBundle(parsing: bytes, width: 257) } == .malformed)
        #expect(fault { try EntryBundle(parsing: bytes + [0], width: 2) } == .malformed)
        for end in bytes.indices { #expect(fault { try EntryBundle(parsing: bytes[..<end], width: 2) } == .malformed) }
    }

    @Test("random bytes are read or refused, and what is read has only that form")
    func noise() throws {
        var random = SeededGenerator(seed: 257)
        for _ in 0..<5_000 {
            let width = Int.random(in: 1...3, using: &random)
            let bytes = random.bytes(Int.random(in: 0...12, using: &random)).map { $0 & 0x03 }
            guard fault({ try EntryBundle(parsing: bytes, width: width) }) == nil else { continue }
            #expect(try EntryBundle(parsing: bytes, width: width).encode() == bytes)
        }
    }
}
