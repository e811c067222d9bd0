// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

@Suite("What an edge is asked and what it signs")
struct SampleStatementTests {
    private static let id = SampleID(at: Instant(milliseconds: 1_795_230_500_000), random: 7)
    private static let question = SampleQuestion(
        id: id, origin: "hub.example/devices", list: "stolen", subjects: ["35000000000001", "35000000000002"])
    /// The example of the format's own documentation, with a number that is one.
    private static let lines = [
        "schakel/sample/v1", "hub.example/devices", "devices/stolen/oin:00000001234567890000", id.description,
        String(repeating: "5d41402abc4b2a76", count: 4), "1042", "2026-11-21T03:08:20.123Z", "prohibited permitted unknown",
    ]

    private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

    private static func fault(_ text: String) -> String? {
        do {
            _ = try SampleStatement(text: text)
            return nil
        } catch {
            return error.member
        }
    }

    @Test("a statement is read line by line and printed as it was")
    func reads() throws {
        let statement = try SampleStatement(text: Self.text(Self.lines))

        #expect(statement.origin == "hub.example/devices" && statement.sample == Self.id && statement.version == 1_042)
        #expect(statement.verdicts == [.prohibited, .permitted, .unknown])
        #expect(statement.commitment.hex == Self.lines[4])
        #expect(statement.text == Self.text(Self.lines))
    }

    @Test(
        "a malformed line is refused by its number",
        arguments: [
            (0, "schakel/fact/v1", "text"), (3, "DV-7K3M-Q9TX-2HRA", "line 4"), (3, "", "line 4"), (4, "5d41", "line 5"),
            (4, String(repeating: "5D41402ABC4B2A76", count: 4), "line 5"), (5, "-1", "line 6"), (5, "01", "line 6"),
            (5, "", "line 6"),
            (6, "yesterday", "line 7"), (7, "", "line 8"), (7, "prohibited  permitted", "line 8"), (7, "blocked", "line 8"),
            (7, Array(repeating: "permitted", count: 51).joined(separator: " "), "line 8"),
        ])
    func malformed(index: Int, line: String, member: String) {
        var lines = Self.lines
        lines[index] = line

        #expect(Self.fault(Self.text(lines)) == member)
    }

    @Test("a statement has eight lines, each ended by a line feed")
    func shape() {
        #expect(Self.fault(Self.text(Self.lines.dropLast())) == "text")
        #expect(Self.fault(Self.text(Self.lines + ["more"])) == "text")
        #expect(Self.fault(Self.lines.joined(separator: "\n")) == "text")
        #expect(Self.fault("") == "text")
    }

    @Test("whatever bytes come as a statement, reading ends in a statement or a fault")
    func robust() throws {
        var random = SeededGenerator(seed: 53)
        let whole = Array(Self.text(Self.lines).utf8)
        var read = 0
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0x0A...0x7E, using: &random)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let statement = try? SampleStatement(text: text) else { continue }
            read += 1
            #expect(try SampleStatement(text: statement.text) == statement)
        }
        #expect(read > 0, "some changes leave a statement")
    }

    @Test("a question is read back as it was, and its commitment opens with its salt only")
    func question() throws {
        let question = Self.question

        let read = try SampleQuestion(json: JSON(parsing: question.json.canonical()))

        #expect(read == question && read.commitment == question.commitment)
        #expect(question.commitment.opens(salt: question.salt, payload: question.payload))
        #expect(!question.commitment.opens(salt: Salt(), payload: question.payload))
        let again = SampleQuestion(id: question.id, origin: question.origin, list: question.list, subjects: question.subjects)
        #expect(again.commitment != question.commitment, "each question has a salt of its own")
    }

    @Test(
        "a question without subjects, with too many, or with what is none, is refused without naming any",
        arguments: [
            [JSON](), Array(repeating: "35000000000001", count: 51), [""], ["35 00"], ["350\n"],
            [.string(String(repeating: "1", count: 65))],
            [.integer(1)],
        ] as [[JSON]])
    func malformedQuestion(subjects: [JSON]) throws {
        var members = try #require(Self.question.json.object)
        members["subjects"] = .array(subjects)

        let fault = #expect(throws: MalformedRecord.self) { try SampleQuestion(json: .object(members)) }

        #expect(fault?.member == "subjects" && fault?.description.contains("35") == false)
    }

    @Test("a sample's number is read in any spelling, and a case's is none")
    func number() throws {
        #expect(try SampleID(Self.id.description.lowercased().filter { $0 != "-" }) == Self.id)
        #expect(Self.id.description.hasPrefix("SP-"))
        for text in ["DV-7K3M-Q9TX-2HRA", "SP-7K3M", "", "SP-7K3M-Q9TX-2HRU"] {
            #expect(throws: Refusal.self) { try SampleID(text) }
        }
    }
}
