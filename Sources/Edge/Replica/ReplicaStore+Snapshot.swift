// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Identifiers

extension ReplicaStore {
    /// Puts another list in place of the one that is kept, with the position that belongs to it, in one transaction.
    /// - Parameters:
    ///   - kept: the position.
    ///   - fill: hands every device over, each once.
    func replace(kept: Kept, fill: (_ put: (IMEI, ListStatus) throws -> Void) throws -> Void) throws {
        try pool.write { database in
            try database.execute(sql: "DELETE FROM listed")
            let insert = try database.cachedStatement(sql: "INSERT INTO listed (imei, status) VALUES (?, ?)")
            try fill { imei, status in try insert.execute(arguments: [Int64(imei.value), status.rawValue]) }
            try ReplicaStore.put(kept, in: database)
        }
    }

    /// Files that still hold something that was deleted.
    struct NotErased: Error, Hashable, Sendable, CustomStringConvertible {
        /// One sentence.
        let description =
            "What was deleted can still be in the edge's files, for another process has them open; it is tried again."
    }

    /// Makes what was deleted unreadable in every file: rows are overwritten as they are deleted, but keys linger in the inner
    /// pages of a table, and everything in the journal. So the table is written anew and the journal emptied.
    func erase() throws {
        try pool.barrierWriteWithoutTransaction { database in
            try database.execute(sql: "VACUUM")
            try ReplicaStore.emptyJournal(of: database)
            try database.execute(sql: "UPDATE position SET owes = 0")
        }
    }

    private static func emptyJournal(of database: Database) throws {
        // Its first column is 1 when somebody was in the way.
        let row = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        guard let row, (row[0] as Int) == 0 else { throw NotErased() }
    }
}
