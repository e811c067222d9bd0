// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@Suite("Audience tags")
struct AudienceTagTests {
    @Test("a tag is the first half of the HMAC of RFC 4231, test cases 1 and 2")
    func vectors() {
        let first = AudienceTag(secret: [UInt8](repeating: 0x0B, count: 20), name: "Hi There")
        #expect(first.hex == "b0344c61d8db38535ca8afceaf0bf12b")
        let second = AudienceTag(secret: "Jefe".utf8, name: "what do ya want for nothing?")
        #expect(second.hex == "5bdcc146bf60754e6a042426089575c7")
    }

    @Test("secret and name both make the tag")
    func inputs() {
        let secret = Array("geheim".utf8)
        let tag = AudienceTag(secret: secret, name: "partij")
        #expect(AudienceTag(secret: secret, name: "partij") == tag)
        #expect(AudienceTag(secret: secret, name: "partij2") != tag)
        #expect(AudienceTag(secret: secret + [0x21], name: "partij") != tag)
    }

    @Test("a tag survives its forms")
    func forms() {
        let tag = AudienceTag(secret: [1], name: "x")
        #expect(tag.bytes.count == 16)
        #expect(AudienceTag(bytes: tag.bytes) == tag)
        #expect(AudienceTag(hex: tag.hex) == tag)
        #expect(AudienceTag(hex: tag.hex.uppercased()) == tag)
        #expect(tag.description == tag.hex)
        #expect(AudienceTag(bytes: (0..<16).map { UInt8($0) })?.hex == "000102030405060708090a0b0c0d0e0f")
    }

    @Test("other lengths and characters are refused")
    func refused() {
        #expect(AudienceTag(bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(AudienceTag(bytes: [UInt8](repeating: 0, count: 17)) == nil)
        #expect(AudienceTag(hex: "") == nil)
        #expect(AudienceTag(hex: "000102030405060708090a0b0c0d0e0") == nil)
        #expect(AudienceTag(hex: "000102030405060708090a0b0c0d0e0g") == nil)
        #expect(AudienceTag(hex: "000102030405060708090a0b0c0d0e0f00") == nil)
    }
}
