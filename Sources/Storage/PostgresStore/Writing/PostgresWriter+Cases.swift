// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension PostgresWriter {
    func put(_ row: CaseRow, in register: RegisterName) throws {
        try run(
            """
            INSERT INTO cases (
                register, id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections, proposer
            ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (register, id) DO UPDATE SET phase = EXCLUDED.phase, opened = EXCLUDED.opened, updated = EXCLUDED.updated,
                due = EXCLUDED.due, subjects = EXCLUDED.subjects, list_version = EXCLUDED.list_version,
                described = EXCLUDED.described, tasks = EXCLUDED.tasks, work_due = EXCLUDED.work_due, first_kind = EXCLUDED.first_kind,
                objections = EXCLUDED.objections, proposer = EXCLUDED.proposer
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(row.id.description)
            try $0.text(row.phase.rawValue)
            $0.integer(row.openedAt.milliseconds)
            $0.integer(row.updatedAt.milliseconds)
            $0.integer(row.due?.milliseconds)
            $0.integer(row.subjectCount)
            $0.integer(row.listVersion.map { Int64($0) })
            $0.integer(row.work == nil ? CaseWork.undescribed : row.updatedAt.milliseconds)
            $0.integer(row.work?.taskBits ?? 0)
            $0.integer(row.work?.due?.milliseconds ?? CaseWork.noTerm)
            if let kind = row.work?.kind { try $0.text(kind.rawValue) } else { $0.null() }
            $0.integer(row.work?.openObjections ?? 0)
            if let proposer = row.work?.proposer { try $0.text(proposer) } else { $0.null() }
        }
    }

    func add(_ subjects: [Subject], to id: CaseID, in register: RegisterName) throws {
        for start in stride(from: 0, to: subjects.count, by: 1_000) {
            let some = subjects[start..<min(start + 1_000, subjects.count)]
            try run(
                """
                WITH fresh AS (
                    INSERT INTO case_subjects (register, case_id, kind, value)
                    SELECT $1, $2, kind, value FROM unnest($3::text[], $4::text[]) AS subjects (kind, value)
                    ON CONFLICT DO NOTHING RETURNING kind, value
                )
                INSERT INTO subject_runs (run, register, kind, value, case_id)
                SELECT (SELECT number FROM runs WHERE is_open), $1, kind, value, $2 FROM fresh
                """
            ) {
                try $0.text(register.rawValue)
                try $0.text(id.description)
                try $0.array(.text, some.map { .text($0.kind) })
                try $0.array(.text, some.map { .text($0.value) })
            }
        }
        count(added: subjects.count)
    }

    func forgetSubjects(of id: CaseID, in register: RegisterName) throws {
        try run(
            """
            WITH gone AS (DELETE FROM case_subjects WHERE register = $1 AND case_id = $2 RETURNING kind, value)
            DELETE FROM subject_runs USING gone
            WHERE run = ANY (ARRAY(SELECT number FROM runs)) AND register = $1 AND subject_runs.kind = gone.kind
                AND subject_runs.value = gone.value AND case_id = $2
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(id.description)
        }
        try mark("case_subjects")
        try mark("subject_runs")
    }

    func put(_ hold: ListHold, on list: ListName, of subject: String, in register: RegisterName) throws {
        try run(
            """
            INSERT INTO holds (register, list, subject, case_id, status) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (register, list, subject, case_id) DO UPDATE SET status = EXCLUDED.status
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.text(subject)
            try $0.text(hold.caseID.description)
            try $0.text(hold.status.rawValue)
        }
    }

    func removeHold(by id: CaseID, on list: ListName, of subject: String, in register: RegisterName) throws {
        try run("DELETE FROM holds WHERE register = $1 AND list = $2 AND subject = $3 AND case_id = $4") {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.text(subject)
            try $0.text(id.description)
        }
        try mark("holds")
    }

    func put(_ snapshot: StoredSnapshot, in register: RegisterName) throws {
        try run(
            """
            INSERT INTO snapshots (register, list, version, size, subjects, length, digest, entry)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (register, list, version) DO UPDATE SET size = EXCLUDED.size, subjects = EXCLUDED.subjects,
                length = EXCLUDED.length, digest = EXCLUDED.digest, entry = EXCLUDED.entry
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(snapshot.list.rawValue)
            try $0.number(snapshot.version)
            try $0.number(snapshot.size)
            $0.integer(snapshot.count)
            $0.integer(snapshot.bytes)
            $0.bytes(snapshot.digest.bytes)
            if let entry = snapshot.entry { try $0.number(entry) } else { $0.null() }
        }
    }

    func put(snapshotPart bytes: [UInt8], _ part: Int, of list: ListName, version: UInt64, in register: RegisterName) throws {
        try run(
            """
            INSERT INTO snapshot_parts (register, list, version, part, bytes) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (register, list, version, part) DO UPDATE SET bytes = EXCLUDED.bytes
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.number(version)
            $0.integer(part)
            $0.bytes(bytes)
        }
    }

    func removeSnapshots(of list: ListName, in register: RegisterName, before version: UInt64) throws {
        let bind: (inout Parameters) throws -> Void = {
            try $0.text(register.rawValue)
            try $0.text(list.rawValue)
            try $0.number(version)
        }
        try run("DELETE FROM snapshot_parts WHERE register = $1 AND list = $2 AND version < $3", bind)
        try run("DELETE FROM snapshots WHERE register = $1 AND list = $2 AND version < $3", bind)
        try mark("snapshot_parts")
    }

    func put(_ measure: Measure) throws {
        tell()
        try run(
            """
            INSERT INTO measures (id, register, state) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET register = EXCLUDED.register, state = EXCLUDED.state
            """
        ) {
            try $0.text(measure.id.description)
            try $0.text(measure.register.rawValue)
            try $0.text(measure.json.canonicalText)
        }
        try mark("measures")
    }

    func add(_ fact: MeasureFact, _ standing: Measure.Standing, of id: MeasureID) throws {
        try run(
            "INSERT INTO facts (measure, fact, edge, version, at, stated) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING"
        ) {
            try $0.text(id.description)
            try $0.text(fact.rawValue)
            try $0.text(standing.edge)
            $0.integer(standing.version)
            $0.integer(standing.at.milliseconds)
            $0.integer(standing.statedAt.milliseconds)
        }
    }
}
