// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Ledger
import Store

/// Writes of one transaction.
final class SQLiteWriter: SQLiteReader, StoreWriter {
    /// About how many subjects this transaction added.
    var added = 0

    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try explained { try database.cachedStatement(sql: sql).execute(arguments: arguments) }
    }

    /// A number as SQLite can hold it.
    func held(_ number: UInt64) throws -> Int64 {
        guard let held = Int64(exactly: number) else {
            throw StoreError(.failed, "A number is too large to be kept: the largest is 2^63 - 1.")
        }
        return held
    }

    func part<Result>(_ body: () throws -> Result) throws -> Result {
        var result: Result?
        try explained {
            try database.inSavepoint {
                result = try body()
                return .commit
            }
        }
        guard let result else { throw StoreError(.failed, "A part of a transaction had no result.") }
        return result
    }

    func append(_ entry: StoredEntry, payload: StoredPayload?, to log: RegisterName) throws {
        guard payload == nil || payload?.index == entry.index else {
            throw StoreError(.failed, "A payload belongs to the entry it is appended with.")
        }
        let index = try held(entry.index)
        try run(
            """
            INSERT INTO entries (log, idx, tag, sequence, stream, leaf)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE ?2 = (SELECT coalesce(max(idx) + 1, 0) FROM entries WHERE log = ?1)
            """,
            [
                log.rawValue, index, entry.leaf.audience.data, try held(entry.leaf.sequence), entry.stream,
                Data(entry.leaf.encode()),
            ]
        )
        guard database.changesCount == 1 else { throw StoreError(.failed, "An entry goes at the end of its log, nowhere else.") }
        guard let payload else { return }
        try run(
            "INSERT INTO payloads (log, idx, salt, bytes) VALUES (?, ?, ?, ?)",
            [log.rawValue, index, Data(payload.salt.bytes), Data(payload.bytes)]
        )
    }

    func erasePayloads(of log: RegisterName, at indexes: [UInt64]) throws -> Int {
        var erased = 0
        for index in indexes {
            try run("DELETE FROM payloads WHERE log = ? AND idx = ?", [log.rawValue, try held(index)])
            erased += database.changesCount
        }
        return erased
    }

    func put(_ tile: Tile, of log: RegisterName) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(tile.hashes.count * 32)
        for hash in tile.hashes { bytes.append(contentsOf: hash.bytes) }
        try run(
            "INSERT INTO tiles (log, level, idx, hashes) VALUES (?, ?, ?, ?)",
            [log.rawValue, tile.level, try held(tile.index), Data(bytes)]
        )
    }

    func put(_ head: StoredHead, of log: RegisterName) throws {
        try run(
            "INSERT OR REPLACE INTO heads (log, size, time, checkpoint) VALUES (?, ?, ?, ?)",
            [log.rawValue, try held(head.size), head.time.milliseconds, head.checkpoint]
        )
    }

    func put(_ row: CaseRow, in register: RegisterName) throws {
        try run(
            """
            INSERT OR REPLACE INTO cases (
                register, id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections, proposer
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                register.rawValue, row.id.description, row.phase.rawValue, row.openedAt.milliseconds, row.updatedAt.milliseconds,
                row.due?.milliseconds, row.subjectCount, row.listVersion,
                row.work == nil ? CaseWork.undescribed : row.updatedAt.milliseconds, row.work?.taskBits ?? 0,
                row.work?.due?.milliseconds ?? CaseWork.noTerm, row.work?.kind?.rawValue, row.work?.openObjections ?? 0,
                row.work?.proposer,
            ]
        )
    }

    func add(_ subjects: [Subject], to id: CaseID, in register: RegisterName) throws {
        for subject in subjects {
            try run(
                "INSERT OR IGNORE INTO case_subjects (register, case_id, kind, value) VALUES (?, ?, ?, ?)",
                [register.rawValue, id.description, subject.kind, subject.value]
            )
        }
        added += subjects.count
    }

    func forgetSubjects(of id: CaseID, in register: RegisterName) throws {
        try run("DELETE FROM case_subjects WHERE register = ? AND case_id = ?", [register.rawValue, id.description])
    }

    func put(_ snapshot: StoredSnapshot, in register: RegisterName) throws {
        try run(
            """
            INSERT OR REPLACE INTO snapshots (register, list, version, size, subjects, length, digest, entry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                register.rawValue, snapshot.list.rawValue, try held(snapshot.version), try held(snapshot.size), snapshot.count,
                snapshot.bytes, Data(snapshot.digest.bytes), try snapshot.entry.map(held),
            ]
        )
    }

    func put(snapshotPart bytes: [UInt8], _ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws {
        try run(
            "INSERT OR REPLACE INTO snapshot_parts (register, list, version, part, bytes) VALUES (?, ?, ?, ?, ?)",
            [register.rawValue, list.rawValue, try held(version), part, Data(bytes)]
        )
    }

    func removeSnapshots(of list: ListName, in register: RegisterName, before version: UInt64) throws {
        for table in ["snapshot_parts", "snapshots"] {
            try run(
                "DELETE FROM \(table) WHERE register = ? AND list = ? AND version < ?",
                [register.rawValue, list.rawValue, try held(version)]
            )
        }
    }

    func put(_ hold: ListHold, on list: ListName, of subject: String, in register: RegisterName) throws {
        try run(
            "INSERT OR REPLACE INTO holds (register, list, subject, case_id, status) VALUES (?, ?, ?, ?, ?)",
            [register.rawValue, list.rawValue, subject, hold.caseID.description, hold.status.rawValue]
        )
    }

    func removeHold(by id: CaseID, on list: ListName, of subject: String, in register: RegisterName) throws {
        try run(
            "DELETE FROM holds WHERE register = ? AND list = ? AND subject = ? AND case_id = ?",
            [register.rawValue, list.rawValue, subject, id.description]
        )
    }

    func put(_ measure: Measure) throws {
        try run(
            "INSERT OR REPLACE INTO measures (id, register, state) VALUES (?, ?, ?)",
            [measure.id.description, measure.register.rawValue, measure.json.canonicalText]
        )
    }

    func add(_ fact: MeasureFact, _ standing: Measure.Standing, of id: MeasureID) throws {
        try run(
            "INSERT OR IGNORE INTO facts (measure, fact, edge, version, at, stated) VALUES (?, ?, ?, ?, ?, ?)",
            [
                id.description, fact.rawValue, standing.edge, standing.version, standing.at.milliseconds,
                standing.statedAt.milliseconds,
            ]
        )
    }

    func put(_ act: StoredAct) throws {
        try run(
            "INSERT INTO acts (key, fingerprint, answer, at) VALUES (?, ?, ?, ?)",
            [act.key, Data(act.fingerprint), Data(act.answer), act.at.milliseconds]
        )
    }

    func forgetActs(before: Instant) throws {
        try run("DELETE FROM acts WHERE at < ?", [before.milliseconds])
    }

    func put(setting name: String, _ value: [UInt8]) throws {
        try run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", [name, Data(value)])
    }
}

extension AudienceTag {
    /// The tag as a blob.
    var data: Data { Data(bytes) }
}
