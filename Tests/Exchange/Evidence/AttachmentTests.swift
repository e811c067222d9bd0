// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Files with a report")
struct AttachmentTests {
    private static let digest = MerkleHash.leaf([1])

    private static func add(
        _ kind: FileKind? = .pdf, name: String = "bon.pdf", size: Int = 10, digest: Digest = digest, report: Int = 1
    ) -> CaseCommand {
        .attach(kind, name: name, size: size, digest: digest, report: report)
    }

    private static func story(_ rule: AttachmentRule? = AttachmentRule()) throws -> CaseStory {
        var story = CaseStory(Trial.policy(attachments: rule))
        try story.act(CaseStory.claim("a"), by: People.citizen, at: CaseStory.start)
        return story
    }

    @Test(
        "what a file is, is told from its first bytes",
        arguments: [
            (Array("%PDF-1.7\n".utf8), .pdf), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], .png), (Array("<svg>".utf8), nil), (Array("%PDF".utf8), nil),
            ([0x89, 0x50, 0x4E, 0x47], nil), ([], nil), (Array("GIF89a".utf8), nil), (Array(" %PDF-".utf8), nil),
        ] as [([UInt8], FileKind?)]
    )
    func kinds(bytes: [UInt8], kind: FileKind?) {
        #expect(FileKind(of: bytes) == kind)
    }

    @Test("a file stands with its report, and the event says what it is and reads back as it was")
    func added() throws {
        var story = try Self.story()

        let events = try story.act(Self.add(), by: People.citizen, at: CaseStory.start + .minutes(1))

        let attachment = try #require(story.open.attachments.first)
        #expect(attachment.number == 1 && attachment.report == 1 && attachment.kind == .pdf && attachment.digest == Self.digest)
        #expect(events.map(\.kind) == ["attachment"])
        #expect(try CaseEvent(json: JSON(parsing: events[0].json.canonical())) == events[0])
    }

    @Test("all that is wrong with a file is named at once")
    func faults() throws {
        let story = try Self.story()
        func fields(_ command: CaseCommand) -> [String]? {
            story.refusal(of: command, by: People.citizen, at: CaseStory.start)?.faults.map(\.field)
        }

        #expect(fields(Self.add(name: "a/b", size: (1 << 20) + 1)) == ["naam", "inhoud"])
        #expect(fields(Self.add(nil, name: "", size: 0)) == ["naam", "inhoud", "inhoud"])
        #expect(fields(Self.add(size: 1 << 20)) == nil)
        #expect(fields(Self.add(report: 2)) == ["melding"])
    }

    @Test("a report takes three files, each once; another report has its own")
    func bounded() throws {
        var story = try Self.story()
        for number in 1...3 {
            try story.act(Self.add(digest: MerkleHash.leaf([UInt8(number)])), by: People.citizen, at: CaseStory.start)
        }

        #expect(story.code(of: Self.add(), by: People.citizen, at: CaseStory.start) == .notNow)
        #expect(story.code(of: Self.add(digest: MerkleHash.leaf([9])), by: People.citizen, at: CaseStory.start) == .tooMany)
        try story.act(CaseStory.sequel, by: People.citizen, at: CaseStory.start)
        try story.act(Self.add(report: 2), by: People.citizen, at: CaseStory.start)
        #expect(story.open.attachments.map(\.number) == [1, 2, 3, 4])
    }

    @Test("a register without a rule takes no file, nor does a closed case")
    func refused() throws {
        #expect(try Self.story(nil).code(of: Self.add(), by: People.citizen, at: CaseStory.start) == .unknown)
        var closed = try Self.story()
        try closed.act(CaseStory.dismiss, by: People.first, at: CaseStory.start)
        #expect(closed.code(of: Self.add(), by: People.citizen, at: CaseStory.start) == .notNow)
    }
}
