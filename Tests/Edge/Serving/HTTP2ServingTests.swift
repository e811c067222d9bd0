// SPDX-License-Identifier: EUPL-1.2

import Edge
import NIOCore
import NIOHPACK
import Testing

@Suite("Serving HTTP/2", .timeLimit(.minutes(10)))
struct HTTP2ServingTests {
    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private static let emptySettings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]

    /// A HEADERS frame on stream 1 that asks for `target`, written by hand after RFC 7541 and RFC 9113 §6.2.
    private static func headers(_ target: String, flags: UInt8 = 0x05) -> [UInt8] {
        let path = Array(target.utf8)
        // :method GET (2), :scheme http (6), :path literal with the name of entry 4, :authority literal "a" (1).
        let block: [UInt8] = [0x82, 0x86, 0x04, UInt8(path.count)] + path + [0x01, 1, UInt8(ascii: "a")]
        return [0, 0, UInt8(block.count), 1, flags, 0, 0, 0, 1] + block
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        bytes.firstRange(of: Array(text.utf8)) != nil
    }

    @Test("a check is answered with status, fields and body")
    func check() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request("GET", SampleList.prohibited)
            await client.close()

            #expect(response.status == "200")
            #expect(response.body == #"{"status":"BLACKLISTED"}"#)
            #expect(response.headers.first(name: "content-type") == "application/json")
            #expect(response.headers.first(name: "content-length") == "24")
            #expect(response.headers.first(name: "cache-control") == "no-store")
            #expect(response.headers.first(name: "schakel-list-version") == "42")
            #expect(response.headers.first(name: "schakel-list-age") == "1500")
        }
    }

    @Test("without a list there are no list fields, and the answer is 503")
    func noList() async throws {
        try await withServer(list: SampleList(freshness: .never)) { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request("GET", SampleList.prohibited)
            await client.close()

            #expect(response.status == "503")
            #expect(!response.headers.contains(name: "schakel-list-version"))
            #expect(!response.headers.contains(name: "schakel-list-age"))
        }
    }

    @Test("many checks on one connection, at once, each get their own answer")
    func concurrency() async throws {
        let counters = EquipmentCounters()
        try await withServer(counters: counters) { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<600 {
                    let (target, expected) =
                        number % 2 == 0
                        ? (SampleList.prohibited, "BLACKLISTED") : (SampleList.unlisted, "WHITELISTED")
                    group.addTask { try await client.request("GET", target).body != "{\"status\":\"\(expected)\"}" }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            await client.close()

            #expect(wrong == 0)
            #expect(counters.snapshot.prohibited == 300 && counters.snapshot.permitted == 300)
        }
    }

    @Test("the preface may come byte by byte, or with the first request attached")
    func splitPreface() async throws {
        try await withServer { port, _ in
            let bytes = Self.preface + Self.emptySettings + Self.headers(SampleList.prohibited)
            let slow = try await RawConnection.open(port: port)
            for byte in bytes { try await slow.send([byte]) }
            let slowAnswer = await slow.readBytes { contains($0, "BLACKLISTED") }
            await slow.close()
            let fast = try await RawConnection.open(port: port)
            try await fast.send(bytes)
            let fastAnswer = await fast.readBytes { contains($0, "BLACKLISTED") }
            await fast.close()

            #expect(contains(slowAnswer, #"{"status":"BLACKLISTED"}"#))
            #expect(contains(fastAnswer, #"{"status":"BLACKLISTED"}"#))
        }
    }

    @Test("every split of the preface in two is understood", arguments: 1..<24)
    func twoParts(position: Int) async throws {
        try await withServer { port, _ in
            let connection = try await RawConnection.open(port: port)
            try await connection.send(Array(Self.preface[..<position]))
            try await Task.sleep(for: .milliseconds(5))
            try await connection.send(Array(Self.preface[position...]) + Self.emptySettings + Self.headers(SampleList.tracked))
            let answer = await connection.readBytes { contains($0, "}") }
            await connection.close()

            #expect(contains(answer, "GREYLISTED"))
        }
    }

    @Test("other methods are 405; HEAD gets no body", arguments: ["HEAD", "OPTIONS", "TRACE", "POST", "DELETE"])
    func methods(method: String) async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request(method, SampleList.prohibited)
            await client.close()

            #expect(response.status == "405")
            #expect(response.headers.first(name: "allow") == "GET")
            #expect(response.body.isEmpty == (method == "HEAD"))
        }
    }

    @Test("a request with a body is answered when the body ends")
    func body() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request("GET", SampleList.prohibited, body: ["hello", "world"])
            await client.close()

            #expect(response.status == "200" && response.body.contains("BLACKLISTED"))
        }
    }

    @Test("a request that ends in trailers is answered")
    func trailers() async throws {
        try await withServer { port, _ in
            let connection = try await RawConnection.open(port: port)
            let opening = Self.headers(SampleList.prohibited, flags: 0x04)
            let data: [UInt8] = [0, 0, 1, 0, 0, 0, 0, 0, 1, 0x78]
            let trailers: [UInt8] = [0, 0, 5, 1, 0x05, 0, 0, 0, 1, 0x00, 1, 0x78, 1, 0x79]
            try await connection.send(Self.preface + Self.emptySettings + opening + data)
            try await connection.send(trailers)
            let answer = await connection.readBytes { contains($0, "}") }
            await connection.close()

            #expect(contains(answer, "BLACKLISTED"))
        }
    }

    @Test("bodies together larger than the connection's window do not stall it")
    func manyBodies() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let piece = String(repeating: "x", count: 8_000)
            for _ in 0..<20 {
                let response = try await client.request("POST", SampleList.prohibited, body: [piece, piece])
                #expect(response.status == "405")
            }
            await client.close()
        }
    }

    @Test("bodies beyond the bound are 413 and cost only their own streams, not the connection's window")
    func largeBody() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let piece = String(repeating: "x", count: 6_000)
            for _ in 0..<10 {
                let refused = try await client.request("GET", SampleList.prohibited, body: Array(repeating: piece, count: 10))
                #expect(refused.status == "413")
            }
            let next = try await client.request("GET", SampleList.tracked, body: [piece, piece])
            await client.close()

            #expect(next.status == "200")
        }
    }

    @Test("an answer waits for the caller's flow control, and comes in the pieces it allows")
    func smallWindow() async throws {
        try await withServer { port, _ in
            let fourByteWindow: [UInt8] = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4]
            let windowUpdate: [UInt8] = [0, 0, 4, 8, 0, 0, 0, 0, 1, 0, 0, 1, 0]
            let connection = try await RawConnection.open(port: port)
            try await connection.send(Self.preface + fourByteWindow + Self.headers(SampleList.prohibited))
            let start = await connection.readBytes { contains($0, #"{"st"#) }
            try await connection.send(windowUpdate)
            let all = await connection.readBytes { contains($0, "}") }
            await connection.close()

            #expect(!contains(start, "atus"))
            #expect(contains(all, #"atus":"BLACKLISTED"}"#))
        }
    }

    @Test("a target over 8 KiB is 414")
    func longTarget() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request("GET", SampleList.prohibited + "&x=" + String(repeating: "y", count: 8_200))
            await client.close()

            #expect(response.status == "414")
        }
    }

    @Test("header fields over the bound end the connection with a GOAWAY")
    func largeHeaders() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            await #expect(throws: (any Error).self) {
                let value = String(repeating: "y", count: 17_000)
                return try await client.request("GET", SampleList.prohibited, fields: [("x", value)])
            }
            try await client.channel.closeFuture.get()
        }
    }

    @Test("a frame that breaks the protocol is answered with a GOAWAY and the connection closed")
    func protocolError() async throws {
        try await withServer { port, _ in
            let connection = try await RawConnection.open(port: port)
            let dataOnIdleStream: [UInt8] = [0, 0, 1, 0, 0, 0, 0, 0, 1, 0x78]
            try await connection.send(Self.preface + Self.emptySettings + dataOnIdleStream)
            let answer = await connection.readBytes { _ in false }

            #expect(answer.firstRange(of: [7, 0, 0, 0, 0, 0]) != nil)  // a GOAWAY frame's type, flags and stream
        }
    }

    @Test("any bytes after the preface leave the server standing")
    func randomFrames() async throws {
        try await withServer { port, _ in
            var state: UInt64 = 9113
            for _ in 0..<100 {
                let noise = (0..<200).map { _ -> UInt8 in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 56)
                }
                let connection = try await RawConnection.open(port: port)
                // A first length byte of 0 keeps the frame short enough to be read as one.
                try? await connection.send(Self.preface + Self.emptySettings + [0, 0, noise[0] & 0x3F] + noise)
                await connection.close()
            }
            let client = try await HTTP2Client.open(port: port)
            let response = try await client.request("GET", SampleList.prohibited)
            await client.close()

            #expect(response.status == "200")
        }
    }
}
