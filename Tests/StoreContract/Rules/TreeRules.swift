// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension StoreRule {
    /// Tiles, and the tree that is made of them.
    static let trees: [StoreRule] = [
        StoreRule("a tile comes back with its 256 hashes, for each log, level and index its own") { store in
            let tiles = try [(0, 0), (0, 1), (1, 0), (7, 0)].map { level, index in
                try Tile(
                    level: level, index: UInt64(index),
                    hashes: (0..<256).map { MerkleHash.leaf([UInt8($0), UInt8(level), UInt8(index)]) })
            }

            try await store.write { writer in for tile in tiles { try writer.put(tile, of: .devices) } }

            try await store.read { reader throws in
                for tile in tiles { #expect(try reader.tile(of: .devices, level: tile.level, index: tile.index) == tile.hashes) }
                #expect(try reader.tile(of: .devices, level: 1, index: 1) == nil)
                #expect(try reader.tile(of: .content, level: 0, index: 0) == nil)
            }
        },
        StoreRule("the tree of a log without a head is the empty tree") { store in
            let tree = try await store.read { try $0.tree(of: .devices) }

            #expect(tree.size == 0)
            #expect(tree.root == MerkleTree().root)
        },
        StoreRule("the tree read from the store equals the one that followed the log, at every size around a tile") { store in
            var log = GrowingLog()
            for size: UInt64 in [0, 1, 2, 3, 127, 254, 255, 256, 257, 258, 511, 512, 513, 600] {
                try await log.grow(to: size, in: store)
                try await log.checkStored(in: store)
            }
        },
        StoreRule("the tree read from the store equals the one that followed the log, across a tile of the second level") { store in
            var log = GrowingLog()
            for size: UInt64 in [20_000, 65_535, 65_536, 65_537, 70_000] {
                try await log.grow(to: size, in: store)
                try await log.checkStored(in: store)
            }
        },
        StoreRule("a tile that should be there and is not makes the log corrupt") { store in
            let samples = try (0..<257).map { try SampleEntry($0) }

            try await store.write { writer in
                try writer.append(samples)
                try writer.put(StoredHead(size: 257, time: .sample(0), checkpoint: "size 257"), of: .devices)
            }

            let error = await #expect(throws: StoreError.self) { try await store.read { try $0.tree(of: .devices) } }
            #expect(error?.code == .corrupt)
            #expect(error?.reason.contains("0/0") == true)
        },
        StoreRule("a log with fewer entries than its head says gives no tree") { store in
            try await store.write { writer in
                try writer.append([SampleEntry(0), SampleEntry(1)])
                try writer.put(StoredHead(size: 3, time: .sample(0), checkpoint: "size 3"), of: .devices)
            }

            await #expect(throws: LedgerError.self) { try await store.read { try $0.tree(of: .devices) } }
        },
        StoreRule("a tree is read within a transaction with what it has just written") { store in
            let sample = try SampleEntry(0)

            let root = try await store.write { writer in
                try writer.append([sample])
                try writer.put(StoredHead(size: 1, time: .sample(0), checkpoint: "size 1"), of: .devices)
                return try writer.tree(of: .devices).root
            }

            #expect(root == sample.entry.leaf.hash)
        },
    ]
}
