// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Reads of one transaction.
class PostgresReader: StoreReader {
    let transaction: PostgresTransaction

    init(_ transaction: PostgresTransaction) { self.transaction = transaction }

    /// Asks and turns the rows into values.
    func rows<Value>(
        _ statement: Statement, _ bind: (inout Parameters) throws -> Void, value: (PostgresRow) throws -> Value
    ) throws -> [Value] {
        let answer = try transaction.ask(statement, bind)
        return try (0..<answer.count).map { try value(answer[$0]) }
    }

    /// Asks and turns the first row into a value, if there is one.
    func first<Value>(
        _ statement: Statement, _ bind: (inout Parameters) throws -> Void, value: (PostgresRow) throws -> Value
    ) throws -> Value? {
        let answer = try transaction.ask(statement, bind)
        return answer.count == 0 ? nil : try value(answer[0])
    }

    func head(of log: RegisterName) throws -> StoredHead? {
        try first(
            "SELECT size, time, checkpoint FROM heads WHERE log = $1"
        ) {
            try $0.text(log.rawValue)
        } value: { row in
            StoredHead(size: try row.number(0), time: Instant(milliseconds: row.integer(1)), checkpoint: row.text(2))
        }
    }

    func entries(of log: RegisterName, in range: Range<UInt64>) throws -> [StoredEntry] {
        try rows(
            "SELECT idx, leaf, stream FROM entries WHERE log = $1 AND idx >= $2 AND idx < $3 ORDER BY idx",
            {
                try $0.text(log.rawValue)
                $0.integer(Int64(clamping: range.lowerBound))
                $0.integer(Int64(clamping: range.upperBound))
            }, value: PostgresReader.entry)
    }

    func payload(of log: RegisterName, at index: UInt64) throws -> StoredPayload? {
        try first(
            "SELECT idx, salt, bytes FROM payloads WHERE log = $1 AND idx = $2",
            {
                try $0.text(log.rawValue)
                $0.integer(Int64(clamping: index))
            }, value: PostgresReader.payload)
    }

    func payloads(of log: RegisterName, stream: String) throws -> [StoredPayload] {
        try rows(
            """
            SELECT payloads.idx, salt, bytes FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx
            WHERE entries.log = $1 AND stream = $2 ORDER BY entries.idx
            """,
            {
                try $0.text(log.rawValue)
                try $0.text(stream)
            }, value: PostgresReader.payload)
    }

    func tile(of log: RegisterName, level: Int, index: UInt64) throws -> [Digest]? {
        try first(
            "SELECT hashes FROM tiles WHERE log = $1 AND level = $2 AND idx = $3"
        ) {
            try $0.text(log.rawValue)
            $0.integer(level)
            $0.integer(Int64(clamping: index))
        } value: { row in
            let bytes = row.bytes(0)
            guard bytes.count == Tile.width * 32 else {
                throw StoreError(.corrupt, "A tile has the wrong length: restore the store from a copy.")
            }
            return try TileBytes.decode(bytes)
        }
    }

    func act(_ key: String) throws -> StoredAct? {
        try first(
            "SELECT key, fingerprint, answer, at FROM acts WHERE key = $1"
        ) {
            try $0.text(key)
        } value: { row in
            StoredAct(
                key: row.text(0), fingerprint: row.bytes(1), answer: row.bytes(2), at: Instant(milliseconds: row.integer(3)))
        }
    }

    func acts(_ keys: [String]) throws -> [String: StoredAct] {
        guard !keys.isEmpty else { return [:] }
        let found = try rows(
            "SELECT key, fingerprint, answer, at FROM acts WHERE key = ANY($1::text[])",
            { try $0.array(.text, keys.map { .text($0) }) },
            value: { row in
                StoredAct(
                    key: row.text(0), fingerprint: row.bytes(1), answer: row.bytes(2), at: Instant(milliseconds: row.integer(3)))
            })
        return Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func setting(_ name: String) throws -> [UInt8]? {
        try first(
            "SELECT value FROM settings WHERE name = $1"
        ) {
            try $0.text(name)
        } value: {
            $0.bytes(0)
        }
    }

    static func entry(_ row: PostgresRow) throws -> StoredEntry {
        do {
            return StoredEntry(index: try row.number(0), leaf: try Leaf(decoding: row.bytes(1)), stream: row.text(2))
        } catch {
            throw StoreError(.corrupt, "An entry is damaged: restore the store from a copy.")
        }
    }

    private static func payload(_ row: PostgresRow) throws -> StoredPayload {
        guard let salt = Salt(bytes: row.bytes(1)) else {
            throw StoreError(.corrupt, "A salt is damaged: restore the store from a copy.")
        }
        return StoredPayload(index: try row.number(0), salt: salt, bytes: row.bytes(2))
    }
}
