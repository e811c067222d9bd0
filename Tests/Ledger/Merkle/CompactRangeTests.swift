// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Compact ranges")
struct CompactRangeTests {
    @Test("the root is that of RFC 6962 at every size up to 600")
    func roots() {
        let oracle = Oracle(count: 600)
        var range = CompactRange()
        #expect(range.root == MerkleHash.empty)
        for size in 1...600 {
            range.append(oracle.leaves[size - 1])
            #expect(range.root == oracle.root(size))
            #expect(range.size == UInt64(size))
            #expect(range.hashes.count == size.nonzeroBitCount)
        }
    }

    @Test("a range kept and taken up again goes on as if nothing had happened", arguments: [0, 1, 2, 3, 7, 8, 255, 256, 257])
    func resumption(size: Int) throws {
        // setup
        let oracle = Oracle(count: size + 20)
        var whole = CompactRange()
        for leaf in oracle.leaves.prefix(size) { whole.append(leaf) }

        // act
        var resumed = try CompactRange(size: whole.size, hashes: whole.hashes)
        for leaf in oracle.leaves.dropFirst(size) { resumed.append(leaf) }

        // check
        #expect(resumed.root == oracle.root(size + 20))
    }

    @Test("a number of hashes that does not fit the size is refused")
    func wrongCount() {
        let one = leafHash(0)
        #expect(fault { try CompactRange(size: 0, hashes: [one]) } == .malformed)
        #expect(fault { try CompactRange(size: 1, hashes: []) } == .malformed)
        #expect(fault { try CompactRange(size: 3, hashes: [one]) } == .malformed)
        #expect(fault { try CompactRange(size: 4, hashes: [one, one]) } == .malformed)
        #expect(
            fault { try CompactRange(size: .max, hashes: Array(repeating: one, count: 64)) } == .malformed
        )
        #expect(fault { try CompactRange(size: 4, hashes: [one]) } == nil)
    }

    @Test("complete subtrees can be added whole")
    func subtrees() throws {
        // setup
        let oracle = Oracle(count: 600)
        var range = CompactRange()

        // act: two tiles of 256, one subtree of 64, the rest leaf by leaf
        try range.append(subtree: oracle.root(0..<256), level: 8)
        try range.append(subtree: oracle.root(256..<512), level: 8)
        try range.append(subtree: oracle.root(512..<576), level: 6)
        for leaf in oracle.leaves[576...] { range.append(leaf) }

        // check
        #expect(range.size == 600)
        #expect(range.root == oracle.root(600))
    }

    @Test("a subtree that does not fit at this place is refused and changes nothing")
    func misplacedSubtree() throws {
        var range = CompactRange()
        range.append(leafHash(0))
        let before = range
        for level in [1, 8, 62, 63, 64, -1, Int.max] {
            do throws(LedgerError) {
                try range.append(subtree: leafHash(1), level: level)
                Issue.record("level \(level) was accepted")
            } catch {
                #expect(error.code == .outOfRange)
            }
        }
        #expect(range == before)
        try range.append(subtree: leafHash(1), level: 0)
        #expect(range.size == 2)
    }

    @Test("the size cannot grow beyond 2^63 - 1")
    func largest() throws {
        var range = CompactRange()
        try range.append(subtree: leafHash(0), level: 62)
        do throws(LedgerError) {
            try range.append(subtree: leafHash(1), level: 62)
            Issue.record("the size grew to 2^63")
        } catch {
            #expect(error.code == .outOfRange)
        }
        #expect(range.size == 1 << 62)
    }
}
