// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import FoundationEssentials
import GRDB
import Identifiers
import Synchronization

/// The hits that wait for the hub, on disk: one SQLite file beside the list's. What the hub settled is overwritten.
final class HitStore: Sendable {
    /// One hit on its way to the hub.
    struct Row: Hashable, Sendable {
        let id: Int64
        let imei: UInt64
        let seenAt: Instant
        let area: String?
    }

    /// Hits that go in one message, always the same ones under the same key until they are settled or one of them is dropped.
    struct Batch: Hashable, Sendable {
        /// The idempotency key.
        let key: String
        let rows: [Row]
    }

    let pool: DatabasePool
    /// Whether something that was deleted may still be readable in the files.
    private let owesErasure = Atomic(false)

    init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY") }
        pool = try DatabasePool(path: path, configuration: configuration)
        // A pool sets NORMAL when it turns to WAL, and that loses the last commits in a power failure.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-hits") { database in
            try database.execute(
                sql: """
                    CREATE TABLE hits (
                        id INTEGER PRIMARY KEY AUTOINCREMENT, imei INTEGER NOT NULL, seen INTEGER NOT NULL, status TEXT NOT NULL,
                        area TEXT, batch TEXT
                    );
                    CREATE INDEX hits_by_device ON hits (imei, seen);
                    CREATE TABLE totals (kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, name));
                    """
            )
        }
        try migrator.migrate(pool)
        // The last run may have ended between deleting and overwriting.
        erase()
    }

    /// How many hits wait.
    func count() throws -> Int { try pool.read { try HitStore.count(in: $0) } }

    /// Keeps what was noted: durable when it returns. A device that waits already within the period is not kept again.
    /// - Returns: how many were kept by status, and how many older ones had to make room.
    func keep(_ noted: [HitRecorder.Noted], under policy: HitPolicy) throws -> (kept: [String: Int], dropped: Int) {
        let (kept, dropped) = try pool.write { database in
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO hits (imei, seen, status, area) SELECT ?1, ?2, ?3, ?4
                    WHERE NOT EXISTS (SELECT 1 FROM hits WHERE imei = ?1 AND seen > ?2 - ?5 AND seen < ?2 + ?5)
                    """)
            var kept: [String: Int] = [:]
            for hit in noted {
                let status = HitStore.word(for: hit.status)
                try insert.execute(
                    arguments: [Int64(hit.imei), hit.at, status, hit.area, policy.period.milliseconds])
                if database.changesCount > 0 { kept[status, default: 0] += 1 }
            }
            let excess = max(0, try HitStore.count(in: database) - policy.mostWaiting)
            if excess > 0 {
                try database.execute(
                    sql: "DELETE FROM hits WHERE id IN (SELECT id FROM hits ORDER BY id LIMIT ?)", arguments: [excess])
                try HitStore.breakUp(in: database)
                try HitStore.add(excess, "dropped", "room", in: database)
            }
            return (kept, excess)
        }
        if dropped > 0 { erase() }
        return (kept, dropped)
    }

    /// The message under way, or else one of the oldest hits; nil when none waits.
    /// - Parameter most: the most hits in a new message.
    func batch(most: Int) throws -> Batch? {
        try pool.write { database in
            var key = try String.fetchOne(database, sql: "SELECT batch FROM hits WHERE batch IS NOT NULL ORDER BY id LIMIT 1")
            if key == nil {
                let fresh = UUID().uuidString.lowercased()
                try database.execute(
                    sql: "UPDATE hits SET batch = ? WHERE id IN (SELECT id FROM hits ORDER BY id LIMIT ?)",
                    arguments: [fresh, most])
                key = fresh
            }
            guard let key else { return nil }
            let sql = "SELECT id, imei, seen, area FROM hits WHERE batch = ? ORDER BY id"
            let rows = try GRDB.Row.fetchAll(database, sql: sql, arguments: [key]).map { row in
                Row(id: row[0], imei: UInt64(bitPattern: row[1] as Int64), seenAt: Instant(milliseconds: row[2]), area: row[3])
            }
            return rows.isEmpty ? nil : Batch(key: key, rows: rows)
        }
    }

    /// Deletes what the hub settled; what it wants later waits on, for another message.
    /// - Parameter outcomes: what became of each row of the message, in order.
    /// - Returns: how many wait on.
    func settle(_ batch: Batch, _ outcomes: [HitOutcome]) throws -> Int {
        let left = try pool.write { database in
            let remove = try database.cachedStatement(sql: "DELETE FROM hits WHERE id = ?")
            var left = 0
            for (row, outcome) in zip(batch.rows, outcomes) {
                guard outcome != .later else {
                    left += 1
                    continue
                }
                try remove.execute(arguments: [row.id])
                try HitStore.add(1, "sent", outcome.rawValue, in: database)
            }
            try HitStore.breakUp(in: database)
            return left
        }
        erase()
        return left
    }

    /// Drops hits whose device does not satisfy a condition any more.
    /// - Parameters:
    ///   - why: under which name they are counted.
    ///   - stays: whether the hits of a device stay.
    /// - Returns: how many were dropped.
    @discardableResult
    func drop(_ why: String, unless stays: (IMEI) -> Bool) throws -> Int {
        guard try count() > 0 else {
            if owesErasure.load(ordering: .relaxed) { erase() }
            return 0
        }
        let devices = try pool.read { try Int64.fetchAll($0, sql: "SELECT DISTINCT imei FROM hits") }
        let gone = devices.filter { device in
            guard let imei = IMEI(value: UInt64(bitPattern: device)) else { return true }
            return !stays(imei)
        }
        guard !gone.isEmpty else { return 0 }
        let dropped = try pool.write { database in
            var dropped = 0
            let remove = try database.cachedStatement(sql: "DELETE FROM hits WHERE imei = ?")
            for device in gone {
                try remove.execute(arguments: [device])
                dropped += database.changesCount
            }
            try HitStore.breakUp(in: database)
            try HitStore.add(dropped, "dropped", why, in: database)
            return dropped
        }
        erase()
        return dropped
    }

    /// Counts hits that were given up before they could be kept.
    func noteDropped(_ count: Int, _ why: String) throws {
        guard count > 0 else { return }
        try pool.write { try HitStore.add(count, "dropped", why, in: $0) }
    }

    /// Makes what was deleted unreadable in every file. When somebody reads them just now it is owed, and done a little later.
    private func erase() {
        do {
            try pool.barrierWriteWithoutTransaction { database in
                if try HitStore.count(in: database) == 0 { try database.execute(sql: "VACUUM") }
                // Its answer is 1 when somebody was in the way.
                owesErasure.store(try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") != 0, ordering: .relaxed)
            }
        } catch {
            owesErasure.store(true, ordering: .relaxed)
        }
    }

    /// A message of which a part is gone is no longer the one that the hub may have answered.
    private static func breakUp(in database: Database) throws {
        try database.execute(sql: "UPDATE hits SET batch = NULL WHERE batch IS NOT NULL")
    }

    private static func count(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM hits") ?? 0
    }

    private static func add(_ count: Int, _ kind: String, _ name: String, in database: Database) throws {
        try database.execute(
            sql: "INSERT INTO totals (kind, name, count) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + ?3",
            arguments: [kind, name, count])
    }

    private static func word(for status: EquipmentStatus) -> String { status == .prohibited ? "prohibited" : "tracking" }
}
