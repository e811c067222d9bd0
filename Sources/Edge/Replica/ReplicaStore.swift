// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Identifiers
import Ledger

/// What an edge keeps on disk: how far it verified the log, the list as of there, and what it told the hub. One SQLite file, every
/// batch in one durable transaction.
final class ReplicaStore: Sendable {
    private let pool: DatabasePool

    /// What is kept besides the list.
    struct Kept: Sendable {
        var position: FollowPosition
        /// When the list was last known to be the newest.
        var verifiedAt: Instant
        /// When each fact about this version became true.
        var delivered: Instant
        var accepted: Instant
    }

    init(path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        pool = try DatabasePool(path: path, configuration: configuration)
        // A pool sets NORMAL when it turns to WAL, and that loses the last commits in a power failure.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-replica") { database in
            try database.execute(
                sql: """
                    CREATE TABLE listed (imei INTEGER PRIMARY KEY, status TEXT NOT NULL);
                    CREATE TABLE position (
                        id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, hashes BLOB NOT NULL, version INTEGER NOT NULL,
                        checkpoint TEXT NOT NULL, verified INTEGER NOT NULL, delivered INTEGER NOT NULL, accepted INTEGER NOT NULL
                    );
                    CREATE TABLE evidence (at INTEGER NOT NULL, code TEXT NOT NULL, ours TEXT NOT NULL, theirs TEXT NOT NULL);
                    """
            )
        }
        migrator.registerMigration("002-audience") { try $0.execute(sql: "ALTER TABLE position ADD COLUMN tag BLOB") }
        try migrator.migrate(pool)
    }

    /// What was kept, or nil at the first start.
    func kept() throws -> Kept? {
        try pool.read { database in
            let sql = "SELECT size, hashes, version, checkpoint, verified, delivered, accepted, tag FROM position"
            guard let row = try Row.fetchOne(database, sql: sql) else { return nil }
            let bytes = Array(row[1] as Data)
            let hashes = stride(from: 0, to: bytes.count, by: 32).compactMap {
                Digest(bytes: bytes[$0..<min($0 + 32, bytes.count)])
            }
            let range = try CompactRange(size: UInt64(bitPattern: row[0] as Int64), hashes: hashes)
            return Kept(
                position: FollowPosition(
                    range: range, version: UInt64(bitPattern: row[2] as Int64), checkpoint: row[3],
                    tag: (row[7] as Data?).flatMap { AudienceTag(bytes: $0) }
                ),
                verifiedAt: Instant(milliseconds: row[4]), delivered: Instant(milliseconds: row[5]),
                accepted: Instant(milliseconds: row[6])
            )
        }
    }

    /// All listed devices, handed over one by one.
    func eachListed(_ body: (UInt64, ListStatus) -> Void) throws {
        try pool.read { database in
            let rows = try Row.fetchCursor(database, sql: "SELECT imei, status FROM listed")
            while let row = try rows.next() { body(UInt64(bitPattern: row[0] as Int64), ListStatus(rawValue: row[1])) }
        }
    }

    /// Applies verified changes with the position after them. Durable when it returns.
    func apply(_ changes: [DeviceChange], kept: Kept) throws {
        try pool.write { database in
            let put = try database.cachedStatement(sql: "INSERT OR REPLACE INTO listed (imei, status) VALUES (?, ?)")
            let remove = try database.cachedStatement(sql: "DELETE FROM listed WHERE imei = ?")
            for change in changes {
                if let status = change.status {
                    try put.execute(arguments: [Int64(change.imei.value), status.rawValue])
                } else {
                    try remove.execute(arguments: [Int64(change.imei.value)])
                }
            }
            try ReplicaStore.put(kept, in: database)
        }
    }

    /// Notes that the list is still the newest.
    func touch(_ kept: Kept) throws {
        try pool.write { try ReplicaStore.put(kept, in: $0) }
    }

    /// The most pairs that are kept: a hub that signs ever new histories must not fill the disk.
    private static let mostEvidence = 1_000

    /// Keeps what two irreconcilable checkpoints said; the same pair once.
    func keepEvidence(_ code: FollowFault.Code, ours: String, theirs: String, at now: Instant) throws {
        try pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO evidence (at, code, ours, theirs) SELECT ?1, ?2, ?3, ?4
                    WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE code = ?2 AND ours = ?3 AND theirs = ?4)
                    AND (SELECT count(*) FROM evidence) < ?5
                    """,
                arguments: [now.milliseconds, code.rawValue, ours, theirs, ReplicaStore.mostEvidence]
            )
        }
    }

    private static func put(_ kept: Kept, in database: Database) throws {
        var hashes = Data()
        for hash in kept.position.range.hashes { hashes.append(contentsOf: hash.bytes) }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO position (id, size, hashes, version, checkpoint, verified, delivered, accepted, tag)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Int64(kept.position.range.size), hashes, Int64(kept.position.version), kept.position.checkpoint,
                kept.verifiedAt.milliseconds,
                kept.delivered.milliseconds, kept.accepted.milliseconds, kept.position.tag.map { Data($0.bytes) },
            ]
        )
    }
}
