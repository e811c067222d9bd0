// SPDX-License-Identifier: EUPL-1.2

import Edge
import Foundation
import Ledger
import Testing

@Suite("The key of an edge")
struct EdgeKeyTests {
    private static let name = "oin:00000000000000000000/rand-1"
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func key(named name: String = name) throws -> NoteSigner {
        try EdgeKey.key(at: folder.file("edge.key"), named: name)
    }

    private func code(_ act: () throws -> NoteSigner) -> LedgerError.Code? {
        do {
            _ = try act()
        } catch {
            return (error as? LedgerError)?.code
        }
        return nil
    }

    @Test("at the first start a key is made, readable by its owner only, with the edge's name")
    func made() throws {
        let key = try key()

        #expect(key.name == Self.name)
        #expect(try folder.mode("edge.key") == 0o600)
        #expect(try folder.text("edge.key") == key.privateText + "\n")
        #expect(folder.contents == ["edge.key"])
    }

    @Test("at the next start it is the same key, and the file is left as it was")
    func reused() throws {
        let first = try key()
        let text = try folder.text("edge.key")

        let second = try key()

        #expect(second.vkey == first.vkey && second.privateText == first.privateText)
        #expect(try folder.text("edge.key") == text)
    }

    @Test("two edges have two keys")
    func distinct() throws {
        let other = try ScratchFolder()

        #expect(try key().vkey != EdgeKey.key(at: other.file("edge.key"), named: Self.name).vkey)
    }

    @Test("a key that was copied without line end, or with another, is read", arguments: ["", "\n", "\r\n"])
    func lineEnds(end: String) throws {
        let signer = try NoteSigner(generating: Self.name)
        try (signer.privateText + end).write(toFile: folder.file("edge.key"), atomically: true, encoding: .utf8)

        #expect(try key().vkey == signer.vkey)
    }

    @Test("the key of another edge is refused and stays where it is")
    func otherName() throws {
        let first = try key()

        let error = #expect(throws: LedgerError.self) { try key(named: "oin:00000000000000000000/rand-2") }

        #expect(error?.code == .unusableKey)
        #expect(error?.reason.contains("rand-1") == true && error?.reason.contains("rand-2") == true)
        #expect(error?.reason.contains("PRIVATE") == false)
        #expect(try key().vkey == first.vkey)
    }

    @Test(
        "a file that holds no key is refused, not replaced",
        arguments: ["", "\n", "geheim", "PRIVATE+KEY+a+00000000+AAAA", "\u{0}\u{0}"])
    func damaged(text: String) throws {
        try text.write(toFile: folder.file("edge.key"), atomically: true, encoding: .utf8)

        #expect(code { try key() } != nil)

        #expect(try folder.text("edge.key") == text)
    }

    @Test("a name that notes cannot hold makes no key", arguments: ["", "rand 1", "a+b", "a\nb"])
    func badName(name: String) {
        #expect(code { try key(named: name) } == .malformed)
        #expect(folder.contents.isEmpty)
    }

    @Test("what the key signs, the key registered with the hub verifies")
    func signs() throws {
        let registered = try NoteVerifier(vkey: key().vkey)

        let note = try SignedNote(signing: "schakel/fact/v1\n", with: [key()])

        #expect(try note.verified(by: [registered]) == [registered])
    }
}
