// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Ledger
import Store

/// Reads of one connection in one transaction.
class SQLiteReader: StoreReader {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Runs a prepared statement and turns its rows into values. Statements are kept prepared per connection.
    func rows<Value>(_ sql: String, _ arguments: StatementArguments, _ value: (Row) throws -> Value) throws -> [Value] {
        try explained {
            let statement = try database.cachedStatement(sql: sql)
            let cursor = try Row.fetchCursor(statement, arguments: arguments)
            var values: [Value] = []
            while let row = try cursor.next() { values.append(try value(row)) }
            return values
        }
    }

    /// The first row's value, if there is one.
    func first<Value>(_ sql: String, _ arguments: StatementArguments, _ value: (Row) throws -> Value) throws -> Value? {
        try explained {
            let statement = try database.cachedStatement(sql: sql)
            return try Row.fetchOne(statement, arguments: arguments).map(value)
        }
    }

    /// Turns the engine's errors into a store's, so that none leaves the transaction or is seen inside it.
    func explained<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw SQLiteStore.explain(error)
        }
    }

    func head(of log: RegisterName) throws -> StoredHead? {
        try first("SELECT size, time, checkpoint FROM heads WHERE log = ?", [log.rawValue]) { row in
            StoredHead(size: try row.number(0), time: Instant(milliseconds: row[1]), checkpoint: row[2])
        }
    }

    func entries(of log: RegisterName, in range: Range<UInt64>) throws -> [StoredEntry] {
        try rows(
            "SELECT idx, leaf, stream FROM entries WHERE log = ? AND idx >= ? AND idx < ? ORDER BY idx",
            [log.rawValue, Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)], SQLiteReader.entry
        )
    }

    func entry(of log: RegisterName, tag: AudienceTag, sequence: UInt64) throws -> StoredEntry? {
        try first(
            "SELECT idx, leaf, stream FROM entries WHERE log = ? AND tag = ? AND sequence = ?",
            [log.rawValue, tag.data, Int64(clamping: sequence)], SQLiteReader.entry
        )
    }

    func payload(of log: RegisterName, at index: UInt64) throws -> StoredPayload? {
        try first(
            "SELECT idx, salt, bytes FROM payloads WHERE log = ? AND idx = ?", [log.rawValue, Int64(clamping: index)],
            SQLiteReader.payload
        )
    }

    func payloads(of log: RegisterName, stream: String) throws -> [StoredPayload] {
        try rows(
            """
            SELECT payloads.idx, salt, bytes FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx
            WHERE entries.log = ? AND stream = ? ORDER BY entries.idx
            """,
            [log.rawValue, stream], SQLiteReader.payload
        )
    }

    func tile(of log: RegisterName, level: Int, index: UInt64) throws -> [Digest]? {
        try first(
            "SELECT hashes FROM tiles WHERE log = ? AND level = ? AND idx = ?", [log.rawValue, level, Int64(clamping: index)]
        ) { row in
            let bytes = row.bytes(0)
            guard bytes.count == 256 * 32 else {
                throw StoreError(.corrupt, "A tile has the wrong length: restore the store from a copy.")
            }
            return try TileBytes.decode(bytes)
        }
    }

    func sequences(of log: RegisterName) throws -> [AudienceTag: UInt64] {
        // Steps from tag to tag along the index instead of reading all of it.
        let pairs = try rows(
            """
            WITH RECURSIVE tags (tag) AS (
                SELECT min(tag) FROM entries WHERE log = ?1
                UNION ALL
                SELECT (SELECT min(tag) FROM entries WHERE log = ?1 AND tag > tags.tag) FROM tags WHERE tags.tag IS NOT NULL
            )
            SELECT tag, (SELECT max(sequence) FROM entries WHERE log = ?1 AND entries.tag = tags.tag) FROM tags WHERE tag IS NOT NULL
            """, [log.rawValue]
        ) { row in
            (try SQLiteReader.tag(row.bytes(0)), try row.number(1))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    func sequence(of log: RegisterName, tag: AudienceTag) throws -> UInt64 {
        try first("SELECT coalesce(max(sequence), 0) FROM entries WHERE log = ? AND tag = ?", [log.rawValue, tag.data]) { row in
            try row.number(0)
        } ?? 0
    }

    func entries(of log: RegisterName, tag: AudienceTag, sequences: Range<UInt64>) throws -> [StoredEntry] {
        try rows(
            "SELECT idx, leaf, stream FROM entries WHERE log = ? AND tag = ? AND sequence >= ? AND sequence < ? ORDER BY sequence",
            [log.rawValue, tag.data, Int64(clamping: sequences.lowerBound), Int64(clamping: sequences.upperBound)],
            SQLiteReader.entry
        )
    }

    func openIndexes(of log: RegisterName, stream: String, most: Int) throws -> [UInt64] {
        try rows(
            """
            SELECT payloads.idx FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx
            WHERE entries.log = ? AND stream = ? ORDER BY entries.idx LIMIT ?
            """,
            [log.rawValue, stream, most]
        ) { try $0.number(0) }
    }

    func act(_ key: String) throws -> StoredAct? {
        try first("SELECT key, fingerprint, answer, at FROM acts WHERE key = ?", [key]) { row in
            StoredAct(key: row[0], fingerprint: row.bytes(1), answer: row.bytes(2), at: Instant(milliseconds: row[3]))
        }
    }

    func setting(_ name: String) throws -> [UInt8]? {
        try first("SELECT value FROM settings WHERE name = ?", [name]) { $0.bytes(0) }
    }

    private static func entry(_ row: Row) throws -> StoredEntry {
        do {
            return StoredEntry(index: try row.number(0), leaf: try Leaf(decoding: row.bytes(1)), stream: row[2])
        } catch {
            throw StoreError(.corrupt, "An entry is damaged: restore the store from a copy.")
        }
    }

    private static func payload(_ row: Row) throws -> StoredPayload {
        guard let salt = Salt(bytes: row.bytes(1)) else {
            throw StoreError(.corrupt, "A salt is damaged: restore the store from a copy.")
        }
        return StoredPayload(index: try row.number(0), salt: salt, bytes: row.bytes(2))
    }

    private static func tag(_ bytes: [UInt8]) throws -> AudienceTag {
        guard let tag = AudienceTag(bytes: bytes) else { throw StoreError(.corrupt, "An audience tag is damaged.") }
        return tag
    }
}

extension Row {
    /// A column's bytes.
    func bytes(_ column: Int) -> [UInt8] { Array(self[column] as Data) }

    /// A column's number, which is never below 0.
    func number(_ column: Int) throws -> UInt64 {
        guard let number = UInt64(exactly: self[column] as Int64) else {
            throw StoreError(.corrupt, "A stored number is below 0: restore the store from a copy.")
        }
        return number
    }
}
