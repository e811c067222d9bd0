// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import PageCheck
import Testing

@testable import Hub

@Suite("Limits of the open door")
struct DoorLimitsTests {
    private static let rule = DoorLimits.Rule(name: "trial", burst: 3, every: .seconds(10))
    private static let start = TrialHub.start

    private static func wait(_ limits: DoorLimits, _ key: String, after seconds: Int = 0) -> Int? {
        do {
            try limits.admit(rule, key, at: start + .seconds(seconds))
            return nil
        } catch {
            return error.retryAfter
        }
    }

    @Test("so many at once, then one each time; who waits as long as he is told is let in")
    func spread() {
        let limits = DoorLimits()
        for _ in 0..<3 { #expect(DoorLimitsTests.wait(limits, "a") == nil) }
        #expect(DoorLimitsTests.wait(limits, "a") == 10)
        #expect(DoorLimitsTests.wait(limits, "a", after: 4) == 6)
        #expect(DoorLimitsTests.wait(limits, "a", after: 10) == nil)
        #expect(DoorLimitsTests.wait(limits, "a", after: 10) == 10)
        #expect(DoorLimitsTests.wait(limits, "b") == nil, "another key has its own")
        for _ in 0..<3 { #expect(DoorLimitsTests.wait(limits, "a", after: 100) == nil) }
        #expect(DoorLimitsTests.wait(limits, "a", after: 100) == 10, "waiting longer saves up no more than at first")
    }

    @Test("who asks for several at once is let in with all of them or with none")
    func several() throws {
        let limits = DoorLimits()
        let now = DoorLimitsTests.start
        try limits.admit(DoorLimitsTests.rule, "a", count: 2, at: now)
        let problem = #expect(throws: Problem.self) { try limits.admit(DoorLimitsTests.rule, "a", count: 2, at: now) }
        #expect(problem?.retryAfter == 10)
        try limits.admit(DoorLimitsTests.rule, "a", count: 1, at: now)
        #expect(DoorLimitsTests.wait(limits, "a") == 10)
        try limits.admit(DoorLimitsTests.rule, "a", count: 2, at: now + .seconds(20))
    }

    @Test("what it remembers is bounded, and the newest keys stay")
    func bounded() {
        let limits = DoorLimits(mostKeys: 100)
        for _ in 0..<3 { #expect(DoorLimitsTests.wait(limits, "last") == nil) }
        for key in 0..<50 { _ = DoorLimitsTests.wait(limits, "\(key)") }
        #expect(DoorLimitsTests.wait(limits, "last") == 10)
        for key in 0..<10_000 { _ = DoorLimitsTests.wait(limits, "more \(key)") }
        #expect(limits.count <= 200)
    }

    @Test(
        "the address that counts is the last one that is no proxy of ours",
        arguments: [
            ("192.0.2.1", nil, "192.0.2.1"), ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
            ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"), ("10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"),
            ("10.0.0.1", nil, "10.0.0.1"), ("127.0.0.1", nil, nil), ("::1", nil, nil), ("127.0.0.1", "198.51.100.7", nil),
            ("10.0.0.1", "<script>", "unknown"), ("2001:db8:1:2:3::4", nil, "2001:db8:1:2::"),
            ("2001:db8::9", nil, "2001:db8:0:0::"), ("2001:db8::5:6:7:8:9", nil, "2001:db8:0:5::"), ("::9", nil, "0:0:0:0::"),
            ("2001:db8:1:2:ffff::9", nil, "2001:db8:1:2::"), ("::ffff:192.0.2.1", nil, "192.0.2.1"),
        ] as [(String, String?, String?)])
    func addresses(remote: String, forwarded: String?, key: String?) {
        #expect(CallerAddress.key(remote: remote, forwarded: forwarded, proxies: ["10.0.0.1", "10.0.0.2"]) == key)
    }

    @Test("an address that acts too often is told when to come back, by the API and by the pages; others go on")
    func door() async throws {
        try await TrialHub.run { hub in
            let fields: HTTPFields = [.xForwardedFor: "192.0.2.1", .contentType: "application/json"]
            for _ in 0..<60 {
                let answer = try await hub.call(.post, "/v1/toestellen/_controleer", bytes: Array("{}".utf8), fields: fields)
                #expect(answer.status == 400)
            }
            let refused = try await hub.call(.post, "/v1/toestellen/_controleer", bytes: Array("{}".utf8), fields: fields)
            #expect(refused.status == 429 && refused.fields[.retryAfter] == "5" && refused.code == "too-many-requests")
            let browser = TrialBrowser(hub)
            let form = try await browser.get("/nl/melden")
            browser.fields[.xForwardedFor] = "192.0.2.1"
            let page = try await browser.send(form, [:])
            #expect(page.answer.status == 429 && page.check.text.contains("Probeer het weer over 5 seconden."))
            #expect(try await browser.get("/nl/melden").answer.status == 200, "reading goes on")
            browser.fields[.xForwardedFor] = "192.0.2.2"
            #expect(try await browser.send(form, [:]).answer.status == 400)
        }
    }

    @Test("one report cannot be asked about without end, from whatever addresses")
    func report() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            for _ in 0..<60 { #expect(try await hub.follow(reported, secret: "wrong").status == 404) }
            let refused = try await hub.follow(reported)
            #expect(refused.status == 429 && refused.fields[.retryAfter] == "5")
            #expect(try await hub.follow(try await hub.report(2)).status == 200)
        }
    }
}
