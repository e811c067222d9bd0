// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension PostgresReader {
    func holds(on list: ListName, of subject: String, in register: RegisterName) throws -> [ListHold] {
        try rows(
            "SELECT case_id, status FROM holds WHERE register = $1 AND list = $2 AND subject = $3 ORDER BY case_id"
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.text(subject)
        } value: {
            ListHold(caseID: try PostgresReader.caseID($0.text(0)), status: ListStatus(rawValue: $0.text(1)))
        }
    }

    func subjectsHeld(by id: CaseID, on list: ListName, in register: RegisterName) throws -> [String] {
        try rows(
            "SELECT subject FROM holds WHERE register = $1 AND list = $2 AND case_id = $3 ORDER BY subject"
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.text(id.description)
        } value: {
            $0.text(0)
        }
    }

    func count(of list: ListName, in register: RegisterName) throws -> Int {
        try first(
            "SELECT count(*) FROM (SELECT DISTINCT subject FROM holds WHERE register = $1 AND list = $2) AS subjects"
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
        } value: {
            Int(clamping: $0.integer(0))
        } ?? 0
    }

    func listed(on list: ListName, in register: RegisterName, after subject: String?, most: Int) throws -> [ListedSubject] {
        let pairs = try rows(
            """
            SELECT subject, case_id, status FROM holds WHERE register = $1 AND list = $2 AND subject IN (
                SELECT DISTINCT subject FROM holds WHERE register = $1 AND list = $2 AND subject > $3 ORDER BY subject LIMIT $4
            ) ORDER BY subject, case_id
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.text(subject ?? "")
            $0.integer(max(most, 0))
        } value: { row in
            (row.text(0), ListHold(caseID: try PostgresReader.caseID(row.text(1)), status: ListStatus(rawValue: row.text(2))))
        }
        var found: [ListedSubject] = []
        var start = pairs.startIndex
        while start < pairs.endIndex {
            let subject = pairs[start].0
            let end = pairs[start...].firstIndex { $0.0 != subject } ?? pairs.endIndex
            found.append(ListedSubject(subject: subject, holds: pairs[start..<end].map(\.1)))
            start = end
        }
        return found
    }

    func snapshot(of list: ListName, in register: RegisterName) throws -> StoredSnapshot? {
        try first(
            """
            SELECT version, size, subjects, length, digest, entry FROM snapshots
            WHERE register = $1 AND list = $2 AND entry IS NOT NULL ORDER BY version DESC LIMIT 1
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
        } value: { row in
            guard let digest = Digest(bytes: row.bytes(4)) else {
                throw StoreError(.corrupt, "The digest of a snapshot is damaged: restore the store from a copy.")
            }
            return StoredSnapshot(
                list: list, version: try row.number(0), size: try row.number(1), count: Int(clamping: row.integer(2)),
                bytes: Int(clamping: row.integer(3)), digest: digest, entry: try row.number(5)
            )
        }
    }

    func snapshotPart(_ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws -> [UInt8]? {
        try first(
            "SELECT bytes FROM snapshot_parts WHERE register = $1 AND list = $2 AND version = $3 AND part = $4"
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            $0.integer(Int64(clamping: version))
            $0.integer(part)
        } value: {
            $0.bytes(0)
        }
    }
}
