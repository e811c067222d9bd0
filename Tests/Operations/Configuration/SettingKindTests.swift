// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Kinds of settings")
struct SettingKindTests {
    @Test("a text stays exactly as written")
    func text() {
        #expect(SettingKind.text.value(of: "  a, b \n") == .text("  a, b \n"))
        #expect(SettingKind.text.value(of: "") == .text(""))
    }

    @Test("no value holds a zero byte or is longer than the bound", arguments: [SettingKind.text, .path, .list])
    func bounds(kind: SettingKind) {
        #expect(kind.value(of: "a\u{0}b") == nil)
        #expect(kind.value(of: String(repeating: "x", count: SettingKind.valueLimit + 1)) == nil)
    }

    @Test("ports are 0 to 65535", arguments: [("0", 0), ("8443", 8443), (" 65535 ", 65_535)] as [(String, Int64)])
    func ports(text: String, expected: Int64) {
        #expect(SettingKind.port.value(of: text) == .number(expected))
    }

    @Test("what is no port is refused", arguments: ["", "65536", "-1", "http", "80.0", "0x50", "1_000", "99999999999999999999"])
    func portsRefused(text: String) {
        #expect(SettingKind.port.value(of: text) == nil)
    }

    @Test("integers lie within their range, bounds included")
    func integers() {
        let kind = SettingKind.integer(-5...10)

        #expect(kind.value(of: "-5") == .number(-5))
        #expect(kind.value(of: "10") == .number(10))
        #expect(kind.value(of: "11") == nil)
        #expect(kind.value(of: "-6") == nil)
        #expect(kind.value(of: "1.0") == nil)
    }

    @Test(
        "flags take the usual words in any case",
        arguments: [
            ("true", true), ("YES", true), ("On", true), ("1", true), ("false", false), ("no", false), ("OFF", false), ("0", false),
        ])
    func flags(text: String, expected: Bool) {
        #expect(SettingKind.flag.value(of: text) == .flag(expected))
    }

    @Test("what is no flag is refused", arguments: ["", "2", "y", "truee", "enabled"])
    func flagsRefused(text: String) {
        #expect(SettingKind.flag.value(of: text) == nil)
    }

    @Test("spans are milliseconds")
    func spans() {
        #expect(SettingKind.span.value(of: " 5m ") == .number(300_000))
        #expect(SettingKind.span.value(of: "5") == nil)
    }

    @Test("a choice is one of its words, exactly")
    func choices() {
        let kind = SettingKind.choice(["json", "plain"])

        #expect(kind.value(of: "plain") == .text("plain"))
        #expect(kind.value(of: "Plain") == nil)
        #expect(kind.value(of: "") == nil)
    }

    @Test("a path is not empty and not endless")
    func paths() {
        #expect(SettingKind.path.value(of: "/var/lib/schakel\n") == .text("/var/lib/schakel"))
        #expect(SettingKind.path.value(of: " ") == nil)
        #expect(SettingKind.path.value(of: String(repeating: "a", count: 4097)) == nil)
    }

    @Test("a list is separated by commas, without spaces around its items")
    func lists() {
        #expect(SettingKind.list.value(of: "a, b ,c d") == .list(["a", "b", "c d"]))
        #expect(SettingKind.list.value(of: "") == .list([]))
        #expect(SettingKind.list.value(of: "a,,b") == nil)
        #expect(SettingKind.list.value(of: "a,") == nil)
    }

    @Test("a sequence is a list, also with commas inside an item, and nothing but a list takes one")
    func sequences() {
        #expect(SettingKind.list.list(["CN=a, O=b", "c"]) == .list(["CN=a, O=b", "c"]))
        #expect(SettingKind.list.list(["", "c"]) == nil)
        #expect(SettingKind.text.list(["a"]) == nil)
        #expect(SettingKind.list.list([String(repeating: "x", count: 70_000)]) == nil)
    }

    @Test("every kind says what it expects")
    func expectations() {
        #expect(SettingKind.integer(1...9).expectation == "a whole number from 1 to 9")
        #expect(SettingKind.choice(["a", "b"]).expectation == "one of a, b")
        #expect(SettingKind.port.expectation == "a port number from 0 to 65535")
        #expect(SettingKind.span.expectation == "a length of time such as 250ms, 30s, 5m, 24h, 7d or PT24H")
    }

    @Test("any text is judged without a crash, and numbers keep to their range", arguments: 0..<10)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let text = random.text(upTo: 12, alphabet: "0123456789-+ ,ontrue")
            if case .number(let port) = SettingKind.port.value(of: text) { #expect((0...65_535).contains(port)) }
            if case .number(let number) = SettingKind.integer(-3...3).value(of: text) { #expect((-3...3).contains(number)) }
            if case .list(let items) = SettingKind.list.value(of: text) { #expect(!items.contains("")) }
        }
    }
}
