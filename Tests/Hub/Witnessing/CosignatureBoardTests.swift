// SPDX-License-Identifier: EUPL-1.2

import Devices
import Ledger
import Testing

@testable import Hub

@Suite("The board of cosignatures")
struct CosignatureBoardTests {
    private let signers: [WitnessSigner]
    private let log: NoteSigner
    private let policy: WitnessPolicy

    init() throws {
        signers = try (0..<3).map { try WitnessSigner(generating: "w\($0).example") }
        log = try NoteSigner(generating: "hub.example/devices")
        let lines = signers.enumerated().map { "witness w\($0) \($1.vkey)\n" }.joined()
        policy = try WitnessPolicy(parsing: "\(lines)group g 2 w0 w1 w2\nquorum g\n")
    }

    private func add(_ witness: Int, _ size: UInt64, to board: CosignatureBoard) throws {
        let checkpoint = Checkpoint(origin: log.name, size: size, root: MerkleHash.leaf(Array("\(size)".utf8)))
        let head = WitnessMachine.Head(size: size, note: try checkpoint.signed(by: [log]))
        board.add(
            try signers[witness].cosign(checkpoint.text, at: 9), by: signers[witness].verifier, to: head, of: .devices)
    }

    private func shown(_ board: CosignatureBoard) throws -> (size: UInt64, cosignatures: Int)? {
        guard let note = board.cosigned(.devices) else { return nil }
        return (try Checkpoint(parsing: note.text).size, try note.cosignatures(by: signers.map(\.verifier)).count)
    }

    @Test("at first there is nothing")
    func empty() {
        let board = CosignatureBoard(policy: policy)
        #expect(board.cosigned(.devices) == nil)
        #expect(board.satisfiedSize(of: .devices) == nil)
        #expect(board.standings.isEmpty)
        #expect(board.status == .array([]))
    }

    @Test("without a quorum the checkpoint with most cosignatures is shown, of equals the larger")
    func most() throws {
        let all = CosignatureBoard(policy: try WitnessPolicy(parsing: "witness w2 \(signers[2].vkey)\nquorum w2\n"))
        try add(0, 5, to: all)
        #expect(try shown(all)?.size == 5)
        try add(1, 7, to: all)
        #expect(try shown(all)?.size == 7)
        try add(1, 5, to: all)
        #expect(try #require(try shown(all)) == (5, 2))
    }

    @Test("the largest checkpoint with a quorum is shown, though a newer one has a cosignature")
    func quorum() throws {
        let board = CosignatureBoard(policy: policy)
        try add(0, 5, to: board)
        try add(1, 5, to: board)
        try add(0, 9, to: board)
        #expect(try #require(try shown(board)) == (5, 2))
        #expect(board.satisfiedSize(of: .devices) == 5)
        #expect(board.cosigned(.devices, at: 9)?.signatures.map(\.name) == ["hub.example/devices", "w0.example"])
        #expect(board.cosigned(.devices, at: 6) == nil)
        try add(2, 9, to: board)
        #expect(try #require(try shown(board)) == (9, 2))
        try add(2, 5, to: board)
        #expect(try #require(try shown(board)) == (9, 2))
    }

    @Test("a later cosignature by the same witness replaces its earlier one and counts once")
    func same() throws {
        let board = CosignatureBoard(policy: policy)
        try add(0, 5, to: board)
        try add(0, 5, to: board)
        #expect(try #require(try shown(board)) == (5, 1))
        #expect(board.satisfiedSize(of: .devices) == nil)
    }

    @Test("what is kept does not grow with the log")
    func bounds() throws {
        var shelf = CosignatureShelf(policy: policy)
        for size in 1...200 as ClosedRange<UInt64> {
            let checkpoint = Checkpoint(origin: log.name, size: size, root: MerkleHash.leaf(Array("\(size)".utf8)))
            let note = try checkpoint.signed(by: [log])
            shelf.add(try signers[0].cosign(note.text, at: 9), by: signers[0].verifier, to: note, size: size)
            if size == 40 { shelf.add(try signers[1].cosign(note.text, at: 9), by: signers[1].verifier, to: note, size: size) }
        }
        #expect(shelf.count <= CosignatureShelf.most + 1)
        #expect(shelf.satisfiedSize == 40)
        #expect(try shelf.best.map { try Checkpoint(parsing: $0.text).size } == 40)
    }

    @Test("the status tells each witness's size, time, lag and trouble")
    func status() throws {
        let board = CosignatureBoard(policy: policy)
        board.show(
            [
                CosignerStanding(log: .devices, name: "w0.example", size: 5, time: 9, lag: 2, trouble: nil),
                CosignerStanding(
                    log: .devices, name: "w1.example", size: nil, time: nil, lag: 7, trouble: WitnessFailure("500", "It cannot.")),
            ], of: .devices)
        let status = board.status.array ?? []
        #expect(status.count == 2)
        #expect(status.first?["size"]?.integer == 5)
        #expect(status.first?["lag"]?.integer == 2)
        #expect(status.first?["trouble"] == nil)
        #expect(status.last?["witness"]?.string == "w1.example")
        #expect(status.last?["size"] == nil)
        #expect(status.last?["trouble"]?.string == "It cannot.")
    }

    @Test("addresses of witnesses are read, others refused")
    func addresses() throws {
        let key = signers[0].vkey
        #expect(try WitnessAddress(url: "https://witness.example/w1/", vkey: key).url == "https://witness.example/w1")
        #expect(try WitnessAddress(url: "http://127.0.0.1:8090", vkey: key).key == signers[0].verifier)
        for url in ["", "witness.example", "https://", "ftp://a", "https://a b", "https://a?b", "https://a#b", "https://\u{E9}"] {
            #expect(throws: LedgerError.self) { try WitnessAddress(url: url, vkey: key) }
        }
        #expect(throws: LedgerError.self) { try WitnessAddress(url: "https://a.example", vkey: log.vkey) }
    }
}
