// SPDX-License-Identifier: EUPL-1.2

import Edge
import Foundation
import NIOHPACK
import NIOSSL
import Testing

@Suite("Serving over TLS", .timeLimit(.minutes(10)))
struct TLSServingTests {
    private let authority: TrialAuthority

    init() throws { authority = try TrialAuthority("Proefautoriteit") }

    private func tls(roots: [UInt8]? = nil) throws -> ServiceTLS {
        let pair = try authority.door(roots: roots)
        return try ServiceTLS(certificate: pair.certificate, key: pair.key, roots: pair.roots)
    }

    @Test("HTTP/2 over TLS is answered, in TLS 1.3 and in 1.2", arguments: [TLSVersion.tlsv13, .tlsv12])
    func framed(version: TLSVersion) async throws {
        try await withServer(tls: try tls()) { port, _ in
            let client = try await HTTP2Client.open(port: port, tls: try authority.client(most: version))
            let response = try await client.request("GET", SampleList.prohibited)
            let refusal = try await client.request("POST", SampleList.prohibited, body: ["x"])
            await client.close()

            #expect(response.status == "200" && response.body == #"{"status":"BLACKLISTED"}"#)
            #expect(refusal.status == "405" && refusal.headers.first(name: "allow") == "GET")
        }
    }

    @Test("older versions of TLS, and no TLS at all, get no answer and are let go")
    func refused() async throws {
        let counters = EquipmentCounters()
        try await withServer(counters: counters, tls: try tls()) { port, _ in
            let old = try await HTTP2Client.open(port: port, tls: try authority.client(most: .tlsv11))
            await #expect(throws: (any Error).self) { try await old.request("GET", SampleList.prohibited) }
            let plain = try await RawConnection.open(port: port)
            try await plain.send("GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = await plain.readToEnd()

            #expect(!answer.contains("HTTP/1.1"))
            #expect(counters.snapshot.total == 0)
        }
    }

    @Test("with authorities set, only who shows a certificate of theirs is answered")
    func mutual() async throws {
        let callers = try TrialAuthority("Autoriteit van de vragers")
        let strangers = try TrialAuthority("Vreemden")
        let counters = EquipmentCounters()
        try await withServer(counters: counters, tls: try tls(roots: try callers.pem)) { port, _ in
            let known = try await HTTP2Client.open(port: port, tls: try authority.client(showing: try callers.issue("amf")))
            let answer = try await known.request("GET", SampleList.prohibited)
            await known.close()
            for pair in [nil, try strangers.issue("amf")] {
                let unknown = try await HTTP2Client.open(port: port, tls: try authority.client(showing: pair))
                await #expect(throws: (any Error).self) { try await unknown.request("GET", SampleList.prohibited) }
            }

            #expect(answer.status == "200" && counters.snapshot.total == 1)
        }
    }

    @Test("another certificate serves new connections, and old ones go on; one that cannot be used is told")
    func replaced() async throws {
        let successor = try TrialAuthority("Opvolger")
        let tls = try tls()
        try await withServer(tls: tls) { port, _ in
            let before = try await HTTP2Client.open(port: port, tls: try authority.client())
            _ = try await before.request("GET", SampleList.prohibited)
            let fresh = try successor.issue("localhost")
            tls.adopt(try ServiceTLS(certificate: fresh.certificate, key: fresh.key, roots: nil))
            let old = try authority.issue("localhost")
            #expect(throws: ServiceTLS.Fault.self) { try ServiceTLS(certificate: fresh.certificate, key: old.key, roots: nil) }

            let after = try await HTTP2Client.open(port: port, tls: try successor.client())
            let answers = [
                try await before.request("GET", SampleList.prohibited).status,
                try await after.request("GET", SampleList.tracked).status,
            ]
            await before.close()
            await after.close()

            #expect(answers == ["200", "200"])
        }
    }

    @Test("files that are none, or do not belong together, are told apart in a sentence")
    func faults() throws {
        let (pair, other) = (try authority.issue("a"), try authority.issue("b"))
        let junk = Array("onzin".utf8)

        for (certificate, key, roots, word) in [
            (junk, pair.key, nil, "certificate"), (pair.certificate, junk, nil, "key"),
            (pair.certificate, other.key, nil, "together"),
            (pair.certificate, pair.key, junk, "authorities"),
        ] as [([UInt8], [UInt8], [UInt8]?, String)] {
            let fault = #expect(throws: ServiceTLS.Fault.self) { try ServiceTLS(certificate: certificate, key: key, roots: roots) }
            #expect(fault?.description.contains(word) == true)
        }
    }

    @Test("curl chooses HTTP/2 or HTTP/1.1 by ALPN on the one port", .enabled(if: Tool.path("curl") != nil))
    func curl() async throws {
        let curl = try #require(Tool.path("curl"))
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-root-\(UUID().uuidString).pem")
        try Data(try authority.pem).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await withServer(tls: try tls()) { port, _ in
            let url = "https://localhost:\(port)\(SampleList.prohibited)"
            let format = [
                "-sS", "--noproxy", "*", "--max-time", "20", "--cacert", file.path, "--resolve", "localhost:\(port):127.0.0.1",
                "-w",
                "|%{http_version}|%{http_code}\n",
            ]

            let framed = try await Tool.run(curl, format + ["--http2", url])
            let plain = try await Tool.run(curl, format + ["--http1.1", url])
            let old = try await Tool.run(curl, format + ["--tls-max", "1.1", url])

            #expect(framed == #"{"status":"BLACKLISTED"}|2|200"# + "\n")
            #expect(plain == #"{"status":"BLACKLISTED"}|1.1|200"# + "\n")
            #expect(!old.contains("BLACKLISTED"))
        }
    }

    @Test("nghttp is answered over TLS", .enabled(if: Tool.path("nghttp") != nil))
    func nghttp() async throws {
        let nghttp = try #require(Tool.path("nghttp"))
        try await withServer(tls: try tls()) { port, _ in
            let many = try await Tool.run(nghttp, ["-m", "20", "https://127.0.0.1:\(port)\(SampleList.tracked)"])
            #expect(many.split(separator: "GREYLISTED", omittingEmptySubsequences: false).count == 21)
        }
    }
}
