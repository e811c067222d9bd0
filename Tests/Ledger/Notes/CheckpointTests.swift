// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Checkpoints")
struct CheckpointTests {
    private static let example = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    private static let origin = "hub.example/devices"

    private let log: NoteSigner
    private let checkpoint = Checkpoint(origin: origin, size: 7, root: leafHash(0))

    init() throws {
        log = try NoteSigner(generating: Self.origin)
    }

    @Test("the checkpoint of the specification is read and written back as it was")
    func specification() throws {
        let checkpoint = try Checkpoint(parsing: Self.example)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.root.base64 == "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
        #expect(checkpoint.extensions.isEmpty)
        #expect(checkpoint.text == Self.example)
        #expect(checkpoint.description == Self.example)
    }

    @Test("extension lines are kept in order")
    func extensions() throws {
        let checkpoint = try Checkpoint(parsing: Self.example + "eerste\ntweede regel\n")
        #expect(checkpoint.extensions == ["eerste", "tweede regel"])
        #expect(checkpoint.text == Self.example + "eerste\ntweede regel\n")
    }

    @Test(
        "texts that are no checkpoint are refused",
        arguments: [
            "",
            "\n",
            "a\n1\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
            "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
            "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nb\n",
            "a\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
            "\r\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        ])
    func malformed(text: String) {
        #expect(fault { try Checkpoint(parsing: text) } == .malformed)
    }

    @Test("the empty log has the hash of nothing for its root")
    func emptyLog() throws {
        let checkpoint = Checkpoint(origin: Self.origin, size: 0, root: MerkleHash.empty)
        #expect(checkpoint.text == "hub.example/devices\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test("the largest size is read")
    func largestSize() throws {
        let text = "a\n18446744073709551615\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        #expect(try Checkpoint(parsing: text).size == .max)
    }

    @Test("a text of more than 16 KiB is refused")
    func size() {
        #expect(fault { try Checkpoint(parsing: Self.example + String(repeating: "x", count: 16_384) + "\n") } == .malformed)
    }

    @Test("a signed checkpoint is opened by the key of its log")
    func opening() throws {
        let note = try checkpoint.signed(by: [log])
        let received = try SignedNote(parsing: note.bytes)
        #expect(try Checkpoint(opening: received, by: [log.verifier]) == checkpoint)
    }

    @Test("a key that is trusted for another log, or a witness alone, does not speak for this one")
    func wrongOrigin() throws {
        let other = try NoteSigner(generating: "hub.example/numbers")
        let note = try SignedNote(signing: checkpoint.text, with: [other])
        #expect(fault { try Checkpoint(opening: note, by: [log.verifier, other.verifier]) } == .wrongOrigin)
        #expect(fault { try Checkpoint(opening: note, by: [log.verifier]) } == .unknownSigner)
        #expect(fault { try checkpoint.signed(by: [other]) } == .wrongOrigin)
        #expect(fault { try checkpoint.signed(by: []) } == .wrongOrigin)
    }

    @Test("log and witness sign together")
    func witness() throws {
        let witness = try NoteSigner(generating: "toezicht.example")
        let note = try checkpoint.signed(by: [log, witness])
        #expect(try Checkpoint(opening: note, by: [log.verifier, witness.verifier]) == checkpoint)
        #expect(try note.verified(by: [witness.verifier]).map(\.name) == ["toezicht.example"])
    }

    @Test("a signed text that is no checkpoint is refused")
    func noCheckpoint() throws {
        let note = try SignedNote(signing: "geen checkpoint\n", with: [log])
        #expect(fault { try Checkpoint(opening: note, by: [log.verifier]) } == .malformed)
    }

    @Test("an origin or extension that is not one line cannot be signed")
    func unsignable() throws {
        let root = leafHash(0)
        let origin = Self.origin
        let impossible = [
            Checkpoint(origin: "", size: 1, root: root),
            Checkpoint(origin: "a\nb", size: 1, root: root),
            Checkpoint(origin: origin, size: 0, root: root),
            Checkpoint(origin: origin, size: 1, root: root, extensions: [""]),
            Checkpoint(origin: origin, size: 1, root: root, extensions: ["a\nb"]),
            Checkpoint(origin: origin, size: 1, root: root, extensions: ["a\tb"]),
        ]
        for checkpoint in impossible { #expect(fault { try checkpoint.signed(by: [log]) } == .malformed) }
    }

    @Test("damaged checkpoints are read or refused, and what is read is written as it was")
    func damage() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<5_000 {
            let text = String(decoding: random.damaged(Array(Self.example.utf8)), as: UTF8.self)
            guard fault({ try Checkpoint(parsing: text) }) == nil else { continue }
            #expect(try Checkpoint(parsing: text).text == text)
        }
    }
}
