// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Entry bundles. The input: the width less one, then the bundle.
struct BundleTarget: FuzzTarget {
    let name = "bundle"
    let longest = 70_000

    func seeds() throws -> [[UInt8]] {
        let entries = SampleLog.long.entries.map { $0.leaf.encode() }
        let complete = try EntryBundle(entries: Array(entries[..<256]))
        let longest = try EntryBundle(entries: [[UInt8](repeating: 0xAB, count: EntryBundle.largestEntry)])
        let odd = try EntryBundle(entries: [[], [1], entries[0], []])
        return [[255] + complete.encode(), [0] + longest.encode(), [3] + odd.encode()]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let width = Int(input.byte()) + 1
        guard let bundle = try? EntryBundle(parsing: input.rest, width: width) else { return }
        claim(bundle.entries.count == width, "a bundle has the entries that its path says")
        claim(bundle.encode() == Array(input.rest), "a bundle has one form")
        claim(bundle.hashes.count == width, "every entry has a hash")
        let read = bundle.entries.compactMap { try? Leaf(decoding: $0) }
        claim(read.count <= width, "an entry is one leaf at most")
    }
}
