// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("A damaged PostgreSQL store")
    struct DamageTests {
        private static let log: RegisterName = "devices"
        private static let tag = AudienceTag(secret: [1], name: "everyone")

        /// A store with one of everything.
        private func filled(_ database: ScratchDatabase) async throws -> PostgresStore {
            let store = try database.store()
            try await store.write { writer in
                let (salt, commitment) = Commitment.seal(payload: [1])
                let leaf = try Leaf(
                    register: "devices", kind: "report", time: 1, audience: DamageTests.tag, sequence: 1, commitment: commitment)
                let log = DamageTests.log
                try writer.append(
                    StoredEntry(index: 0, leaf: leaf, stream: "parties"), payload: StoredPayload(index: 0, salt: salt, bytes: [1]),
                    to: log)
                try writer.put(Tile(level: 0, index: 0, hashes: Array(repeating: leaf.hash, count: 256)), of: log)
                try writer.put(StoredHead(size: 1, time: .epoch, checkpoint: "size 1"), of: log)
                let id = CaseID(prefix: "DV", random: 1)
                try writer.put(
                    CaseRow(
                        id: id, phase: .reported, openedAt: .epoch, updatedAt: .epoch, due: .epoch, subjectCount: 1,
                        listVersion: nil),
                    in: log)
                try writer.put(ListHold(caseID: id, status: "prohibited"), on: "stolen", of: "1", in: log)
                try writer.put(
                    StoredSnapshot(list: "stolen", version: 1, size: 1, count: 1, bytes: 1, digest: leaf.hash, entry: 0), in: log)
                let party = try PartyID("kvk:00000000")
                try writer.put(
                    Measure(
                        id: MeasureID(register: log, list: "stolen", party: party), register: log, addressee: party,
                        target: .list("stolen"), basis: "Voorbeeldwet art. 1", imposedAt: .epoch))
            }
            return store
        }

        /// One way to damage a row, and the read that meets it.
        struct Damage: Sendable, CustomTestStringConvertible {
            let sql: String
            let read: @Sendable (any StoreReader) throws -> Void

            init(_ sql: String, _ read: @Sendable @escaping (any StoreReader) throws -> Void) {
                self.sql = sql
                self.read = read
            }

            var testDescription: String { sql }

            static let all = [
                Damage("UPDATE entries SET leaf = '\\x00'") { _ = try $0.entries(of: log, in: 0..<9) },
                Damage("UPDATE entries SET leaf = ''") { _ = try $0.entry(of: log, tag: tag, sequence: 1) },
                Damage("UPDATE entries SET tag = '\\x00'") { _ = try $0.sequences(of: log) },
                Damage("UPDATE entries SET sequence = -1") { _ = try $0.sequences(of: log) },
                Damage("UPDATE payloads SET salt = '\\x00'") { _ = try $0.payload(of: log, at: 0) },
                Damage("UPDATE payloads SET salt = ''") { _ = try $0.payloads(of: log, stream: "parties") },
                Damage("UPDATE tiles SET hashes = '\\x00'") { _ = try $0.tile(of: log, level: 0, index: 0) },
                Damage("UPDATE heads SET size = -1") { _ = try $0.head(of: log) },
                Damage("UPDATE heads SET size = -9223372036854775808") { _ = try $0.tree(of: log) },
                Damage("UPDATE cases SET phase = 'gone'") { _ = try $0.worklist(WorklistQuery(most: 9), in: log) },
                Damage("UPDATE cases SET id = 'DV'") { _ = try $0.worklist(WorklistQuery(most: 9), in: log) },
                Damage("UPDATE cases SET id = ''") { _ = try $0.casesDue(in: log, at: .latest, most: 9) },
                Damage("UPDATE holds SET case_id = 'DV'") { _ = try $0.holds(on: "stolen", of: "1", in: log) },
                Damage("UPDATE holds SET case_id = ''") { _ = try $0.listed(on: "stolen", in: log, after: nil, most: 9) },
                Damage("UPDATE snapshots SET digest = '\\x00'") { _ = try $0.snapshot(of: "stolen", in: log) },
                Damage("UPDATE snapshots SET version = -1") { _ = try $0.snapshot(of: "stolen", in: log) },
                Damage("UPDATE measures SET state = '{}'") { _ = try $0.measures(in: log) },
                Damage("UPDATE measures SET state = ''") { _ = try $0.measures(in: log) },
            ]
        }

        @Test("a damaged row is reported as such, never taken for something else", arguments: Damage.all)
        func rows(_ damage: Damage) async throws {
            let database = try ScratchDatabase()
            let store = try await filled(database)
            try await store.read(damage.read)

            try database.sql(damage.sql)

            let error = await #expect(throws: StoreError.self) { try await store.read(damage.read) }
            #expect(error?.code == .corrupt)
        }
    }
}
