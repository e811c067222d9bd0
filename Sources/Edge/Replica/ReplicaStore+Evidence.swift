// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB

extension ReplicaStore {
    /// The most pairs that are kept: a hub that signs ever new histories must not fill the disk.
    private static let mostEvidence = 1_000

    /// Keeps what two irreconcilable notes said; the same pair once.
    /// - Returns: whether it was not known before.
    @discardableResult
    func keepEvidence(_ code: FollowFault.Code, ours: String, theirs: String, at now: Instant) throws -> Bool {
        try pool.write { database in
            try database.execute(
                sql: """
                    INSERT INTO evidence (at, code, ours, theirs) SELECT ?1, ?2, ?3, ?4
                    WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE code = ?2 AND ours = ?3 AND theirs = ?4)
                    AND (SELECT count(*) FROM evidence) < ?5
                    """,
                arguments: [now.milliseconds, code.rawValue, ours, theirs, ReplicaStore.mostEvidence]
            )
            return database.changesCount > 0
        }
    }

    /// The evidence, newest first.
    func evidence(most: Int = mostEvidence) throws -> [EdgeEvidence] {
        try pool.read { try ReplicaStore.evidence(in: $0, most: most) }
    }

    /// The oldest evidence that the hub was not told yet.
    func untold() throws -> EdgeEvidence? {
        try pool.read { database in
            let sql = "SELECT at, code, ours, theirs, telling FROM evidence WHERE telling = 0 ORDER BY rowid LIMIT 1"
            return try Row.fetchOne(database, sql: sql).map(EdgeEvidence.init)
        }
    }

    /// Notes what became of evidence at the hub.
    func note(_ telling: EdgeEvidence.Telling, of evidence: EdgeEvidence) throws {
        try pool.write { database in
            try database.execute(
                sql: "UPDATE evidence SET telling = ? WHERE code = ? AND ours = ? AND theirs = ?",
                arguments: [telling.rawValue, evidence.code, evidence.ours, evidence.theirs])
        }
    }

    /// The evidence in a folder, while its edge runs or not; nothing when there was never an edge.
    static func evidence(in folder: String) throws -> [EdgeEvidence] {
        let path = folder + "/replica.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration).read { try evidence(in: $0, most: mostEvidence) }
    }

    private static func evidence(in database: Database, most: Int) throws -> [EdgeEvidence] {
        let sql = "SELECT at, code, ours, theirs, telling FROM evidence ORDER BY rowid DESC LIMIT ?"
        return try Row.fetchAll(database, sql: sql, arguments: [most]).map(EdgeEvidence.init)
    }
}

extension EdgeEvidence {
    fileprivate init(_ row: Row) {
        self.init(
            at: Instant(milliseconds: row[0]), code: row[1], ours: row[2], theirs: row[3],
            telling: Telling(rawValue: row[4]) ?? .waiting)
    }
}
