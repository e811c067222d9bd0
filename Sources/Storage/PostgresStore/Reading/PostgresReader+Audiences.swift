// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension PostgresReader {
    func sequences(of log: RegisterName) throws -> [AudienceTag: UInt64] {
        // Steps from tag to tag along the index instead of reading all of it.
        let pairs = try rows(
            """
            WITH RECURSIVE tags (tag) AS (
                (SELECT tag FROM entries WHERE log = $1 ORDER BY tag LIMIT 1)
                UNION ALL
                SELECT (SELECT entries.tag FROM entries WHERE log = $1 AND entries.tag > tags.tag ORDER BY entries.tag LIMIT 1)
                FROM tags WHERE tags.tag IS NOT NULL
            )
            SELECT tag, (
                SELECT sequence FROM entries WHERE log = $1 AND entries.tag = tags.tag ORDER BY sequence DESC LIMIT 1) FROM tags
            WHERE tag IS NOT NULL
            """
        ) {
            try $0.text(log.rawValue)
        } value: { row in
            guard let tag = AudienceTag(bytes: row.bytes(0)) else {
                throw StoreError(.corrupt, "An audience tag is damaged: restore the store from a copy.")
            }
            return (tag, try row.number(1))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Not `max(sequence)`: of that a server that planned it for a small table goes on reading all of a large one.
    static let highestSequence: Statement =
        "SELECT sequence FROM entries WHERE log = $1 AND tag = $2 ORDER BY sequence DESC LIMIT 1"

    func sequence(of log: RegisterName, tag: AudienceTag) throws -> UInt64 {
        try first(PostgresReader.highestSequence) {
            try $0.text(log.rawValue)
            $0.bytes(tag.bytes)
        } value: {
            try $0.number(0)
        } ?? 0
    }

    func entry(of log: RegisterName, tag: AudienceTag, sequence: UInt64) throws -> StoredEntry? {
        try first(
            "SELECT idx, leaf, stream FROM entries WHERE log = $1 AND tag = $2 AND sequence = $3",
            {
                try $0.text(log.rawValue)
                $0.bytes(tag.bytes)
                $0.integer(Int64(clamping: sequence))
            }, value: PostgresReader.entry)
    }

    func entries(of log: RegisterName, tag: AudienceTag, sequences: Range<UInt64>) throws -> [StoredEntry] {
        try rows(
            """
            SELECT idx, leaf, stream FROM entries WHERE log = $1 AND tag = $2 AND sequence >= $3 AND sequence < $4 ORDER BY sequence
            """,
            {
                try $0.text(log.rawValue)
                $0.bytes(tag.bytes)
                $0.integer(Int64(clamping: sequences.lowerBound))
                $0.integer(Int64(clamping: sequences.upperBound))
            }, value: PostgresReader.entry)
    }

    func openIndexes(of log: RegisterName, stream: String, most: Int) throws -> [UInt64] {
        try rows(
            """
            SELECT payloads.idx FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx
            WHERE entries.log = $1 AND stream = $2 ORDER BY entries.idx LIMIT $3
            """
        ) {
            try $0.text(log.rawValue)
            try $0.text(stream)
            $0.integer(max(most, 0))
        } value: {
            try $0.number(0)
        }
    }
}
