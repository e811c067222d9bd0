// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("What a hub signs of the present")
struct FreshnessStatementTests {
    /// The example of the format's own documentation.
    private static let lines = [
        "schakel/now/v1", "hub.example/devices", "20311", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
        "2026-11-21T03:08:20.123Z",
    ]

    private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

    private static func fault(_ text: String) -> String? {
        do {
            _ = try FreshnessStatement(text: text)
            return nil
        } catch {
            return error.member
        }
    }

    @Test("a statement is read line by line and printed as it was")
    func reads() throws {
        let statement = try FreshnessStatement(text: Self.text(Self.lines))

        #expect(statement.origin == "hub.example/devices" && statement.size == 20_311)
        #expect(statement.root.base64 == Self.lines[3] && statement.at == Instant(rfc3339: "2026-11-21T03:08:20.123Z"))
        #expect(statement.text == Self.text(Self.lines))
    }

    @Test(
        "a malformed line is refused by its number",
        arguments: [
            (0, "schakel/now/v2", "text"), (0, "", "text"), (1, "", "line 2"), (2, "-1", "line 3"), (2, "+1", "line 3"),
            (2, "01", "line 3"), (2, "", "line 3"), (2, "18446744073709551616", "line 3"), (3, "n4bQ", "line 4"), (3, "", "line 4"),
            (4, "yesterday", "line 5"), (4, "2026-11-21T03:08:20.123", "line 5"), (4, "", "line 5"),
        ]
    )
    func malformed(index: Int, line: String, member: String) {
        var lines = Self.lines
        lines[index] = line

        #expect(Self.fault(Self.text(lines)) == member)
    }

    @Test("a statement has five lines, each ended by a line feed")
    func shape() {
        let lines = Self.lines
        let wrong = [
            "", "\n", lines.joined(separator: "\n"), Self.text(lines) + "\n", Self.text(Array(lines.dropLast())),
            Self.text(lines + ["more"]), "\n" + Self.text(lines), lines.joined(separator: "\r\n") + "\r\n",
        ]

        for text in wrong { #expect(Self.fault(text) != nil, "\(text.debugDescription)") }
    }

    @Test("a checkpoint is no statement, and a statement no checkpoint of any hub")
    func notACheckpoint() throws {
        let signer = try NoteSigner(generating: "hub.example/devices")
        let note = try SignedNote(signing: Self.text(Self.lines), with: [signer])

        #expect(throws: LedgerError.self) { try Checkpoint(opening: note, by: [signer.verifier]) }
        #expect(Self.fault(Checkpoint(origin: "schakel/now/v1", size: 0, root: MerkleHash.empty).text) != nil)
    }

    @Test("damage at random is refused or read as what it says", arguments: 0..<8)
    func damaged(seed: UInt64) {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        for _ in 0..<500 {
            var bytes = Array(Self.text(Self.lines).utf8)
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(random >> 33) % bytes.count] = UInt8(truncatingIfNeeded: random >> 24)
            let text = String(decoding: bytes, as: UTF8.self)
            if let statement = try? FreshnessStatement(text: text) {
                #expect((try? FreshnessStatement(text: statement.text)) == statement)
            }
        }
    }
}
