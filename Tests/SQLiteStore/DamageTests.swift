// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import GRDB
import Ledger
import Store
import Testing

@testable import SQLiteStore

@Suite("A damaged SQLite store")
struct DamageTests {
    private static let log: RegisterName = "devices"
    private static let tag = AudienceTag(secret: [1], name: "everyone")

    /// A store with one of everything.
    private func filled(_ folder: ScratchFolder) async throws -> any Store {
        let store = try await folder.open()
        try await store.write { writer in
            let (salt, commitment) = Commitment.seal(payload: [1])
            let leaf = try Leaf(
                register: "devices", kind: "report", time: 1, audience: DamageTests.tag, sequence: 1, commitment: commitment
            )
            let log = DamageTests.log
            try writer.append(
                StoredEntry(index: 0, leaf: leaf, stream: "parties"), payload: StoredPayload(index: 0, salt: salt, bytes: [1]),
                to: log
            )
            try writer.put(Tile(level: 0, index: 0, hashes: Array(repeating: leaf.hash, count: 256)), of: log)
            try writer.put(StoredHead(size: 1, time: .epoch, checkpoint: "size 1"), of: log)
            let id = CaseID(prefix: "DV", random: 1)
            let row = CaseRow(
                id: id, phase: .reported, openedAt: .epoch, updatedAt: .epoch, due: .epoch, subjectCount: 1, listVersion: nil
            )
            try writer.put(row, in: log)
            try writer.add([Subject(kind: "imei", value: "1")], to: id, in: log)
            try writer.put(ListHold(caseID: id, status: "prohibited"), on: "stolen", of: "1", in: log)
            let party = try PartyID("kvk:00000000")
            try writer.put(
                Measure(
                    id: MeasureID(register: log, list: "stolen", party: party), register: log, addressee: party,
                    target: .list("stolen"),
                    basis: "Voorbeeldwet art. 1", imposedAt: .epoch
                )
            )
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
            Damage("UPDATE entries SET leaf = x'00'") { _ = try $0.entries(of: log, in: 0..<9) },
            Damage("UPDATE entries SET leaf = x''") { _ = try $0.entry(of: log, tag: tag, sequence: 1) },
            Damage("UPDATE entries SET tag = x'00'") { _ = try $0.sequences(of: log) },
            Damage("UPDATE entries SET sequence = -1") { _ = try $0.sequences(of: log) },
            Damage("UPDATE payloads SET salt = x'00'") { _ = try $0.payload(of: log, at: 0) },
            Damage("UPDATE payloads SET salt = x''") { _ = try $0.payloads(of: log, stream: "parties") },
            Damage("UPDATE tiles SET hashes = x'00'") { _ = try $0.tile(of: log, level: 0, index: 0) },
            Damage("UPDATE tiles SET hashes = substr(hashes, 2)") { _ = try $0.tile(of: log, level: 0, index: 0) },
            Damage("UPDATE heads SET size = -1") { _ = try $0.head(of: log) },
            Damage("UPDATE heads SET size = -9223372036854775808") { _ = try $0.tree(of: log) },
            Damage("UPDATE cases SET phase = 'gone'") { _ = try $0.worklist(WorklistQuery(most: 9), in: log) },
            Damage("UPDATE cases SET id = 'DV'") { _ = try $0.worklist(WorklistQuery(most: 9), in: log) },
            Damage("UPDATE cases SET id = ''") { _ = try $0.casesDue(in: log, at: .latest, most: 9) },
            Damage("UPDATE holds SET case_id = 'DV'") { _ = try $0.holds(on: "stolen", of: "1", in: log) },
            Damage("UPDATE measures SET state = '{}'") { _ = try $0.measures(in: log) },
            Damage("UPDATE measures SET state = substr(state, 2)") { _ = try $0.measures(in: log) },
            Damage("UPDATE measures SET state = ''") { _ = try $0.measures(in: log) },
        ]
    }

    @Test("a damaged row is reported as such, never taken for something else", arguments: Damage.all)
    func rows(_ damage: Damage) async throws {
        let folder = try ScratchFolder()
        let store = try await filled(folder)
        try await store.read(damage.read)

        try await store.onWriter { try $0.execute(sql: damage.sql) }

        let error = await #expect(throws: StoreError.self) { try await store.read(damage.read) }
        #expect(error?.code == .corrupt)
    }

    @Test("a file with pages overwritten is corrupt when opened or when read, and never crashes")
    func pages() async throws {
        let folder = try ScratchFolder()
        try await filled(folder).close()
        let sound = try Data(contentsOf: URL(filePath: folder.file))
        var refused = 0

        for page in 0..<(sound.count / 4096) {
            var damaged = sound
            damaged.replaceSubrange((page * 4096)..<(page * 4096 + 4096), with: Data(repeating: 0xFF, count: 4096))
            try damaged.write(to: URL(filePath: folder.file))
            do {
                let store = try await folder.open()
                do {
                    try await store.read { reader in for damage in Damage.all { try damage.read(reader) } }
                    try await store.close()
                } catch {
                    try? await store.close()
                    throw error
                }
            } catch {
                #expect((error as? StoreError)?.code == .corrupt, "page \(page): \(error)")
                refused += 1
            }
        }

        #expect(refused > 10)
    }

    @Test("a file cut short anywhere is refused, or read as far as it goes, and never crashes")
    func cut() async throws {
        let folder = try ScratchFolder()
        try await filled(folder).close()
        let sound = try Data(contentsOf: URL(filePath: folder.file))

        for length in stride(from: 100, to: sound.count, by: 9_973) {
            try sound.prefix(length).write(to: URL(filePath: folder.file))
            do {
                let store = try await folder.open()
                try await store.read { reader in for damage in Damage.all { try damage.read(reader) } }
            } catch {
                #expect(error is StoreError, "cut at \(length): \(error)")
            }
        }
    }
}
