// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

/// A log that grows, with the tree that has followed it from its first entry.
struct GrowingLog: Sendable {
    private(set) var tree = MerkleTree()

    /// Appends entries up to a size, keeps the tiles and puts the head, all in one transaction.
    mutating func grow(to size: UInt64, in store: any Store) async throws {
        let before = tree
        tree = try await store.write { writer in
            var tree = before
            for index in before.size..<size {
                let sample = try SampleEntry(index, payload: [])
                try writer.append(sample.entry, payload: sample.payload, to: .devices)
                tree.append(sample.entry.leaf.hash)
            }
            for tile in tree.takeCompletedTiles() { try writer.put(tile, of: .devices) }
            try writer.put(StoredHead(size: size, time: .sample(Int(size)), checkpoint: "size \(size)"), of: .devices)
            return tree
        }
    }

    /// Checks that the store gives the same tree, and that it goes on and proves in the same way.
    func checkStored(in store: any Store) async throws {
        let tree = tree
        try await store.read { reader throws in
            var stored = try reader.tree(of: .devices)
            #expect(stored.size == tree.size)
            #expect(stored.root == tree.root, "size \(tree.size)")
            for level in 0..<3 { #expect(stored.partialTile(level: level) == tree.partialTile(level: level), "size \(tree.size)") }

            let tiles = LogTiles(reader, log: .devices)
            for index in Set([0, tree.size / 2, tree.size &- 1]) where index < tree.size {
                let path = try tree.inclusionPath(of: index, reading: tiles)
                #expect(try stored.inclusionPath(of: index, reading: tiles) == path, "leaf \(index) of \(tree.size)")
            }

            var next = tree
            let leaf = try SampleEntry(tree.size).entry.leaf.hash
            next.append(leaf)
            stored.append(leaf)
            #expect(stored.root == next.root, "one after \(tree.size)")
        }
    }
}
