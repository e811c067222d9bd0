// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Settings file")
struct SettingsFileTests {
    private func read(_ text: String) -> (entries: [SettingsFile.Entry], faults: [ConfigurationFault]) {
        read(Array(text.utf8))
    }

    private func read(_ bytes: [UInt8]) -> (entries: [SettingsFile.Entry], faults: [ConfigurationFault]) {
        var faults = FaultList()
        let file = SettingsFile(name: "hub.yaml", bytes: bytes, faults: &faults)
        return (file.entries, faults.faults)
    }

    @Test("maps are flattened with dots and every key has its line")
    func flattened() {
        let (entries, faults) = read("# comment\npublic:\n  port: 8443\n  tls:\n    key: k.pem\nlog.level: info\n")

        #expect(faults.isEmpty)
        #expect(
            entries == [
                SettingsFile.Entry(key: "public.port", line: 3, content: .text("8443")),
                SettingsFile.Entry(key: "public.tls.key", line: 5, content: .text("k.pem")),
                SettingsFile.Entry(key: "log.level", line: 6, content: .text("info")),
            ])
    }

    @Test("values stay the texts that were written")
    func texts() {
        let (entries, _) = read("a: no\nb: 0123\nc: 1:30\nd: \"x\\ty\"\ne: 'null'\nf: |\n  two\n  lines\ng: Politie & OM\n")

        #expect(
            entries.map(\.content) == [
                .text("no"), .text("0123"), .text("1:30"), .text("x\ty"), .text("null"), .text("two\nlines\n"),
                .text("Politie & OM"),
            ])
    }

    @Test("sequences of texts are lists, in either style")
    func lists() {
        let (entries, _) = read("a: [x, \"y, z\"]\nb:\n  - one\n  - two\nc: []\n")

        #expect(entries.map(\.content) == [.list(["x", "y, z"]), .list(["one", "two"]), .list([])])
    }

    @Test("nothing, a tilde and null are empty; an empty text in quotes is not")
    func empty() {
        let (entries, _) = read("a:\nb: ~\nc: null\nd: \"\"\n")

        #expect(entries.map(\.content) == [.empty, .empty, .empty, .text("")])
    }

    @Test(
        "an empty file, a comment and a lone null hold no settings and no faults",
        arguments: ["", "\n\n", "# only\n", "---\n", "~"])
    func nothing(text: String) {
        let (entries, faults) = read(text)

        #expect(entries.isEmpty && faults.isEmpty)
    }

    @Test(
        "a file that is no map of settings is refused with its line",
        arguments: [
            ("- a\n- b\n", 1), ("just a text", 1), ("a: 1\nb: [\n", 3), ("a: 1\n b: 2\n", 2), ("a: 1\n---\nb: 2\n", 2),
            ("a: \"open\n", 2), ("\ta: 1\n", 1), ("a: [[1], [2]]\n", 1), ("a: 1\n? [x]\n: 2\n", 2),
        ])
    func syntax(text: String, line: Int) {
        let (_, faults) = read(text)

        #expect(faults.map(\.code) == [.syntax])
        #expect(faults.first?.source == .file("hub.yaml", line: line))
    }

    @Test("a key twice in one map is refused by name")
    func duplicate() {
        let (_, faults) = read("a: 1\nb: 2\na: 3\n")

        #expect(faults.map(\.code) == [.duplicateKey])
        #expect(faults.first?.message.contains("key a ") == true)
    }

    @Test("what is not UTF-8 is refused")
    func encoding() {
        #expect(read([0x61, 0x3A, 0x20, 0xFF, 0xFE]).faults.map(\.code) == [.syntax])
        #expect(read(Array("a: 1".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] })).faults.map(\.code) == [.syntax])
    }

    @Test("256 KiB is read and one byte more is not")
    func size() {
        let full = "a: 1\n#" + String(repeating: "x", count: SettingsFile.sizeLimit - 6)

        #expect(read(full).faults.isEmpty)
        #expect(read(full).entries.count == 1)
        #expect(read(full + "x").faults.map(\.code) == [.tooLarge])
    }

    @Test("maps nested beyond the bound are refused")
    func depth() {
        let eight = (0..<7).map { String(repeating: " ", count: $0) + "k:\n" }.joined()

        #expect(read(eight + "       k: 1\n").entries.map(\.key) == ["k.k.k.k.k.k.k.k"])
        #expect(read(eight + "       k:\n        k: 1\n").faults.map(\.code) == [.tooLarge])
    }

    @Test(
        "anchors and aliases are refused, few or many",
        arguments: [
            "a: &x 1\nb: *x\n", "a: *missing\n", "a: &lonely {b: 1}\n", "a: [&x 1]\n", "&k a: 1\n",
            "base: &b {p: 1}\nx:\n  <<: *b\n",
        ])
    func references(text: String) {
        let (_, faults) = read(text)

        #expect(faults.map(\.code) == [.reference])
    }

    @Test("quoted text that only looks like a reference is read")
    func lookalikes() {
        let (entries, faults) = read("a: \"one, *two\"\nb: '- & -'\nc: |\n  * item\n  & more\n")

        #expect(faults.isEmpty)
        #expect(entries.map(\.content) == [.text("one, *two"), .text("- & -"), .text("* item\n& more\n")])
    }

    @Test("aliases that stand for billions of nodes are refused at once, as values and as keys")
    func bomb() {
        var values = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        var keys = "? &a0 [x, x, x, x, x, x, x, x, x]\n: 0\n"
        for level in 1...30 {
            let nine = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            values += "a\(level): &a\(level) [\(nine)]\n"
            keys += "? &a\(level) [\(nine)]\n: 0\n"
        }

        #expect(read(values).faults.map(\.code) == [.reference])
        #expect(read(keys).faults.map(\.code) == [.reference])
    }

    @Test(
        "files made to be expensive are judged all the same", .timeLimit(.minutes(10)),
        arguments: ["[", "{", "- ", "? ", "a: ", "[a,", "{a: ", "'", "\"", "|\n", "\u{85}", "- - ", "k: {", "%", "a:\n a:\n"])
    func hostile(pattern: String) {
        let text = String(repeating: pattern, count: SettingsFile.sizeLimit / pattern.utf8.count)

        _ = read(text)
    }

    @Test("faults do not repeat the text around them, which may hold a secret")
    func secrecy() {
        let (_, faults) = read("token: hunter2\n  bad: [\n")

        #expect(!faults.isEmpty)
        #expect(!faults.map(\.description).joined().contains("hunter2"))
    }

    @Test("any text is read or refused without a crash", arguments: 0..<20)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let text = random.text(upTo: 120, alphabet: "ab: \n-[]{},'\"|>&*!?#%\t~\\x0u")
            let (entries, faults) = read(text)
            #expect(entries.count <= 120 && faults.count <= ConfigurationError.faultLimit)
        }
    }

    @Test("any damage to a good file is read or refused without a crash", arguments: 0..<20)
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = Array("public:\n  port: 8443\n  hosts: [a.nl, \"b.nl\"]\nlog:\n  level: 'info'\n  note: |\n    x\n".utf8)
        for _ in 0..<200 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            #expect(read(bytes).faults.count <= ConfigurationError.faultLimit)
        }
    }
}
