// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Leaves")
struct LeafTests {
    private let tag = AudienceTag(secret: Array("geheim".utf8), name: "partij")
    private let commitment = Commitment.seal(payload: []).commitment

    private func leaf(
        register: String = "devices", kind: String = "list.activated", time: Int64 = 0, sequence: UInt64 = 1
    ) throws(LedgerError) -> Leaf {
        try Leaf(register: register, kind: kind, time: time, audience: tag, sequence: sequence, commitment: commitment)
    }

    @Test("a leaf is laid out byte for byte as its format says")
    func layout() throws {
        // setup
        let audience = try #require(AudienceTag(bytes: (0x10..<0x20).map { UInt8($0) }))
        let commitment = try #require(Commitment(bytes: (0x40..<0x60).map { UInt8($0) }))

        // act
        let leaf = try Leaf(
            register: "ab", kind: "c.d", time: 0x0102_0304_0506_0708, audience: audience, sequence: 0xF1F2_F3F4_F5F6_F7F8,
            commitment: commitment)

        // check
        let expected: [UInt8] =
            [1, 2, 0x61, 0x62, 3, 0x63, 0x2E, 0x64]
            + [1, 2, 3, 4, 5, 6, 7, 8]
            + (0x10..<0x20).map { UInt8($0) }
            + [0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8]
            + (0x40..<0x60).map { UInt8($0) }
        #expect(leaf.encode() == expected)
        #expect(leaf.hash == MerkleHash.leaf(expected))
        #expect(try Leaf(decoding: expected) == leaf)
    }

    @Test("the smallest and the largest leaf survive their binary form")
    func extremes() throws {
        let smallest = try leaf(register: "a", kind: "b")
        let largest = try leaf(
            register: String(repeating: "z", count: 32), kind: String(repeating: "9", count: 63), time: .max, sequence: .max)
        #expect(smallest.encode().count == 69)
        #expect(largest.encode().count == 162)
        #expect(try Leaf(decoding: smallest.encode()) == smallest)
        #expect(try Leaf(decoding: largest.encode()) == largest)
        #expect(try Leaf(decoding: largest.encode()[...]) == largest)
    }

    @Test("names of other characters or lengths are refused", arguments: ["", "A", "a b", "a_b", "é", "a/b", "a\n", "a\u{0}"])
    func names(name: String) {
        #expect(fault { try leaf(register: name) } == .malformed)
        #expect(fault { try leaf(kind: name) } == .malformed)
    }

    @Test("a kind may have dots and 63 characters, a register no dots and 32 characters")
    func nameRules() {
        #expect(fault { try leaf(kind: "a.b-c.9") } == nil)
        #expect(fault { try leaf(register: "a-9") } == nil)
        #expect(fault { try leaf(register: "a.b") } == .malformed)
        #expect(fault { try leaf(register: String(repeating: "a", count: 33)) } == .malformed)
        #expect(fault { try leaf(kind: String(repeating: "a", count: 64)) } == .malformed)
    }

    @Test("a time before 1970 and sequence number 0 are out of range")
    func ranges() {
        #expect(fault { try leaf(time: -1) } == .outOfRange)
        #expect(fault { try leaf(sequence: 0) } == .outOfRange)
        #expect(fault { try leaf(time: .max, sequence: .max) } == nil)
    }

    @Test("a leaf cut short or with a byte to spare is refused")
    func length() throws {
        let bytes = try leaf().encode()
        for end in bytes.indices { #expect(fault { try Leaf(decoding: bytes[..<end]) } == .malformed) }
        #expect(fault { try Leaf(decoding: bytes + [0]) } == .malformed)
        #expect(fault { try Leaf(decoding: bytes + bytes) } == .malformed)
        #expect(fault { try Leaf(decoding: [UInt8](repeating: 1, count: 1 << 20)) } == .malformed)
    }

    @Test("another version, wrong names and impossible numbers are refused")
    func content() throws {
        let bytes = try leaf().encode()
        func verdict(_ place: Int, _ value: UInt8) -> LedgerError.Code? {
            var changed = bytes
            changed[place] = value
            return fault { try Leaf(decoding: changed) }
        }
        #expect(verdict(0, 0) == .malformed)
        #expect(verdict(0, 2) == .malformed)
        #expect(verdict(2, UInt8(ascii: "D")) == .malformed)
        #expect(verdict(2, UInt8(ascii: ".")) == .malformed)
        #expect(verdict(2, 0xC3) == .malformed)
        #expect(verdict(bytes.count - 64, 0x80) == .outOfRange)
        #expect(verdict(bytes.count - 33, 0) == .outOfRange)
        #expect(verdict(bytes.count - 1, 0) == nil)
    }

    @Test("leaves that differ in one field have different hashes")
    func hashes() throws {
        let leaves = [
            try leaf(), try leaf(register: "numbers"), try leaf(kind: "list.activate"), try leaf(time: 1), try leaf(sequence: 2),
        ]
        #expect(Set(leaves.map(\.hash)).count == leaves.count)
    }

    @Test("damaged leaves are read or refused, and what is read has only that form")
    func damage() throws {
        var random = SeededGenerator(seed: 162)
        let bytes = try leaf().encode()
        var read = 0
        for _ in 0..<10_000 {
            let changed = random.damaged(bytes)
            guard fault({ try Leaf(decoding: changed) }) == nil else { continue }
            read += 1
            #expect(try Leaf(decoding: changed).encode() == changed)
        }
        #expect(read > 100)
    }
}
