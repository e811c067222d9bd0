// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import SQLiteStore
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("Moving a ledger between the engines")
    struct CopyTests {
        /// Copies all rows of all tables.
        private func copy(_ from: any Store, to: any Store) async throws {
            for table in StoreTable.all {
                var last: [StoreValue]?
                while true {
                    let page = try await from.read { [last] in try $0.rows(of: table, after: last, most: 500) }
                    guard let end = page.last else { break }
                    try await to.write { try $0.insert(page, into: table) }
                    last = Array(end.prefix(table.keyLength))
                }
            }
        }

        private func fill(_ store: any Store) async throws {
            let id = CaseID(prefix: "DV", random: 7)
            try await store.write { writer in
                var tree = MerkleTree()
                for index in 0..<1_300 as Range<UInt64> {
                    let (salt, commitment) = Commitment.seal(payload: [UInt8(truncatingIfNeeded: index)])
                    let leaf = try Leaf(
                        register: "devices", kind: "report", time: Int64(index),
                        audience: AudienceTag(secret: [1], name: "\(index % 5)"),
                        sequence: index / 5 + 1, commitment: commitment)
                    tree.append(leaf.hash)
                    try writer.append(
                        StoredEntry(index: index, leaf: leaf, stream: "case:\(index % 50)"),
                        payload: StoredPayload(index: index, salt: salt, bytes: [UInt8(truncatingIfNeeded: index)]), to: "devices")
                }
                for tile in tree.takeCompletedTiles() { try writer.put(tile, of: "devices") }
                try writer.put(StoredHead(size: 1_300, time: .epoch, checkpoint: "é\n"), of: "devices")
                try writer.erasePayloads(of: "devices", at: [3, 1_000])
                try writer.put(
                    CaseRow(
                        id: id, phase: .inForce, openedAt: .epoch, updatedAt: .latest, due: nil, subjectCount: 1, listVersion: 4),
                    in: "devices")
                try writer.add([Subject(kind: "imei", value: "1"), Subject(kind: "imei", value: "ß")], to: id, in: "devices")
                try writer.put(ListHold(caseID: id, status: "prohibited"), on: "stolen", of: "1", in: "devices")
                try writer.put(StoredAct(key: "a", fingerprint: [0], answer: [], at: .earliest))
                try writer.put(setting: "secret", Array(0...255))
                try writer.put(snapshotPart: Array(repeating: 9, count: 50_000), 0, of: "stolen", version: 3, in: "devices")
            }
        }

        private func content(_ store: any Store) async throws -> [[[StoreValue]]] {
            try await store.read { reader in try StoreTable.all.map { try reader.rows(of: $0, after: nil, most: 1_000_000) } }
        }

        @Test("a ledger moved from SQLite to PostgreSQL and back is the same, row by row, and goes on growing")
        func moves() async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-copy-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let first = try SQLiteStore(path: folder + "/first.sqlite")
            let second = try ScratchDatabase().store()
            let third = try SQLiteStore(path: folder + "/third.sqlite")
            try await fill(first)

            try await copy(first, to: second)
            try await copy(second, to: third)

            let original = try await content(first)
            #expect(try await content(second) == original)
            #expect(try await content(third) == original)
            let root = try await first.read { try $0.tree(of: "devices").root }
            #expect(try await second.read { try $0.tree(of: "devices").root } == root)
            let leaf = try Leaf(
                register: "devices", kind: "report", time: 1, audience: AudienceTag(secret: [1], name: "1"), sequence: 999,
                commitment: Commitment.seal(payload: []).commitment)
            try await second.write {
                try $0.append(StoredEntry(index: 1_300, leaf: leaf, stream: "parties"), payload: nil, to: "devices")
            }
        }
    }
}
