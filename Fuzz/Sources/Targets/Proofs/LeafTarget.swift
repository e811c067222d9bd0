// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The binary form of leaves.
struct LeafTarget: FuzzTarget {
    let name = "leaf"
    let longest = 300
    let words = ["devices", "measure.imposed", "listing"]

    func seeds() throws -> [[UInt8]] {
        let leaves = SampleLog.short.entries.map(\.leaf)
        let longest = try Leaf(
            register: String(repeating: "a", count: 32), kind: String(repeating: "b.c", count: 21), time: .max,
            audience: SampleLog.tag, sequence: .max, commitment: leaves[0].commitment)
        return [leaves[0].encode(), leaves[12].encode(), longest.encode()]
    }

    func attempt(_ bytes: [UInt8]) {
        guard let leaf = try? Leaf(decoding: bytes) else { return }
        claim(leaf.encode() == bytes, "a leaf has one form")
        claim((69...162).contains(bytes.count), "a leaf is as long as its format says")
        claim(leaf.time >= 0 && leaf.sequence >= 1, "a leaf has a time and a number")
        claim(leaf.hash == MerkleHash.leaf(bytes), "a leaf is hashed as it is served")
        claim(AudienceTag(hex: leaf.audience.hex) == leaf.audience, "a tag reads back")
    }
}
