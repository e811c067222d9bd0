// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Ledger

@Suite("Receipts, read from strangers")
struct ReceiptParsingTests {
    private static let origin = "hub.example/devices"

    private let log: NoteSigner
    private let receipt: Receipt

    init() throws {
        log = try NoteSigner(generating: Self.origin)
        receipt = try Self.receipt(payload: ["a": 1], log: log)
    }

    /// The receipt of the first of two leaves.
    private static func receipt(payload: JSON, log: NoteSigner) throws -> Receipt {
        let (leaf, salt) = try Leaf.sample(payload: payload)
        let checkpoint = Checkpoint(origin: origin, size: 2, root: MerkleHash.node(leaf.hash, leafHash(1)))
        return Receipt(
            leaf: leaf, opening: .init(payload: payload, salt: salt), index: 0, path: [leafHash(1)],
            checkpoint: try checkpoint.signed(by: [log]))
    }

    /// The text of the receipt with a line replaced; nil removes it.
    private func text(line: Int, _ replacement: String?) -> String {
        var lines = receipt.description.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        if let replacement { lines[line] = replacement } else { lines.remove(at: line) }
        return lines.joined(separator: "\n")
    }

    private func text(extra: JSON) -> String {
        text(line: 1, "extra " + Base64.encode(extra.canonical()))
    }

    @Test("a changed first line is refused", arguments: ["", "c2sp.org/tlog-proof@v2", "c2sp.org/tlog-proof@v1 ", nil])
    func heading(line: String?) {
        #expect(fault { try Receipt(parsing: text(line: 0, line)) } == .malformed)
    }

    @Test(
        "a changed index line is refused",
        arguments: ["", "index", "index ", "index  0", "index 00", "index -1", "index 0 ", "Index 0", nil])
    func index(line: String?) {
        #expect(fault { try Receipt(parsing: text(line: 2, line)) } == .malformed)
    }

    @Test("a path line that is no hash is refused", arguments: ["x", "AAAA", " ", "index 0"])
    func path(line: String) {
        #expect(fault { try Receipt(parsing: text(line: 3, line)) } == .malformed)
    }

    @Test("a path of 64 hashes is read, a longer one refused")
    func longPath() {
        let line = leafHash(1).base64
        #expect(fault { try Receipt(parsing: text(line: 3, Array(repeating: line, count: 64).joined(separator: "\n"))) } == nil)
        #expect(
            fault { try Receipt(parsing: text(line: 3, Array(repeating: line, count: 65).joined(separator: "\n"))) } == .malformed)
    }

    @Test("an extra line that is not Base 64 of canonical JSON is refused")
    func extraForm() throws {
        let json = try #require(
            Base64.decode(text(line: 1, nil).isEmpty ? "" : receipt.description.split(separator: "\n")[1].dropFirst(6)))
        let spaced = Array(String(decoding: json, as: UTF8.self).replacing(":{", with: ": {").utf8)
        #expect(spaced != json)
        #expect(fault { try Receipt(parsing: text(line: 1, "extra " + Base64.encode(json))) } == nil)
        #expect(fault { try Receipt(parsing: text(line: 1, "extra " + Base64.encode(spaced))) } == .malformed)
        for line in ["extra", "extra ", "extra x", "extra AAAA", "Extra " + Base64.encode(json), "extra  " + Base64.encode(json)] {
            #expect(fault { try Receipt(parsing: text(line: 1, line)) } == .malformed)
        }
        #expect(fault { try Receipt(parsing: text(line: 1, nil)) } == .malformed)
    }

    @Test("an extra line is a leaf alone, or exactly leaf, payload and salt; anything else is refused")
    func extraContent() throws {
        let leaf = JSON.string(Base64.encode(receipt.leaf.encode()))
        let salt = JSON.string(try #require(receipt.opening).salt.base64)
        #expect(fault { try Receipt(parsing: text(extra: ["leaf": leaf, "payload": 1, "salt": salt])) } == nil)
        #expect(fault { try Receipt(parsing: text(extra: ["leaf": leaf])) } == nil)
        let wrong: [JSON] = [
            [],
            .null,
            [:],
            ["leaf": leaf, "payload": 1],
            ["leaf": leaf, "salt": salt],
            ["payload": 1, "salt": salt],
            ["leaf": leaf, "payload": 1, "salt": salt, "more": 1],
            ["leaf": 1, "payload": 1, "salt": salt],
            ["leaf": "?", "payload": 1, "salt": salt],
            ["leaf": "AAAA", "payload": 1, "salt": salt],
            ["leaf": leaf, "payload": 1, "salt": "AAAA"],
            ["leaf": leaf, "payload": 1, "salt": 1],
        ]
        for extra in wrong { #expect(fault { try Receipt(parsing: text(extra: extra)) } == .malformed) }
    }

    @Test("a payload as deep and as large as JSON may be still fits a receipt")
    func largePayload() throws {
        // setup
        var deep: JSON = 1
        for _ in 0..<32 { deep = [deep] }
        let large = JSON.string(String(repeating: "x", count: (1 << 20) - 2))

        for payload in [deep, large] {
            // act
            let receipt = try Self.receipt(payload: payload, log: log)
            let read = try Receipt(parsing: receipt.description)

            // check
            #expect(try read.verify(by: [log.verifier]).payload == payload)
        }
    }

    @Test("a text of more than 3 MiB is refused at once")
    func size() {
        #expect(fault { try Receipt(parsing: String(repeating: "x", count: 3 << 20 + 1)) } == .tooLarge)
        #expect(fault { try Receipt(parsing: String(repeating: "\n", count: 3 << 20)) } == .malformed)
    }

    @Test("every beginning of a receipt is refused")
    func beginnings() {
        let text = receipt.description
        for end in stride(from: 0, to: text.count, by: 3) {
            #expect(fault { try Receipt(parsing: text.prefix(end)) } == .malformed)
        }
    }

    @Test("a damaged receipt is refused, or proves what the whole one proved")
    func damage() throws {
        var random = SeededGenerator(seed: 2026)
        let bytes = Array(receipt.description.utf8)
        let whole = try receipt.verify(by: [log.verifier])
        for _ in 0..<3_000 {
            let text = String(decoding: random.damaged(bytes), as: UTF8.self)
            do {
                let verified = try Receipt(parsing: text).verify(by: [log.verifier])
                #expect(verified == whole)
            } catch {
                #expect(error.code != .outOfRange)
            }
        }
    }
}
