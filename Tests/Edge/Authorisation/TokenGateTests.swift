// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import EquipmentIdentity
import Exchange
import Testing

@testable import Edge

@Suite("The gate for access tokens")
struct TokenGateTests {
    private let issuer = TrialIssuer()
    private let clock = ManualTimekeeper(at: TrialIssuer.moment)
    private let gate: TokenGate

    init() throws { gate = TokenGate(rules: TrialIssuer.rules, keys: try issuer.keys, timekeeper: clock) }

    private func refusal(_ field: String?) -> EquipmentAnswer? {
        var memory = TokenMemory()
        return gate.refusal(of: field, memory: &memory)
    }

    private var counts: String { String(decoding: gate.exposition, as: UTF8.self) }

    @Test("a right token is let through, whatever the case of its scheme")
    func accepted() throws {
        let field = try issuer.field()

        #expect(refusal(field) == nil && refusal("bEARER  " + field.dropFirst(7)) == nil)
    }

    @Test(
        "no token, another scheme and nothing after the scheme are challenged",
        arguments: [nil, "", "Bearer", "Bearer ", "Basic YTpi", "x"])
    func missing(field: String?) {
        #expect(refusal(field) == .tokenMissing)
    }

    @Test("a wrong token is refused as invalid, one for another service for its scope")
    func refused() throws {
        #expect(refusal("Bearer a.b.c") == .tokenInvalid)
        #expect(refusal(try issuer.field(audience: "AMF")) == .tokenInvalid)
        #expect(refusal(try issuer.field(seconds: -60)) == .tokenInvalid)
        #expect(refusal(try issuer.field(scope: "nudm-sdm")) == .scopeInsufficient)
        #expect(refusal(try TrialIssuer().field()) == .tokenInvalid)
        #expect(refusal("Bearer " + String(repeating: "x", count: 20_000)) == .tokenInvalid)
    }

    @Test("a connection that shows the same token again costs no look at the gate, until it ends")
    func memory() throws {
        let field = try issuer.field()
        var memory = TokenMemory()

        for _ in 0..<3 { #expect(gate.refusal(of: field, memory: &memory) == nil) }
        #expect(counts.contains(#"{result="accepted"} 1"#))
        clock.advance(by: .seconds(329))
        #expect(gate.refusal(of: field, memory: &memory) == nil)
        clock.advance(by: .seconds(1))
        #expect(gate.refusal(of: field, memory: &memory) == .tokenInvalid)
    }

    @Test("another token on the same connection is looked at for itself")
    func change() throws {
        var memory = TokenMemory()

        #expect(gate.refusal(of: try issuer.field(id: 1), memory: &memory) == nil)
        #expect(gate.refusal(of: try issuer.field(audience: "AMF"), memory: &memory) == .tokenInvalid)
        #expect(gate.refusal(of: nil, memory: &memory) == .tokenMissing)
        #expect(gate.refusal(of: try issuer.field(id: 2), memory: &memory) == nil)
    }

    @Test("with other keys, what was accepted before is verified anew")
    func rotation() throws {
        let field = try issuer.field()
        let successor = TrialIssuer(keyName: "sleutel-2")
        var memory = TokenMemory()
        #expect(gate.refusal(of: field, memory: &memory) == nil)

        gate.replace(keys: try successor.keys)

        #expect(gate.refusal(of: field, memory: &memory) == .tokenInvalid && refusal(field) == .tokenInvalid)
        #expect(refusal(try successor.field()) == nil)
    }

    @Test("a token under an unknown key makes the gate wish for keys, once; one that ended does not")
    func wish() throws {
        #expect(refusal(try issuer.field(seconds: -60)) == .tokenInvalid && !gate.takesWish())
        #expect(refusal(try TrialIssuer(keyName: "onbekend").field()) == .tokenInvalid)
        #expect(gate.takesWish() && !gate.takesWish())
    }

    @Test("before there are keys nobody is let through, and it is not the caller's fault")
    func noKeys() throws {
        gate.replace(keys: .none)

        #expect(refusal(try issuer.field()) == .keysMissing && refusal(nil) == .tokenMissing)
    }

    @Test("the metrics count by outcome and hold nothing of a token")
    func metrics() throws {
        let field = try issuer.field()
        _ = refusal(field)
        _ = refusal(nil)
        _ = refusal(try issuer.field(audience: "AMF"))

        #expect(counts.contains(#"{result="accepted"} 1"#) && counts.contains(#"{result="missing"} 1"#))
        #expect(counts.contains(#"{result="audience"} 1"#) && !counts.contains(field.dropFirst(7).prefix(10)))
    }
}

@Suite("What is remembered of tokens")
struct TokenCacheTests {
    private let moment = TrialIssuer.moment

    private func digest(_ number: Int) -> TokenDigest { TokenDigest(of: Array("\(number)".utf8)) }

    @Test("an acceptance holds until it ends, a refusal for a few seconds")
    func terms() {
        var cache = TokenCache()
        cache.keep(.accepted(until: moment + .seconds(60)), of: digest(1), at: moment)
        cache.keep(.refused(.signature), of: digest(2), at: moment)

        #expect(cache.outcome(of: digest(1), at: moment + .seconds(59)) == .accepted(until: moment + .seconds(60)))
        #expect(cache.outcome(of: digest(1), at: moment + .seconds(60)) == .refused(.expired))
        #expect(cache.outcome(of: digest(2), at: moment + .seconds(4)) == .refused(.signature))
        #expect(cache.outcome(of: digest(2), at: moment + .seconds(5)) == nil && cache.outcome(of: digest(3), at: moment) == nil)
    }

    @Test("it stays within its bound, and a flood of wrong tokens leaves the right ones there")
    func bound() {
        var cache = TokenCache()
        cache.keep(.accepted(until: moment + .hours(1)), of: digest(-1), at: moment)
        for number in 0..<(3 * TokenCache.most) { cache.keep(.refused(.signature), of: digest(number), at: moment) }

        #expect(cache.count <= TokenCache.most + 1)
        #expect(cache.outcome(of: digest(-1), at: moment) != nil)

        for number in 0..<(3 * TokenCache.most) {
            cache.keep(.accepted(until: moment + .seconds(number)), of: digest(number), at: moment)
        }
        #expect(cache.count <= 2 * TokenCache.most)
    }
}
