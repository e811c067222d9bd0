// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Ledger
import Testing

@testable import Edge

@Suite("Evidence against a hub")
struct ReplicaEvidenceTests {
    private let folder: ScratchFolder
    private let now = Instant(milliseconds: 1_795_230_500_123)

    init() throws { folder = try ScratchFolder() }

    private var file: String { folder.file("replica.sqlite") }

    private func rows() throws -> [[String]] {
        try DatabaseQueue(path: file).read { database in
            try Row.fetchAll(database, sql: "SELECT at, code, ours, theirs FROM evidence ORDER BY rowid").map { row in
                ["\(row[0] as Int64)", row[1], row[2], row[3]]
            }
        }
    }

    @Test("both checkpoints are kept as they were signed, with code and moment")
    func kept() throws {
        let store = try ReplicaStore(path: file)
        let hub = try HostileHub.sample()
        let (ours, theirs) = try (hub.checkpoint(at: 7), hub.forked().checkpoint(at: 7))

        try store.keepEvidence(.splitView, ours: ours, theirs: theirs, at: now)

        #expect(try rows() == [["1795230500123", "split-view", ours, theirs]])
        #expect(try SignedNote(parsing: rows()[0][3]).verified(by: [hub.signer.verifier]) == [hub.signer.verifier])
    }

    @Test("the same pair is kept once, with the moment it was first seen")
    func once() throws {
        let store = try ReplicaStore(path: file)

        for second in 0..<5 { try store.keepEvidence(.splitView, ours: "a", theirs: "b", at: now + .seconds(second)) }
        try store.keepEvidence(.rollback, ours: "a", theirs: "b", at: now)
        try store.keepEvidence(.splitView, ours: "a", theirs: "c", at: now)

        #expect(try rows().map { $0[1] + $0[3] } == ["split-viewb", "rollbackb", "split-viewc"])
        #expect(try rows()[0][0] == "1795230500123")
    }

    @Test("a hub that signs ever new histories does not fill the disk")
    func bounded() throws {
        let store = try ReplicaStore(path: file)
        try DatabaseQueue(path: file).write { database in
            for number in 0..<999 {
                try database.execute(
                    sql: "INSERT INTO evidence (at, code, ours, theirs) VALUES (0, 'split-view', '', ?)", arguments: ["\(number)"])
            }
        }

        for number in 2_000..<2_010 { try store.keepEvidence(.splitView, ours: "", theirs: "\(number)", at: now) }

        #expect(try rows().count == 1_000 && rows().last?[3] == "2000")
    }

    @Test("evidence outlives a restart and touches neither list nor position")
    func restart() throws {
        try ReplicaStore(path: file).keepEvidence(.splitView, ours: "a", theirs: "b", at: now)

        let store = try ReplicaStore(path: file)

        #expect(try rows().count == 1 && store.kept() == nil)
    }
}
