// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Ledger

@Suite("Receipts")
struct ReceiptTests {
    private static let origin = "hub.example/devices"

    private let log: NoteSigner
    private let receipt: Receipt
    private let payload: JSON = ["imei": "490154203237518", "rede": "gestolen", "lijst": [1, 2.5, .null]]

    /// A log of 20 leaves, of which the sixth is the one of the receipt.
    init() throws {
        log = try NoteSigner(generating: Self.origin)
        let (leaf, salt) = try Leaf.sample(payload: payload)
        var tree = MerkleTree()
        for index in 0..<20 { tree.append(index == 5 ? leaf.hash : leafHash(index)) }
        let checkpoint = Checkpoint(origin: Self.origin, size: tree.size, root: tree.root)
        receipt = Receipt(
            leaf: leaf, opening: .init(payload: payload, salt: salt), index: 5,
            path: try tree.inclusionPath(of: 5, reading: TileShelf()),
            checkpoint: try checkpoint.signed(by: [log]))
    }

    private func changed(
        leaf: Leaf? = nil, payload: JSON? = nil, salt: Salt? = nil, index: UInt64? = nil, path: [Digest]? = nil,
        checkpoint: SignedNote? = nil
    ) -> Receipt {
        Receipt(
            leaf: leaf ?? receipt.leaf,
            opening: receipt.opening.map { .init(payload: payload ?? $0.payload, salt: salt ?? $0.salt) },
            index: index ?? receipt.index,
            path: path ?? receipt.path, checkpoint: checkpoint ?? receipt.checkpoint)
    }

    @Test("a receipt proves what was recorded, where and in which log")
    func verification() throws {
        let verified = try receipt.verify(by: [log.verifier])
        #expect(verified.origin == Self.origin)
        #expect(verified.size == 20)
        #expect(verified.index == 5)
        #expect(verified.leaf == receipt.leaf)
        #expect(verified.payload == payload)
        #expect(verified.signers == [Self.origin])
    }

    @Test("a receipt survives its text")
    func roundTrip() throws {
        let read = try Receipt(parsing: receipt.description)
        #expect(read == receipt)
        #expect(read.description == receipt.description)
        #expect(try read.verify(by: [log.verifier]).payload == payload)
    }

    @Test("the text has the lines of c2sp.org/tlog-proof")
    func format() throws {
        let lines = receipt.description.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "c2sp.org/tlog-proof@v1")
        #expect(lines[1].hasPrefix("extra "))
        #expect(lines[2] == "index 5")
        #expect(lines[3...7].map { String($0) } == receipt.path.map(\.base64))
        #expect(lines[8] == "")
        #expect(lines[9...].joined(separator: "\n") == receipt.checkpoint.description)
        let extra = try #require(Base64.decode(lines[1].dropFirst(6)))
        let json = try JSON(parsing: extra)
        #expect(json.object?.keys == ["leaf", "payload", "salt"])
        #expect(json["leaf"]?.string == Base64.encode(receipt.leaf.encode()))
        #expect(json["payload"] == payload)
        #expect(json["salt"]?.string == receipt.opening?.salt.base64)
    }

    @Test("a receipt without its payload still proves the leaf, and says nothing of what was recorded")
    func withoutPayload() throws {
        let bare = Receipt(
            leaf: receipt.leaf, opening: nil, index: receipt.index, path: receipt.path, checkpoint: receipt.checkpoint)
        let read = try Receipt(parsing: bare.description)
        let verified = try read.verify(by: [log.verifier])
        #expect(read == bare)
        #expect(verified.payload == nil)
        #expect(verified.leaf == receipt.leaf)
    }

    @Test("the receipt of the only leaf of a log has no path")
    func onlyLeaf() throws {
        let (leaf, salt) = try Leaf.sample(payload: "x")
        let checkpoint = Checkpoint(origin: Self.origin, size: 1, root: leaf.hash)
        let receipt = Receipt(
            leaf: leaf, opening: .init(payload: "x", salt: salt), index: 0, path: [], checkpoint: try checkpoint.signed(by: [log]))
        let read = try Receipt(parsing: receipt.description)
        #expect(read == receipt)
        #expect(try read.verify(by: [log.verifier]).size == 1)
    }

    @Test("witnesses are named when their keys are known")
    func witnesses() throws {
        let witness = try NoteSigner(generating: "toezicht.example")
        let checkpoint = try Checkpoint(parsing: receipt.checkpoint.text)
        let both = changed(checkpoint: try checkpoint.signed(by: [log, witness]))
        #expect(try both.verify(by: [log.verifier, witness.verifier]).signers == [Self.origin, "toezicht.example"])
        #expect(try both.verify(by: [log.verifier]).signers == [Self.origin])
        #expect(fault { try both.verify(by: [witness.verifier]) } == .wrongOrigin)
    }

    @Test("a receipt signed by nobody known is refused")
    func unknownSigner() throws {
        let stranger = try NoteSigner(generating: Self.origin)
        #expect(fault { try receipt.verify(by: []) } == .unknownSigner)
        #expect(fault { try receipt.verify(by: [stranger.verifier]) } == .unknownSigner)
    }

    @Test("a checkpoint that was changed after signing is refused")
    func wrongSignature() throws {
        let text = receipt.checkpoint.text.replacing("\n20\n", with: "\n21\n")
        let forged = try SignedNote(text: text, signatures: receipt.checkpoint.signatures)
        #expect(fault { try changed(checkpoint: forged).verify(by: [log.verifier]) } == .wrongSignature)
    }

    @Test("a signed note that is no checkpoint is refused")
    func noCheckpoint() throws {
        let note = try SignedNote(signing: "iets anders\n", with: [log])
        #expect(fault { try changed(checkpoint: note).verify(by: [log.verifier]) } == .malformed)
    }

    @Test("another place, path or leaf is not included")
    func notIncluded() throws {
        let (other, salt) = try Leaf.sample(payload: payload, sequence: 2)
        #expect(fault { try changed(index: 4).verify(by: [log.verifier]) } == .notIncluded)
        #expect(fault { try changed(index: 20).verify(by: [log.verifier]) } == .notIncluded)
        #expect(fault { try changed(path: []).verify(by: [log.verifier]) } == .notIncluded)
        #expect(fault { try changed(path: receipt.path.reversed()).verify(by: [log.verifier]) } == .notIncluded)
        #expect(fault { try changed(leaf: other, salt: salt).verify(by: [log.verifier]) } == .notIncluded)
    }

    @Test("another payload or salt does not open the commitment")
    func wrongPayload() {
        #expect(fault { try changed(payload: ["imei": "490154203237519"]).verify(by: [log.verifier]) } == .wrongPayload)
        #expect(fault { try changed(payload: .null).verify(by: [log.verifier]) } == .wrongPayload)
        #expect(fault { try changed(salt: Salt()).verify(by: [log.verifier]) } == .wrongPayload)
    }

    @Test("each fault has its own sentence")
    func sentences() throws {
        var reasons: Set<String> = []
        for (forged, keys) in [
            (receipt, []), (changed(index: 4), [log.verifier]), (changed(payload: .null), [log.verifier]),
            (changed(checkpoint: try SignedNote(signing: "x\n", with: [log])), [log.verifier]),
        ] {
            do throws(LedgerError) {
                _ = try forged.verify(by: keys)
            } catch {
                reasons.insert(error.reason)
                #expect(error.description == "\(error.code): \(error.reason)")
            }
        }
        #expect(reasons.count == 4)
    }
}
