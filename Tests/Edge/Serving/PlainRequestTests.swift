// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Edge

@Suite("Plain requests")
struct PlainRequestTests {
    private let target = SampleList.prohibited

    private func scan(_ text: String) -> PlainRequest.Scan {
        Array(text.utf8).withUnsafeBytes { PlainRequest.scan($0) }
    }

    private func whole(_ text: String) throws -> (target: String, token: String?, length: Int) {
        guard case .whole(let request) = scan(text) else { throw NotWhole() }
        let bytes = Array(text.utf8)
        return (
            String(decoding: bytes[request.target], as: UTF8.self),
            request.authorization.map { String(decoding: bytes[$0], as: UTF8.self) }, request.length
        )
    }

    private struct NotWhole: Error {}

    @Test("what access functions send is read: target, token and length")
    func plain() throws {
        let text =
            "GET \(target) HTTP/1.1\r\nHost: eir.example\r\naccept:*/*\r\nAUTHORIZATION: \t Bearer a.b.c \r\nX-Empty:\r\n\r\n"

        let request = try whole(text + "GET / HTT")

        #expect(request.target == target)
        #expect(request.token == "Bearer a.b.c")
        #expect(request.length == text.utf8.count)
    }

    @Test("every beginning of a plain request may become one")
    func beginnings() {
        let text = "GET \(target) HTTP/1.1\r\nHost: a\r\nAccept: b\r\n\r\n"
        for length in 0..<text.utf8.count { #expect(scan(String(decoding: text.utf8.prefix(length), as: UTF8.self)) == .partial) }
    }

    @Test(
        "whatever else there is goes to the full parser",
        arguments: [
            "POST / HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "get / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\nHost: a\n\n",
            "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /\u{7F} HTTP/1.1\r\nHost: a\r\n\r\n", "GET /é HTTP/1.1\r\nHost: a\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\ncontent-length : 5\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nA: b\u{0}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nA: b\rc\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nA: b\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: b\r\nauthorization: c\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\rx",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length\u{1}: 5\r\n\r\n",
        ])
    func unusual(text: String) {
        #expect(scan(text) == .unusual)
    }

    @Test("a head that is too long, or has too many fields, goes to the full parser before it is whole")
    func bounds() throws {
        let start = "GET / HTTP/1.1\r\nHost: a\r\n"
        let fill = PlainRequest.maximumLength - start.utf8.count - 7
        let longest = start + "A: " + String(repeating: "b", count: fill) + "\r\n\r\n"

        #expect(try whole(longest).length == PlainRequest.maximumLength)
        #expect(scan(start + "A: " + String(repeating: "b", count: fill + 1) + "\r\n\r\n") == .unusual)
        #expect(scan("GET /" + String(repeating: "b", count: 5_000)) == .unusual)
        #expect(scan(start + String(repeating: "A: b\r\n", count: 62) + "\r\n") != .unusual)
        #expect(scan(start + String(repeating: "A: b\r\n", count: 64) + "\r\n") == .unusual)
    }

    @Test("plain and other requests on one connection are answered in order, however the bytes are cut")
    func mixed() async throws {
        let plain = "GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\n\r\n"
        let other = "GET \(SampleList.tracked) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
        let last = "GET \(SampleList.unlisted) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let text = Array((plain + plain + other + plain + last).utf8)
        for size in [1, 7, 61, 97, text.count] {
            let answers = try await withServer { port, _ in
                let connection = try await RawConnection.open(port: port)
                for start in stride(from: 0, to: text.count, by: size) {
                    try await connection.send(Array(text[start..<min(start + size, text.count)]))
                }
                return await connection.readToEnd()
            }

            let statuses = answers.split(separator: #"{"status":""#).dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(statuses == ["BLACKLISTED", "BLACKLISTED", "GREYLISTED", "BLACKLISTED", "WHITELISTED"])
        }
    }
}
