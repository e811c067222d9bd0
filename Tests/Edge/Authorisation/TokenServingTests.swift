// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Exchange
import Foundation
import Ledger
import NIOHPACK
import Testing

@testable import Edge

@Suite("Serving callers with access tokens", .timeLimit(.minutes(10)))
struct TokenServingTests {
    private let issuer = TrialIssuer()
    private let gate: TokenGate

    init() throws {
        gate = TokenGate(rules: TrialIssuer.rules, keys: try issuer.keys, timekeeper: ManualTimekeeper(at: TrialIssuer.moment))
    }

    @Test("over HTTP/2 a check with a token is answered, one without is challenged, one for another service forbidden")
    func framed() async throws {
        let counters = EquipmentCounters()
        try await withServer(counters: counters, gate: gate) { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let token = ("authorization", try issuer.field())
            let right = try await client.request("GET", SampleList.prohibited, fields: [token])
            let again = try await client.request("GET", SampleList.tracked, fields: [token])
            let posted = try await client.request("POST", SampleList.tracked, fields: [token], body: ["x", "y"])
            let none = try await client.request("GET", SampleList.prohibited)
            let elsewhere = try await client.request("GET", "/")
            let wrong = try await client.request("GET", SampleList.prohibited, fields: [("authorization", "Bearer a.b.c")])
            let other = try await client.request(
                "GET", SampleList.prohibited, fields: [("authorization", try issuer.field(scope: "nudm-sdm"))])
            await client.close()

            #expect(right.status == "200" && again.body.contains("GREYLISTED") && posted.status == "405")
            #expect(none.status == "401" && none.headers.first(name: "www-authenticate") == #"Bearer realm="n5g-eir-eic""#)
            #expect(none.headers.first(name: "content-type") == "application/problem+json" && !none.body.contains("LISTED"))
            #expect(elsewhere.status == "401")
            #expect(wrong.status == "401" && wrong.headers.first(name: "www-authenticate")?.contains("invalid_token") == true)
            #expect(other.status == "403" && other.headers.first(name: "www-authenticate")?.contains("insufficient_scope") == true)
            #expect(counters.snapshot.prohibited == 1 && counters.snapshot.tracking == 1 && counters.snapshot.refused == 5)
        }
    }

    @Test("over HTTP/1.1 too, and the connection goes on after a refusal")
    func plain() async throws {
        try await withServer(gate: gate) { port, _ in
            let connection = try await RawConnection.open(port: port)
            let head = "GET \(SampleList.prohibited) HTTP/1.1\r\nHost: a\r\n"
            try await connection.send(head + "\r\n" + head + "AUTHORIZATION: \(try issuer.field())\r\n\r\n")
            let answers = await connection.read { $0.contains("BLACKLISTED") }
            await connection.close()

            #expect(
                answers.hasPrefix("HTTP/1.1 401") && answers.contains("www-authenticate: Bearer")
                    && answers.contains("HTTP/1.1 200"))
        }
    }

    @Test("without a gate a token changes nothing, right or wrong")
    func noGate() async throws {
        try await withServer { port, _ in
            let client = try await HTTP2Client.open(port: port)
            let answer = try await client.request("GET", SampleList.prohibited, fields: [("authorization", "Bearer a.b.c")])
            await client.close()

            #expect(answer.status == "200")
        }
    }
}
