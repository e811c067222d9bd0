// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Digests")
struct DigestTests {
    private static let hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    private static let base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test("bytes, hexadecimal digits and Base 64 are three forms of one digest")
    func forms() throws {
        let digest = try #require(Digest(bytes: (0..<32).map { UInt8($0) }))
        #expect(digest.bytes == (0..<32).map { UInt8($0) })
        #expect(digest.hex == Self.hex)
        #expect(digest.base64 == Self.base64)
        #expect(digest.description == Self.hex)
        #expect(Digest(hex: Self.hex) == digest)
        #expect(Digest(hex: Self.hex.uppercased()) == digest)
        #expect(Digest(base64: Self.base64) == digest)
        #expect(digest.withUnsafeBytes { Array($0) } == digest.bytes)
    }

    @Test("bytes come from any collection, also one that is not contiguous")
    func collections() {
        let bytes = (0..<40).map { UInt8($0) }
        #expect(Digest(bytes: bytes[0..<32])?.hex == Self.hex)
        #expect(Digest(bytes: (0..<32).lazy.map { UInt8($0) })?.hex == Self.hex)
    }

    @Test("another length than 32 bytes is refused", arguments: [0, 1, 31, 33, 64])
    func length(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(Digest(bytes: bytes) == nil)
    }

    @Test(
        "texts that are no digest are refused",
        arguments: [
            "", String(hex.dropLast()), hex + "0", String(hex.dropLast()) + "g", " " + hex.dropLast(), String(base64.dropLast()),
            base64 + "=",
            "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8f",
        ])
    func texts(text: String) {
        #expect(Digest(hex: text) == nil)
        #expect(Digest(base64: text) == nil)
    }

    @Test("digests differ when any one bit does")
    func difference() {
        let zero = [UInt8](repeating: 0, count: 32)
        var seen: Set<Digest> = []
        for bit in 0..<256 {
            var bytes = zero
            bytes[bit / 8] = 1 << UInt8(bit % 8)
            if let digest = Digest(bytes: bytes) { seen.insert(digest) }
        }
        #expect(seen.count == 256)
        #expect(Digest(bytes: zero).map { seen.contains($0) } == false)
    }
}
