// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Ledger
import Store

extension SQLiteReader {
    func listed(on list: ListName, in register: RegisterName, after subject: String?, most: Int) throws -> [ListedSubject] {
        let subjects = try rows(
            "SELECT DISTINCT subject FROM holds WHERE register = ? AND list = ? AND subject > ? ORDER BY subject LIMIT ?",
            [register.rawValue, list.rawValue, subject ?? "", most]
        ) { $0[0] as String }
        guard let last = subjects.last else { return [] }
        var found: [ListedSubject] = []
        found.reserveCapacity(subjects.count)
        var holds: [ListHold] = []
        var current: String?
        let pairs = try rows(
            """
            SELECT subject, case_id, status FROM holds WHERE register = ? AND list = ? AND subject > ? AND subject <= ?
            ORDER BY subject, case_id
            """,
            [register.rawValue, list.rawValue, subject ?? "", last]
        ) { ($0[0] as String, ListHold(caseID: try SQLiteReader.caseID($0[1]), status: ListStatus(rawValue: $0[2]))) }
        for (subject, hold) in pairs {
            if subject != current {
                if let current { found.append(ListedSubject(subject: current, holds: holds)) }
                (current, holds) = (subject, [])
            }
            holds.append(hold)
        }
        if let current { found.append(ListedSubject(subject: current, holds: holds)) }
        return found
    }

    func snapshot(of list: ListName, in register: RegisterName) throws -> StoredSnapshot? {
        try first(
            """
            SELECT version, size, subjects, length, digest, entry FROM snapshots
            WHERE register = ? AND list = ? AND entry IS NOT NULL ORDER BY version DESC LIMIT 1
            """,
            [register.rawValue, list.rawValue]
        ) { row in
            guard let digest = Digest(bytes: row.bytes(4)) else {
                throw StoreError(.corrupt, "The digest of a snapshot is damaged: restore the store from a copy.")
            }
            return StoredSnapshot(
                list: list, version: try row.number(0), size: try row.number(1), count: row[2], bytes: row[3], digest: digest,
                entry: try row.number(5)
            )
        }
    }

    func snapshotPart(_ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws -> [UInt8]? {
        try first(
            "SELECT bytes FROM snapshot_parts WHERE register = ? AND list = ? AND version = ? AND part = ?",
            [register.rawValue, list.rawValue, Int64(clamping: version), part]
        ) { $0.bytes(0) }
    }
}
