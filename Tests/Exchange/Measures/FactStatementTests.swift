// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("What an edge signs")
struct FactStatementTests {
    /// The example of the format's own documentation.
    private static let lines = [
        "schakel/fact/v1", "hub.example/devices", "devices/stolen/oin:00000001234567890000", "carried-out", "1042", "20311",
        "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", "2026-11-21T03:08:20.123Z",
    ]

    private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

    @Test("a statement is read line by line and printed as it was")
    func reads() throws {
        let text = Self.text(Self.lines)

        let statement = try FactStatement(text: text, edge: "ams-1")

        #expect(statement.origin == "hub.example/devices")
        #expect(statement.measure.description == "devices/stolen/oin:00000001234567890000")
        #expect(statement.fact == .carriedOut)
        #expect(statement.version == 1042)
        #expect(statement.treeSize == 20_311)
        #expect(statement.root.base64 == Self.lines[6])
        #expect(statement.at == Trial.at("2026-11-21T03:08:20.123Z"))
        #expect(statement.edge == "ams-1")
        #expect(statement.text == text)
    }

    @Test("every fact's statement is read back as it was", arguments: MeasureFact.allCases)
    func roundTrip(fact: MeasureFact) throws {
        let statement = MeasureStory.statement(fact, 9)

        #expect(try FactStatement(text: statement.text, edge: "ams-1") == statement)
    }

    @Test(
        "a malformed line is refused by its number",
        arguments: [
            (0, "schakel/fact/v2", "text"), (3, "denied", "line 4"), (3, "", "line 4"), (4, "0", "line 5"), (4, "-1", "line 5"),
            (4, "1.0", "line 5"), (4, "99999999999999999999", "line 5"), (4, "+12", "line 5"), (4, "012", "line 5"),
            (5, "-1", "line 6"), (5, "", "line 6"), (5, "+261", "line 6"), (5, "00261", "line 6"),
            (5, "18446744073709551616", "line 6"), (6, "n4bQ", "line 7"), (6, "", "line 7"), (7, "yesterday", "line 8"),
            (7, "2026-11-21T03:08:20.123", "line 8"),
        ]
    )
    func malformed(index: Int, line: String, member: String) {
        var lines = Self.lines
        lines[index] = line

        #expect(Self.fault(Self.text(lines)) == member)
    }

    @Test("a statement has eight lines, each ended by a line feed")
    func shape() {
        let lines = Self.lines
        let wrong = [
            "", "\n", "schakel/fact/v1\n", Self.text(lines.dropLast()), Self.text(lines + ["more"]), lines.joined(separator: "\n"),
            Self.text(lines) + "\n", "\n" + Self.text(lines), lines.joined(separator: "\r\n") + "\r\n",
            Self.text(lines) + String(repeating: "\n", count: 100_000),
        ]

        for text in wrong { #expect(Self.fault(text) == "text") }
    }

    @Test("disturbed statements are refused or read, and never crash")
    func disturbed() {
        for text in ClockFixture.disturbed([Self.text(Self.lines)], count: 5_000, seed: 61) {
            guard let statement = try? FactStatement(text: text, edge: "e") else { continue }
            #expect((try? FactStatement(text: statement.text, edge: "e")) == statement)
        }
    }

    /// The line that a malformed statement's fault names.
    private static func fault(_ text: String) -> String? {
        do throws(MalformedRecord) {
            _ = try FactStatement(text: text, edge: "e")
            return nil
        } catch {
            return error.member
        }
    }
}
