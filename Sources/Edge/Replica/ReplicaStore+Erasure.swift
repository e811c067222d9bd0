// SPDX-License-Identifier: EUPL-1.2

import GRDB

extension ReplicaStore {
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
