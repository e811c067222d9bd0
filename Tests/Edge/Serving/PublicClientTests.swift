// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@Suite("Public clients", .timeLimit(.minutes(10)))
struct PublicClientTests {
    @Test("curl is answered over both versions on one port", .enabled(if: Tool.path("curl") != nil))
    func curl() async throws {
        let curl = try #require(Tool.path("curl"))
        try await withServer { port, _ in
            let url = "http://127.0.0.1:\(port)\(SampleList.prohibited)"
            let format = ["-sS", "--noproxy", "*", "--max-time", "10", "-w", "|%{http_version}|%{http_code}|%{num_connects}\n"]

            let plain = try await Tool.run(curl, format + ["--http1.1", url, url])
            let framed = try await Tool.run(curl, format + ["--http2-prior-knowledge", url])
            let offering = try await Tool.run(curl, format + ["--http2", url])
            let posting = try await Tool.run(
                curl, format + ["--http2-prior-knowledge", "-d", String(repeating: "x", count: 5_000), url])
            let head = try await Tool.run(curl, format + ["--http2-prior-knowledge", "-I", url])

            let body = #"{"status":"BLACKLISTED"}"#
            #expect(plain == "\(body)|1.1|200|1\n\(body)|1.1|200|0\n")
            #expect(framed == "\(body)|2|200|1\n")
            #expect(offering == "\(body)|1.1|200|1\n")
            #expect(posting.hasSuffix("|2|405|1\n"))
            #expect(head.contains("allow: GET") && head.hasSuffix("|2|405|1\n"))
        }
    }

    @Test("nghttp is answered, many requests on one connection", .enabled(if: Tool.path("nghttp") != nil))
    func nghttp() async throws {
        let nghttp = try #require(Tool.path("nghttp"))
        try await withServer { port, _ in
            let url = "http://127.0.0.1:\(port)\(SampleList.tracked)"

            let many = try await Tool.run(nghttp, ["-m", "50", url])
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-\(port).txt")
            try Data(repeating: UInt8(ascii: "x"), count: 100_000).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let overflowing = try await Tool.run(nghttp, ["-v", "-d", file.path, url])
            let verbose = try await Tool.run(nghttp, ["-v", "-n", url])

            #expect(many.split(separator: "GREYLISTED", omittingEmptySubsequences: false).count == 51)
            #expect(overflowing.contains(":status: 413") && overflowing.contains("Content too large"))
            #expect(verbose.contains(":status: 200") && verbose.contains("schakel-list-version: 42"))
        }
    }
}
