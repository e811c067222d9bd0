// SPDX-License-Identifier: EUPL-1.2

import Edge
import Testing

@Suite("Serving HTTP/1.1", .timeLimit(.minutes(10)))
struct HTTP1ServingTests {
    /// A request with a Host, and what else is given.
    private func request(_ target: String, method: String = "GET", fields: String = "", body: String = "") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: eir.example\r\n\(fields)\r\n\(body)"
    }

    /// Sends `bytes` on a fresh connection and returns everything that comes back until it closes.
    private func exchange(_ text: String, limits: ServingLimits = ServingLimits()) async throws -> String {
        try await withServer(limits: limits) { port, _ in
            let connection = try await RawConnection.open(port: port)
            try await connection.send(text)
            return await connection.readToEnd()
        }
    }

    private func count(_ part: String, in text: String) -> Int {
        text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    @Test("a check is answered byte for byte as documented")
    func check() async throws {
        let text = try await exchange(request(SampleList.prohibited, fields: "Connection: close\r\n"))

        #expect(
            text == "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 24\r\ncache-control: no-store\r\n"
                + "schakel-list-version: 42\r\nschakel-list-age: 1500\r\nconnection: close\r\n\r\n"
                + #"{"status":"BLACKLISTED"}"#
        )
    }

    @Test("a connection is kept for the next request")
    func keepAlive() async throws {
        try await withServer { port, _ in
            let connection = try await RawConnection.open(port: port)
            try await connection.send(request(SampleList.prohibited))
            let first = await connection.read { $0.contains("}") }
            try await connection.send(request(SampleList.tracked))
            let both = await connection.read { $0.hasSuffix(#"{"status":"GREYLISTED"}"#) }
            await connection.close()

            #expect(first.hasSuffix(#"{"status":"BLACKLISTED"}"#))
            #expect(!both.contains("connection: close"))
            #expect(count("HTTP/1.1 200 OK", in: both) == 2)
        }
    }

    @Test("pipelined requests are answered in order, those after a close not at all")
    func pipelining() async throws {
        let text = try await exchange(
            request(SampleList.prohibited) + request("/") + request(SampleList.tracked)
                + request(SampleList.unlisted, fields: "Connection: close\r\n") + request(SampleList.prohibited))

        let order = ["BLACKLISTED", "RESOURCE_URI_STRUCTURE_NOT_FOUND", "GREYLISTED", "WHITELISTED"]
        let places = order.compactMap { text.firstRange(of: $0)?.lowerBound }
        #expect(places.count == 4 && places == places.sorted())
        #expect(count("HTTP/1.1 ", in: text) == 4)
    }

    @Test("a request in single bytes is answered")
    func singleBytes() async throws {
        try await withServer { port, _ in
            let connection = try await RawConnection.open(port: port)
            for byte in request(SampleList.prohibited, fields: "Connection: close\r\n").utf8 { try await connection.send([byte]) }

            #expect(await connection.readToEnd().contains("BLACKLISTED"))
        }
    }

    @Test("HTTP/1.0 closes after the answer unless it asks to stay")
    func http10() async throws {
        let closing = try await exchange("GET \(SampleList.prohibited) HTTP/1.0\r\n\r\n")
        let staying = try await exchange(
            "GET \(SampleList.prohibited) HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET \(SampleList.tracked) HTTP/1.0\r\n\r\n")

        #expect(closing.contains("BLACKLISTED") && closing.contains("connection: close"))
        #expect(staying.contains("connection: keep-alive") && staying.contains("BLACKLISTED") && staying.contains("GREYLISTED"))
    }

    @Test("HEAD is 405 with Allow, a length and no body")
    func head() async throws {
        let text = try await exchange(request(SampleList.prohibited, method: "HEAD", fields: "Connection: close\r\n"))

        #expect(text.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
        #expect(text.contains("allow: GET\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test("other methods are 405 and not 501", arguments: ["OPTIONS", "TRACE", "POST", "PUT", "DELETE", "PATCH"])
    func methods(method: String) async throws {
        let text = try await exchange(
            request(SampleList.prohibited, method: method, fields: "Connection: close\r\nContent-Length: 0\r\n"))

        #expect(text.hasPrefix("HTTP/1.1 405 ") && text.contains("allow: GET\r\n"))
    }

    @Test("a body within the bound is thrown away and the connection kept")
    func body() async throws {
        let text = try await exchange(
            request(SampleList.prohibited, fields: "Content-Length: 5\r\n", body: "hello")
                + request(
                    SampleList.tracked, fields: "Transfer-Encoding: chunked\r\nConnection: close\r\n", body: "3\r\nabc\r\n0\r\n\r\n"
                ))

        #expect(text.contains("BLACKLISTED") && text.contains("GREYLISTED"))
    }

    @Test("a body beyond the bound is 413, and its bytes are not taken for requests")
    func largeBody() async throws {
        let hidden = request(SampleList.prohibited)
        let body = String(repeating: "x", count: 16_400) + hidden

        let text = try await exchange(request(SampleList.tracked, fields: "Content-Length: \(body.utf8.count)\r\n", body: body))

        #expect(text.hasPrefix("HTTP/1.1 413 ") && text.contains("connection: close"))
        #expect(count("HTTP/1.1 ", in: text) == 1)
    }

    @Test("a caller that expects 100 gets its final answer at once")
    func expect() async throws {
        let text = try await exchange(
            request(SampleList.prohibited, method: "POST", fields: "Expect: 100-continue\r\nContent-Length: 9\r\n"))

        #expect(text.hasPrefix("HTTP/1.1 405 ") && text.contains("connection: close"))
    }

    @Test(
        "bytes that are not HTTP get a 400 and the connection closed",
        arguments: [
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", "garbage\r\n\r\n", "\r\n\r\n\u{0}", "GET\r\n\r\n", "PRI * HTTQ",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "GET / HTTP/1.1\r\n: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        ])
    func garbage(bytes: String) async throws {
        let text = try await exchange(bytes)

        #expect(text.hasPrefix("HTTP/1.1 400 "))
        #expect(text.contains(#""cause":"INVALID_MSG_FORMAT""#) && text.contains("connection: close"))
    }

    @Test(
        "another version of HTTP is 505, a preface that goes wrong included",
        arguments: ["PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "GET / HTTP/3.0\r\n\r\n"])
    func versions(bytes: String) async throws {
        let text = try await exchange(bytes)

        #expect(text.hasPrefix("HTTP/1.1 505 ") && text.contains("connection: close"))
    }

    @Test("HTTP/1.1 without exactly one Host is 400", arguments: ["", "Host: a\r\nhost: b\r\n"])
    func host(fields: String) async throws {
        let text = try await exchange("GET \(SampleList.prohibited) HTTP/1.1\r\n\(fields)\r\n")

        #expect(text.hasPrefix("HTTP/1.1 400 "))
    }

    @Test("a target over 8 KiB is 414, header fields over the bound are 431")
    func sizes() async throws {
        let long = try await exchange(
            request(SampleList.prohibited + "&x=" + String(repeating: "y", count: 9000), fields: "Connection: close\r\n"))
        let wide = try await exchange(request(SampleList.prohibited, fields: "X: \(String(repeating: "y", count: 17_000))\r\n"))
        let many = try await exchange(request(SampleList.prohibited, fields: String(repeating: "X: y\r\n", count: 200)))

        #expect(long.hasPrefix("HTTP/1.1 414 "))
        #expect(wide.hasPrefix("HTTP/1.1 431 "))
        #expect(many.hasPrefix("HTTP/1.1 431 "))
    }

    @Test("an offer to upgrade is answered in HTTP/1.1, and the connection closed")
    func upgrade() async throws {
        let offer = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
        let text = try await exchange(request(SampleList.prohibited, fields: offer))

        #expect(text.hasPrefix("HTTP/1.1 200 ") && text.contains("BLACKLISTED"))
        #expect(text.contains("connection: close"))
    }

    @Test("a request cut off by the caller is answered with silence, and the next caller is served")
    func truncated() async throws {
        try await withServer { port, _ in
            for part in ["G", "PRI * HT", "GET / HTTP/1.1\r\nHo"] {
                let connection = try await RawConnection.open(port: port)
                try await connection.send(part)
                await connection.close()
            }
            let connection = try await RawConnection.open(port: port)
            try await connection.send(request(SampleList.prohibited, fields: "Connection: close\r\n"))

            #expect(await connection.readToEnd().contains("BLACKLISTED"))
        }
    }
}
