// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Identifiers

extension ReplicaStore {
    /// What is listed, as far as the store has it: which segment is in use, and what changed since.
    struct Holding: Sendable {
        /// The name of the segment's file; nil before the first.
        var segment: String?
        /// One change for each device that changed since the segment.
        var changes: [DeviceChange] = []
    }

    /// The segment and the changes since.
    func holding() throws -> Holding {
        try pool.read { database in
            var changes: [DeviceChange] = []
            let rows = try Row.fetchCursor(database, sql: "SELECT imei, status, since FROM changed ORDER BY imei")
            while let row = try rows.next() {
                guard let imei = IMEI(value: UInt64(bitPattern: row[0] as Int64)) else { continue }
                let status = (row[1] as String?).map(ListStatus.init(rawValue:))
                let since = (row[2] as Int64?).map { CivilDate(dayNumber: Int(clamping: $0)) }
                changes.append(DeviceChange(imei: imei, status: status, since: since))
            }
            return Holding(segment: try String.fetchOne(database, sql: "SELECT name FROM segment"), changes: changes)
        }
    }

    /// Takes a segment into use; the changes that it holds go. Durable when it returns.
    /// - Parameters:
    ///   - segment: its name.
    ///   - version: the version up to which it has everything.
    func adopt(_ segment: String, upTo version: UInt64) throws {
        try pool.write { database in
            try ReplicaStore.put(segment, in: database)
            try database.execute(sql: "DELETE FROM changed WHERE version <= ?", arguments: [Int64(version)])
        }
    }

    /// Puts another list in place of the one that is kept, with the position that belongs to it, in one transaction.
    /// - Parameters:
    ///   - segment: the name of the segment that has the whole list.
    ///   - kept: the position.
    func replace(with segment: String, kept: Kept) throws {
        try pool.write { database in
            try ReplicaStore.put(segment, in: database)
            try database.execute(sql: "DELETE FROM changed")
            try ReplicaStore.put(kept, in: database)
        }
    }

    /// Forgets list and position: what is on disk cannot be used, so the edge begins as a new one. Evidence stays.
    func forgetList() throws {
        try pool.write { try $0.execute(sql: "DELETE FROM segment; DELETE FROM changed; DELETE FROM position") }
    }

    private static func put(_ segment: String, in database: Database) throws {
        try database.execute(sql: "INSERT OR REPLACE INTO segment (id, name) VALUES (1, ?)", arguments: [segment])
    }
}
