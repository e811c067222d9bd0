// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Identifiers
import Ledger

/// What an edge keeps on disk: how far it verified the log, what changed in the list since its last segment, and what it told the hub.
/// One SQLite file, every batch in one durable transaction.
final class ReplicaStore: Sendable {
    /// The folder it is in.
    let folder: String
    let pool: DatabasePool

    /// What is kept besides the list.
    struct Kept: Sendable {
        var position: FollowPosition
        /// When the list was last known to be the newest.
        var verifiedAt: Instant
        /// When each fact about this version became true.
        var delivered: Instant
        var accepted: Instant
        /// The latest moment of which the hub said that it was the present; nil before the first.
        var heard: Instant?
        /// What was deleted may still be readable in the files: until that is mended, the version is not carried out.
        var owesErasure = false
    }

    init(path: String) throws {
        folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        // In memory: what is sorted or rebuilt leaves no copy in a folder of the system, and there need be none.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY") }
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
        migrator.registerMigration("003-freshness") { database in
            try database.execute(
                sql: """
                    ALTER TABLE position ADD COLUMN heard INTEGER;
                    ALTER TABLE position ADD COLUMN owes INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE evidence ADD COLUMN telling INTEGER NOT NULL DEFAULT 0;
                    """
            )
        }
        // The list itself stands in segments; here is what changed since the last. A status of NULL takes a device off.
        migrator.registerMigration("004-segments") { database in
            try database.execute(
                sql: """
                    CREATE TABLE segment (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL);
                    CREATE TABLE changed (imei INTEGER PRIMARY KEY, status TEXT, version INTEGER NOT NULL);
                    INSERT INTO changed SELECT imei, status, coalesce((SELECT version FROM position), 0) FROM listed;
                    DROP TABLE listed;
                    """
            )
        }
        // The day of the entry that listed a device, by its number from 1970-01-01. What was kept before has none.
        migrator.registerMigration("005-days") { try $0.execute(sql: "ALTER TABLE changed ADD COLUMN since INTEGER") }
        try migrator.migrate(pool)
    }

    /// What was kept, or nil at the first start.
    func kept() throws -> Kept? {
        try pool.read { database in
            let sql = "SELECT size, hashes, version, checkpoint, verified, delivered, accepted, tag, heard, owes FROM position"
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
                accepted: Instant(milliseconds: row[6]), heard: (row[8] as Int64?).map { Instant(milliseconds: $0) },
                owesErasure: row[9]
            )
        }
    }

    /// Applies verified changes with the position after them. Durable when it returns.
    func apply(_ changes: [DeviceChange], kept: Kept) throws {
        try pool.write { database in
            let put = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO changed (imei, status, version, since) VALUES (?, ?, ?, ?)")
            let version = Int64(clamping: kept.position.version)
            for change in changes {
                try put.execute(
                    arguments: [
                        Int64(change.imei.value), change.status?.rawValue, version, change.since.map { Int64($0.dayNumber) },
                    ])
            }
            try ReplicaStore.put(kept, in: database)
        }
    }

    /// Notes that the list is still the newest.
    func touch(_ kept: Kept) throws {
        try pool.write { try ReplicaStore.put(kept, in: $0) }
    }

    static func put(_ kept: Kept, in database: Database) throws {
        var hashes = Data()
        for hash in kept.position.range.hashes { hashes.append(contentsOf: hash.bytes) }
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO position
                (id, size, hashes, version, checkpoint, verified, delivered, accepted, tag, heard, owes)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Int64(kept.position.range.size), hashes, Int64(kept.position.version), kept.position.checkpoint,
                kept.verifiedAt.milliseconds,
                kept.delivered.milliseconds, kept.accepted.milliseconds, kept.position.tag.map { Data($0.bytes) },
                kept.heard?.milliseconds, kept.owesErasure,
            ]
        )
    }
}
