// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Witness policies")
struct WitnessPolicyTests {
    /// Keys that are the same in every run of the test: what matters is that they differ.
    private static func witness(_ name: String) -> WitnessVerifier? {
        try? WitnessVerifier(name: name, ed25519: MerkleHash.leaf(Array(name.utf8)).bytes)
    }

    private static func log(_ name: String) -> String {
        (try? NoteVerifier(name: name, ed25519: MerkleHash.leaf(Array(name.utf8)).bytes))?.vkey ?? ""
    }

    private static func line(_ name: String) -> String { "witness \(name) \(witness(name)?.vkey ?? "")\n" }

    private static func keys(_ names: String) -> [WitnessVerifier] {
        names.split(separator: " ").compactMap { witness(String($0)) }
    }

    /// The example of the specification, with keys filled in.
    private static let example =
        "log \(log("hub.example/devices"))\n\n" + ["X1", "X2", "X3"].map(line).joined() + "group X-witnesses 2 X1 X2 X3\n\n"
        + ["Y1", "Y2", "Y3"].map(line).joined()
        + "group Y-witnesses any Y1 Y2 Y3\n\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n"

    private func refusal(_ text: String) -> LedgerError? {
        do throws(LedgerError) {
            _ = try WitnessPolicy(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "the specification's example wants two of the X and one of the Y",
        arguments: [
            ("", false), ("X1", false), ("X1 X2", false), ("X1 Y1", false), ("Y1 Y2 Y3", false), ("X1 X2 X3", false),
            ("X1 X2 Y1", true), ("X2 X3 Y3", true), ("X3 X1 Y2 Y1", true), ("X1 X2 X3 Y1 Y2 Y3", true), ("X1 Z1 Y1", false),
        ])
    func example(names: String, isSatisfied: Bool) throws {
        let policy = try WitnessPolicy(parsing: Self.example)
        #expect(policy.isSatisfied(by: Self.keys(names)) == isSatisfied)
    }

    @Test("logs, witnesses, groups and quorum are read as they stand")
    func contents() throws {
        let policy = try WitnessPolicy(parsing: Self.example)
        #expect(policy.logs.map(\.key.name) == ["hub.example/devices"])
        #expect(policy.witnesses.map(\.name.description) == ["X1", "X2", "X3", "Y1", "Y2", "Y3"])
        #expect(policy.groups.map(\.threshold) == [2, 1, 2])
        #expect(policy.groups.last?.members.map(\.description) == ["X-witnesses", "Y-witnesses"])
        #expect(policy.quorum?.description == "X-and-Y")
    }

    @Test("the same witness twice counts once")
    func twice() throws {
        let policy = try WitnessPolicy(parsing: ["a", "b"].map(Self.line).joined() + "group g 2 a b\nquorum g\n")
        #expect(!policy.isSatisfied(by: Self.keys("a a a")))
        #expect(policy.isSatisfied(by: Self.keys("a b")))
    }

    @Test("without a quorum nobody need cosign, and no logs or witnesses need be named")
    func none() throws {
        let policy = try WitnessPolicy(parsing: "quorum none\n")
        #expect(policy.quorum == nil)
        #expect(policy.isSatisfied(by: []))
        #expect(policy.logs.isEmpty)
    }

    @Test("one witness can be the quorum")
    func single() throws {
        let policy = try WitnessPolicy(parsing: Self.line("a") + Self.line("b") + "quorum b")
        #expect(!policy.isSatisfied(by: Self.keys("a")))
        #expect(policy.isSatisfied(by: Self.keys("b")))
    }

    @Test("spaces, tabs, empty lines, comments and URLs are read")
    func layout() throws {
        let key = try #require(Self.witness("a")?.vkey)
        let text = """
            # naleving, ook buiten ASCII: é

            \t log\t\(Self.log("hub.example/devices"))   https://hub.example/log/\u{20}
              witness  a \t\(key) https://witness.example/a
            \t# nog een
            \tquorum a\t
            """
        let policy = try WitnessPolicy(parsing: text)
        #expect(policy.logs.first?.url == "https://hub.example/log/")
        #expect(policy.witnesses.first?.url == "https://witness.example/a")
    }

    @Test("names are bytes: a Kelvin sign is not a K")
    func opaque() throws {
        let text = Self.line("K") + "witness \u{212A} \(try #require(Self.witness("other")).vkey)\nquorum \u{212A}\n"
        let policy = try WitnessPolicy(parsing: text)
        #expect(policy.witnesses.count == 2)
        #expect(!policy.isSatisfied(by: Self.keys("K")))
        #expect(policy.isSatisfied(by: Self.keys("other")))
    }

    @Test("names need not be UTF-8")
    func notUnicode() throws {
        let key = try #require(Self.witness("a")?.vkey)
        let bytes = Array("witness ".utf8) + [0xFF, 0xFE] + Array(" \(key)\nquorum ".utf8) + [0xFF, 0xFE, 0x0A]
        #expect(try WitnessPolicy(parsing: bytes).isSatisfied(by: Self.keys("a")))
        #expect(fault { try WitnessPolicy(parsing: bytes.dropLast(2) + [0xFD, 0x0A]) } == .malformed)
    }

    @Test(
        "what breaks the rules is refused with the number of its line",
        arguments: [
            ("quorum a\n", 1, "not defined"),
            ("# x\nquorum none\nquorum none\n", 3, "second time"),
            (line("a") + "quorum none a\n", 2, "one name"),
            (line("a") + "quorum\n", 2, "one name"),
            (line("a") + line("a"), 2, "defined already"),
            (line("a") + "group a any a\n", 2, "defined already"),
            (line("a") + "witness b \(witness("a")?.vkey ?? "")\n", 2, "earlier witness"),
            ("witness none \(witness("a")?.vkey ?? "")\n", 1, "meaning of its own"),
            (line("a") + "group none any a\n", 2, "meaning of its own"),
            (line("a") + "group g any none\n", 2, "not defined above"),
            (line("a") + "group g any g\n", 2, "not defined above"),
            ("group g any a\n" + line("a"), 1, "not defined above"),
            (line("a") + "group g 2 a\n", 2, "threshold"),
            (line("a") + "group g 0 a\n", 2, "threshold"),
            (line("a") + "group g -1 a\n", 2, "threshold"),
            (line("a") + "group g most a\n", 2, "threshold"),
            (line("a") + "group g 99999999999999999999999 a\n", 2, "threshold"),
            (line("a") + "group g any\n", 2, "members"),
            (line("a") + "group g any a a\n", 2, "in a group already"),
            (line("a") + "group g any a\ngroup h any a\n", 3, "in a group already"),
            ("log \(log("l"))\nlog \(log("l")) https://l.example\n", 2, "earlier log"),
            ("log \(witness("a")?.vkey ?? "")\n", 1, "not a log's"),
            ("witness a \(log("l"))\n", 1, "has type 1"),
            ("witness a\n", 1, "a name, a key"),
            ("witness a b c d\n", 1, "a name, a key"),
            ("log\n", 1, "a key and perhaps a URL"),
            ("log a b c\n", 1, "a key and perhaps a URL"),
            ("witness a nonsense\n", 1, "name+identifier+base64"),
            ("\n\nQuorum none\n", 3, "begins with"),
            ("quorum none\r\n", 1, "control character"),
            ("quorum none\n\u{7F}\n", 2, "control character"),
        ] as [(String, Int, String)])
    func refused(text: String, line: Int, part: String) throws {
        let error = try #require(refusal(text))
        #expect(error.reason.hasPrefix("Line \(line) of the policy: "), "\(error)")
        #expect(error.reason.contains(part), "\(error)")
    }

    @Test("a policy without a quorum is refused", arguments: ["", "# niets\n", line("a")])
    func noQuorum(text: String) throws {
        #expect(try #require(refusal(text)).reason.contains("no quorum"))
    }

    @Test("too much is refused before it is read")
    func bounds() {
        let long = String(repeating: "#", count: WitnessPolicy.largestText)
        let many = (0...WitnessPolicy.mostOfEach).map { Self.line("w\($0)") }.joined()
        #expect(refusal(long)?.code == .malformed)
        #expect(refusal(long + "#")?.code == .tooLarge)
        #expect(refusal(many)?.code == .tooLarge)
        #expect(refusal(many)?.reason.hasPrefix("Line \(WitnessPolicy.mostOfEach + 1) ") == true)
    }

    @Test("damaged policies are read or refused, never more")
    func damage() {
        var random = SeededGenerator(seed: 99)
        let bytes = Array(Self.example.utf8)
        var refused = 0
        for _ in 0..<1_500 where fault({ try WitnessPolicy(parsing: random.damaged(bytes)) }) != nil { refused += 1 }
        for _ in 0..<500 { _ = fault { try WitnessPolicy(parsing: random.bytes(200)) } }
        #expect(refused > 700)
    }
}
