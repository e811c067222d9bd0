// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@testable import Hub

@Suite("The trace that a caller's own system tells (W3C Trace Context)")
struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"

    @Test("the example of the recommendation is read")
    func example() throws {
        let context = try #require(TraceContext("00-\(Self.trace)-\(Self.span)-01"))

        #expect(Hexadecimal.encode(context.trace) == Self.trace)
        #expect(Hexadecimal.encode(context.span) == Self.span)
    }

    @Test("a later version may have more, this one may not")
    func versions() {
        #expect(TraceContext("cc-\(Self.trace)-\(Self.span)-01-what-the-future-will-be-like") != nil)
        #expect(TraceContext("cc-\(Self.trace)-\(Self.span)-01") != nil)
        #expect(TraceContext("00-\(Self.trace)-\(Self.span)-01-more") == nil)
    }

    @Test(
        "what is none is left aside",
        arguments: [
            "", "00", "00-\(trace)-\(span)", "ff-\(trace)-\(span)-01", "00-\(trace.uppercased())-\(span)-01",
            "00-00000000000000000000000000000000-\(span)-01", "00-\(trace)-0000000000000000-01", "00-\(trace)0-\(span)-01",
            "00-\(trace)-\(span)-1", "0-\(trace)-\(span)-01", "00-\(trace)-\(span)-0x", "00-\(trace.dropLast(2))zz-\(span)-01",
            "00-\(trace)-\(span)-01" + String(repeating: "-", count: 600),
        ])
    func none(_ text: String) {
        #expect(TraceContext(text) == nil)
    }

    @Test("no text makes it crash, and what it reads is never all zeros")
    func robust() {
        var generator = SeededGenerator(seed: 77)
        let characters = Array("0123456789abcdefABCDEFg-- \u{0}é")
        for _ in 0..<20_000 {
            var text = Array("00-\(Self.trace)-\(Self.span)-01")
            for _ in 0..<Int.random(in: 0..<3, using: &generator) {
                text[Int.random(in: 0..<text.count, using: &generator)] = characters.randomElement(using: &generator) ?? "0"
            }
            if Bool.random(using: &generator) { text.removeLast(Int.random(in: 0..<text.count, using: &generator)) }
            guard let context = TraceContext(String(text)) else { continue }
            #expect(context.trace.count == 16 && context.span.count == 8)
            #expect(context.trace.contains { $0 != 0 } && context.span.contains { $0 != 0 })
        }
    }
}
