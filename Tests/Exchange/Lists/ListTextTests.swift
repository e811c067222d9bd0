// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("A list as text")
struct ListTextTests {
    /// The worked example of docs/list-format.md.
    private static let example = """
        schakel/list/v2
        hub.example/devices
        stolen
        5
        2
        35693803564380 prohibited 2026-11-21
        99000012345678 tracking -

        """
    private static let header = ListText.Header(origin: "hub.example/devices", list: "stolen", version: 5, count: 2)
    private static let lines = [
        ListText.Line(subject: "35693803564380", status: "prohibited", since: CivilDate(year: 2026, month: 11, day: 21)),
        ListText.Line(subject: "99000012345678", status: "tracking"),
    ]

    private func read(_ text: String) throws -> (ListText.Header, [ListText.Line]) {
        var reader = ListTextReader()
        let lines = try reader.read(Array(text.utf8))
        return (try reader.finish(), lines)
    }

    @Test("the example is read as what it says, and written as it was")
    func roundTrip() throws {
        let (header, lines) = try read(Self.example)
        var writer = try ListTextWriter(Self.header)
        for line in Self.lines { try writer.add(line) }

        #expect(header == Self.header && lines == Self.lines)
        #expect(try String(decoding: writer.finish(), as: UTF8.self) == Self.example)
    }

    @Test("it does not matter in what pieces it comes", arguments: 1...40)
    func pieces(size: Int) throws {
        var reader = ListTextReader()
        var lines: [ListText.Line] = []
        var rest = Array(Self.example.utf8)[...]

        while !rest.isEmpty {
            lines += try reader.read(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }

        #expect(try reader.finish() == Self.header && lines == Self.lines && reader.count == 2)
    }

    @Test("what was taken is not handed over again")
    func taking() throws {
        var writer = try ListTextWriter(Self.header)
        var text = writer.take()
        for line in Self.lines {
            try writer.add(line)
            #expect(writer.waiting > 0)
            text += writer.take()
        }

        #expect(writer.waiting == 0)
        #expect(try String(decoding: text + writer.finish(), as: UTF8.self) == Self.example)
    }

    @Test("an empty list has a text too")
    func empty() throws {
        let (header, lines) = try read("schakel/list/v2\nhub.example/devices\nstolen\n5\n0\n")

        #expect(header.count == 0 && lines.isEmpty)
    }

    @Test(
        "a text that is not in its one form is refused",
        arguments: [
            ("schakel/list/v2", "schakel/list/v3"), ("schakel/list/v2", "schakel/list/v1"), ("schakel/list/v2\n", ""),
            ("stolen\n", "stolen\n\n"), ("\n5\n", "\n05\n"),
            ("\n5\n", "\n+5\n"), ("\n5\n", "\n-5\n"), ("\n5\n", "\n\n"), ("\n2\n", "\n1\n"), ("\n2\n", "\n3\n"),
            ("\n2\n", "\n02\n"),
            ("\n2\n", "\n18446744073709551616\n"), ("tracking -\n", "tracking -"), ("tracking -\n", "tracking -\n\n"),
            ("tracking -\n", "tracking -\r\n"), ("tracking -", "tracking"), ("tracking -", "tracking "),
            ("tracking -", "tracking --"),
            ("tracking -", "tracking - "), ("tracking -", "tracking 2026-11-31"), ("tracking -", "tracking 20261121"),
            ("tracking -", "tracking  -"), ("2026-11-21", "2026-11-21 2026-11-21"), ("2026-11-21", "2026-11-2"),
            (" tracking", "  tracking"), (" tracking", "\ttracking"), (" tracking", " "),
            (" tracking", ""), (" tracking", " track ing"), ("99000012345678 ", " "), ("99000012345678", "35693803564380"),
            ("99000012345678", "35693803564379"), ("99000012345678", "9900001\u{7F}345678"), ("hub.example/devices", "hub example"),
            ("hub.example/devices", ""), ("stolen", "sto\u{0}len"),
        ])
    func refused(text: String, other: String) {
        let damaged = Self.example.replacing(text, with: other)

        #expect(damaged != Self.example)
        #expect(throws: MalformedRecord.self) { try read(damaged) }
    }

    @Test("a text of before days were written is read, with no days, and its lines have none")
    func withoutDays() throws {
        let text = "schakel/list/v1\nhub.example/devices\nstolen\n5\n1\n99000012345678 tracking"

        #expect(try read(text + "\n").1 == [ListText.Line(subject: "99000012345678", status: "tracking")])
        #expect(throws: MalformedRecord.self) { try read(text + " -\n") }
        #expect(throws: MalformedRecord.self) { try read(text + " 2026-11-21\n") }
    }

    @Test("bytes that are no UTF-8 are refused")
    func encoding() {
        var reader = ListTextReader()
        let head = Array("schakel/list/v2\nhub.example/devices\nstolen\n5\n1\n".utf8)

        #expect(throws: MalformedRecord.self) { try reader.read(head + [0xC3, 0x28, 0x20, 0x61, 0x20, 0x2D, 0x0A]) }
    }

    @Test("a line that never ends is refused before it fills the memory")
    func endless() {
        var reader = ListTextReader()

        #expect(throws: MalformedRecord.self) {
            for _ in 0..<100 { _ = try reader.read([UInt8](repeating: 0x61, count: 100)) }
        }
    }

    @Test("a subject may be as long as the format says, and no longer")
    func longest() throws {
        let head = "schakel/list/v2\nhub.example/content\nblocked\n1\n1\n"
        let subject = String(repeating: "a", count: ListText.longestSubject)
        let status = String(repeating: "b", count: ListText.longestStatus)

        #expect(try read("\(head)\(subject) \(status) -\n").1.first?.subject == subject)
        #expect(throws: MalformedRecord.self) { try read("\(head)\(subject)a \(status) -\n") }
        #expect(throws: MalformedRecord.self) { try read("\(head)\(subject) \(status)b -\n") }
    }

    @Test("the order is that of the bytes, not of an alphabet")
    func order() throws {
        let subjects = ["B", "Z", "a", "é", "日", "😀"]
        var writer = try ListTextWriter(.init(origin: "o", list: "l", version: 1, count: UInt64(subjects.count)))

        for subject in subjects { try writer.add(.init(subject: subject, status: "x")) }

        #expect(try read(String(decoding: writer.finish(), as: UTF8.self)).1.map(\.subject) == subjects)
    }

    @Test("a writer refuses what a reader would refuse")
    func writing() throws {
        let wrong = [
            ("", "x"), ("a b", "x"), ("a\nb", "x"), ("a", ""), ("a", "x y"), (String(repeating: "a", count: 3_000), "x"),
        ]
        for (subject, status) in wrong {
            var writer = try ListTextWriter(Self.header)
            #expect(throws: MalformedRecord.self, "\(subject) \(status)") {
                try writer.add(.init(subject: subject, status: ListStatus(rawValue: status)))
            }
        }
        var writer = try ListTextWriter(Self.header)
        try writer.add(Self.lines[1])
        #expect(throws: MalformedRecord.self) { try writer.add(Self.lines[0]) }
        #expect(throws: MalformedRecord.self) { try writer.add(Self.lines[1]) }
        #expect(throws: MalformedRecord.self) { try writer.finish() }
        try writer.add(.init(subject: "99999999999999", status: "tracking"))
        #expect(throws: MalformedRecord.self) { try writer.add(.init(subject: "a", status: "tracking")) }
        #expect(throws: MalformedRecord.self) { try ListTextWriter(.init(origin: "a\nb", list: "l", version: 1, count: 0)) }
        #expect(throws: MalformedRecord.self) { try ListTextWriter(.init(origin: "a", list: "", version: 1, count: 0)) }
    }

    @Test("damage at random is refused, or gives a text of its own that is read back as it is", arguments: 0..<8)
    func damaged(seed: UInt64) throws {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        for _ in 0..<400 {
            var bytes = Array(Self.example.utf8)
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(random >> 33) % bytes.count] = UInt8(truncatingIfNeeded: random >> 24)
            var reader = ListTextReader()
            guard let lines = try? reader.read(bytes), let header = try? reader.finish() else { continue }
            var writer = try ListTextWriter(header)
            for line in lines { try writer.add(line) }
            #expect(try writer.finish() == bytes)
        }
    }
}
