// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import DeviceLists

@Suite("The result of an import")
struct ImportResultTests {
    @Test(
        "ok is accepted, with or without a line end, spaces and capitals",
        arguments: ["ok", "ok\n", "ok\r\n", " OK \n", "ok\nimported 12\n"])
    func accepted(text: String) { #expect(ImportResult(parsing: text.utf8) == .accepted) }

    @Test(
        "failed tells why, when it says so",
        arguments: [
            ("failed", ""), ("failed: disk full\n", "disk full"), ("Failed:no route\r\nmore", "no route"), ("failed :  x", "x"),
        ])
    func failed(text: String, reason: String) { #expect(ImportResult(parsing: text.utf8) == .failed(reason)) }

    @Test(
        "anything else says nothing yet",
        arguments: ["", "\n", "o", "fail", "okay", "not ok", "failedly", "ok: no", String(repeating: " ", count: 5_000) + "ok"])
    func neither(text: String) { #expect(ImportResult(parsing: text.utf8) == nil) }

    @Test("a reason is one short line without control characters")
    func clean() throws {
        let result = ImportResult(parsing: "failed: a\u{1B}[31m\u{202E}b\tc ".utf8)
        guard case .failed(let long)? = ImportResult(parsing: ("failed: " + String(repeating: "x", count: 1_000)).utf8) else {
            Issue.record("a long reason is none")
            return
        }

        #expect(result == .failed("a [31m b c"))
        #expect(long.count == ImportResult.mostReasonCharacters)
    }

    @Test(
        "what is written is read again",
        arguments: [ImportResult.accepted, .failed(""), .failed("disk full"), .failure("two\nlines")])
    func roundTrip(result: ImportResult) { #expect(ImportResult(parsing: result.description.utf8) == result) }

    @Test("no bytes crash it")
    func robust() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let bytes = (0..<Int(random.next() % 30)).map { _ in UInt8(random.next() & 0xFF) }
            for start in ["", "ok", "failed:"] {
                guard let result = ImportResult(parsing: Array(start.utf8) + bytes) else { continue }
                #expect(ImportResult(parsing: result.description.utf8) == result)
            }
        }
    }
}
