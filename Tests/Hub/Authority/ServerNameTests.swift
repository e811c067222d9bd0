// SPDX-License-Identifier: EUPL-1.2

import SwiftASN1
import Testing
import X509

@testable import Hub

@Suite("the name of a server")
struct ServerNameTests {
    @Test(
        "host names are taken as they are, in lowercase",
        arguments: [
            "localhost", "hub.example.nl", "HUB.Example.NL", "3com.example", "a-b.example", "xn--caf-dma.example",
            "1.2.3.4.example",
        ])
    func hosts(text: String) throws {
        let name = try ServerName(text)

        #expect(name.general == .dnsName(text.lowercased()))
    }

    @Test(
        "addresses become their bytes",
        arguments: [
            ("127.0.0.1", [127, 0, 0, 1]),
            ("::1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            ("2001:DB8::A", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0A]),
            ("::ffff:192.0.2.1", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 192, 0, 2, 1]),
        ] as [(String, [UInt8])])
    func addresses(text: String, bytes: [UInt8]) throws {
        let name = try ServerName(text)

        #expect(name.general == .ipAddress(ASN1OctetString(contentBytes: bytes[...])))
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", ".", "hub.", ".hub", "hub..nl", "-hub.nl", "hub-.nl", "*.example.nl", "hub_1.nl", "hub nl", "hub:443", "café.nl",
            "127.0.0.256", "127.0.0", "1", "::g", "fe80::1%eth0", "2001:db8::/32", "[::1]", "https://hub.nl", "127.0.0.1\0",
            "hub\0.nl", "::1\0", "a@b.nl", "{.nl",
        ])
    func refused(text: String) throws {
        let error = try Trial.refusal { () throws(AuthorityError) in try ServerName(text) }

        #expect(error.code == .unusableName)
    }

    @Test("a label of 63 bytes and a name of 253 are the longest; an error does not repeat a long text")
    func lengths() throws {
        let label = String(repeating: "a", count: 63)
        let longest = [label, label, label, String(repeating: "a", count: 61)].joined(separator: ".")

        #expect(try ServerName(longest).text.utf8.count == 253)
        let name = try Trial.refusal { () throws(AuthorityError) in try ServerName(longest + "a") }
        let part = try Trial.refusal { () throws(AuthorityError) in try ServerName(label + "a.nl") }
        #expect(name.code == .unusableName)
        #expect(part.code == .unusableName)
        #expect(name.reason.utf8.count < 250)
    }

    @Test("random texts give a name without surprises, or an error")
    func random() {
        let letters = Array("aZ09.-:*_[]%/ \0é")
        var generator = Trial.Generator(state: 7)
        var taken = 0

        for _ in 0..<5000 {
            let text = String(
                (0..<Int.random(in: 0...12, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" })
            guard let name = try? ServerName(text) else { continue }
            taken += 1
            #expect(name.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        }

        #expect(taken > 10)
    }
}
