// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Base 64")
struct Base64Tests {
    @Test(
        "the examples of RFC 4648 section 10 are written and read",
        arguments: [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func examples(plain: String, encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test("all characters of the alphabet are written and read")
    func alphabet() {
        let text = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        let bytes = Base64.decode(text)
        #expect(bytes?.count == 48)
        #expect(bytes.map { Base64.encode($0) } == text)
        #expect(Base64.encode([0xFF, 0xEF, 0xBE]) == "/+++")
    }

    @Test(
        "another spelling of the same bytes is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm8", "=", "==", "===", "====", "A===", "Z=g=", "Zg==Zg==", "Zm9v\n", " Zm9v",
            "Zm-v",
            "Zm_v", "Zm9v=", "Zm9é", "AA=A", "\u{0}AAA",
        ])
    func strict(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test("random bytes of every length up to 200 come back")
    func roundTrip() {
        var random = SeededGenerator(seed: 64)
        for length in 0...200 {
            let bytes = random.bytes(length)
            let text = Base64.encode(bytes)
            #expect(text.utf8.count == (length + 2) / 3 * 4)
            #expect(Base64.decode(text) == bytes)
        }
    }

    @Test("what is read from noise is written back as it was")
    func noise() {
        var random = SeededGenerator(seed: 65)
        let characters = Array("AQgwZ09+/=-\n".utf8)
        var accepted = 0
        for _ in 0..<20_000 {
            let text = String(
                decoding: (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in characters.randomElement(using: &random) },
                as: UTF8.self)
            guard let bytes = Base64.decode(text) else { continue }
            accepted += 1
            #expect(Base64.encode(bytes) == text)
        }
        #expect(accepted > 100)
    }
}
