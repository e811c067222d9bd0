// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import Hub

@Suite("What the answer of a witness means")
struct WitnessMeaningTests {
    private let signer: WitnessSigner
    private let note: SignedNote
    private let now: UInt64 = 1_795_230_500

    init() throws {
        let log = try NoteSigner(generating: "hub.example/devices")
        signer = try WitnessSigner(generating: "witness.example/w1")
        note = try Checkpoint(origin: log.name, size: 7, root: MerkleHash.leaf([7])).signed(by: [log])
    }

    private func meaning(_ status: Int, _ body: String, type: String? = nil) -> WitnessMeaning {
        WitnessMeaning(
            .answer(status: status, contentType: type, body: Array(body.utf8)), to: note, from: signer.verifier, at: now)
    }

    private func code(_ meaning: WitnessMeaning) -> String? {
        if case .failed(let failure) = meaning { failure.code } else { nil }
    }

    @Test("a good line is a cosignature, at its time", arguments: [-300, -1, 0, 1, 300])
    func good(offset: Int) throws {
        let time = UInt64(Int(now) + offset)
        let line = try signer.cosign(note.text, at: time)
        #expect(meaning(200, "\(line)\n") == .cosigned(line, at: time))
    }

    @Test("of two good lines the later one counts")
    func two() throws {
        let lines = try [now + 1, now + 5, now].map { try signer.cosign(note.text, at: $0) }
        #expect(meaning(200, lines.map { "\($0)\n" }.joined()) == .cosigned(lines[1], at: now + 5))
    }

    @Test("a cosignature that is too old or from the future does not count")
    func time() throws {
        #expect(code(meaning(200, "\(try signer.cosign(note.text, at: now - 301))\n")) == "stale")
        #expect(code(meaning(200, "\(try signer.cosign(note.text, at: now + 301))\n")) == "future")
        #expect(code(meaning(200, "\(try signer.cosign(note.text, at: UInt64(Int64.max)))\n")) == "future")
    }

    @Test("a line by another key, or over another text, does not count")
    func wrong() throws {
        let twin = try WitnessSigner(generating: signer.name)
        let other = try Checkpoint(origin: "hub.example/devices", size: 8, root: MerkleHash.leaf([7])).text
        let good = try signer.cosign(note.text, at: now)
        #expect(code(meaning(200, "\(try twin.cosign(note.text, at: now))\n")) == "wrong-key")
        #expect(code(meaning(200, "\(try signer.cosign(other, at: now))\n")) == "wrong-signature")
        #expect(code(meaning(200, "\(good)\n\(try signer.cosign(other, at: now))\n")) == "wrong-signature")
    }

    @Test(
        "what is no list of signature lines is garbage",
        arguments: ["", "\n", "hallo\n", "{}\n", "\u{2014} a\n", "\u{2014} a AAAA\n"])
    func garbage(body: String) throws {
        #expect(code(meaning(200, body)) == "garbage")
        let good = try signer.cosign(note.text, at: now)
        #expect(code(meaning(200, "\(good)")) == "garbage")
        #expect(code(meaning(200, "\(good)\nhallo\n")) == "garbage")
        #expect(code(meaning(200, String(repeating: "\(good)\n", count: 65))) == "garbage")
    }

    @Test("bytes that are not UTF-8 are garbage, and random ones do no harm")
    func bytes() {
        var random = SystemRandomNumberGenerator()
        for count in [1, 2, 10, 100, 1_000] {
            let body = (0..<count).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) } + [0x0A]
            for status in [200, 409] {
                let reply = WitnessReply.answer(status: status, contentType: "text/x.tlog.size", body: body)
                #expect(code(WitnessMeaning(reply, to: note, from: signer.verifier, at: now)) != nil)
            }
        }
    }

    @Test("a conflict tells the size")
    func conflict() {
        #expect(meaning(409, "0\n", type: "text/x.tlog.size") == .behind(0))
        #expect(meaning(409, "20852163\n", type: "text/x.tlog.size") == .behind(20_852_163))
    }

    @Test(
        "a conflict without a size in its form is a failure",
        arguments: [
            "", "\n", "5", "05\n", "-5\n", "+5\n", " 5\n", "5 \n", "5\n\n", "5\r\n", "x\n", "99999999999999999999\n",
            "100000000000000000000\n",
        ])
    func noConflict(body: String) {
        #expect(code(meaning(409, body, type: "text/x.tlog.size")) == "409")
    }

    @Test("a conflict in another media type is a failure")
    func conflictType() {
        #expect(code(meaning(409, "5\n", type: "text/plain")) == "409")
        #expect(code(meaning(409, "5\n")) == "409")
    }

    @Test("other statuses are failures with their own code", arguments: [201, 302, 400, 403, 404, 413, 422, 429, 500, 503])
    func others(status: Int) throws {
        let answer = meaning(status, "\(try signer.cosign(note.text, at: now))\n")
        #expect(code(answer) == "\(status)")
        if case .failed(let failure) = answer { #expect(failure.isAlarming == (status == 422)) }
    }

    @Test("no answer keeps its reason")
    func nothing() {
        let failure = WitnessFailure("timeout", "It did not answer in time.")
        #expect(WitnessMeaning(.nothing(failure), to: note, from: signer.verifier, at: now) == .failed(failure))
    }
}
