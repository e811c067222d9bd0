// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

@Suite("The connection preface")
struct ConnectionPrefaceTests {
    @Test("every part of the preface leaves the question open, the whole answers it")
    func parts() {
        let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

        for count in 0..<preface.count { #expect(ConnectionPreface.verdict(on: preface[..<count]) == .undecided) }
        #expect(preface.count == 24)
        #expect(ConnectionPreface.verdict(on: preface) == .http2)
        #expect(ConnectionPreface.verdict(on: preface + [0, 0, 0]) == .http2)
    }

    @Test("the first byte that differs decides", arguments: 0..<24)
    func difference(position: Int) {
        var bytes = ConnectionPreface.bytes
        bytes[position] ^= 0x20

        #expect(ConnectionPreface.verdict(on: bytes) == .other)
        #expect(ConnectionPreface.verdict(on: bytes[...position]) == .other)
        #expect(ConnectionPreface.verdict(on: bytes[..<position]) == .undecided)
    }

    @Test(
        "methods of HTTP/1.1 and a TLS greeting are something else",
        arguments: ["GET /", "POST", "PUT", "PRI * HTTP/1.1", "\u{16}\u{3}\u{1}"])
    func others(start: String) {
        #expect(ConnectionPreface.verdict(on: Array(start.utf8)) == .other)
    }
}
