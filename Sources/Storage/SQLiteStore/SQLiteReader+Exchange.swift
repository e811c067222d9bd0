// SPDX-License-Identifier: EUPL-1.2

import Exchange
import GRDB
import Ledger
import Store

extension SQLiteReader {
    static let caseColumns = """
        cases.id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections, proposer
        """

    static func caseRow(_ row: Row) throws -> CaseRow {
        guard let phase = CasePhase(rawValue: row[1]) else { throw StoreError(.corrupt, "A case has a phase that is not known.") }
        return CaseRow(
            id: try caseID(row[0]), phase: phase, openedAt: Instant(milliseconds: row[2]),
            updatedAt: Instant(milliseconds: row[3]), due: (row[4] as Int64?).map { Instant(milliseconds: $0) },
            subjectCount: row[5], listVersion: row[6], work: (row[7] as Int64) == CaseWork.undescribed ? nil : caseWork(row)
        )
    }

    private static func caseWork(_ row: Row) -> CaseWork {
        let due: Int64 = row[9]
        return CaseWork(
            tasks: CaseWork.tasks(of: row[8]), due: due == CaseWork.noTerm ? nil : Instant(milliseconds: due),
            kind: (row[10] as String?).map { ReportKind(rawValue: $0) }, openObjections: row[11], proposer: row[12],
            isAlert: CaseWork.isAlert(row[8])
        )
    }

    func caseRow(_ id: CaseID, in register: RegisterName) throws -> CaseRow? {
        try first(
            "SELECT \(SQLiteReader.caseColumns) FROM cases WHERE register = ? AND id = ?", [register.rawValue, id.description],
            SQLiteReader.caseRow
        )
    }

    func casesDue(in register: RegisterName, at now: Instant, most: Int) throws -> [CaseID] {
        try rows(
            "SELECT id FROM cases WHERE register = ? AND due IS NOT NULL AND due < ? ORDER BY due LIMIT ?",
            [register.rawValue, now.milliseconds, most]
        ) { try SQLiteReader.caseID($0[0]) }
    }

    func openCases(about subject: Subject, in register: RegisterName) throws -> [CaseID] {
        try rows(
            """
            SELECT case_id FROM runs CROSS JOIN subject_runs ON run = number
            CROSS JOIN cases ON cases.register = subject_runs.register AND cases.id = case_id
            WHERE subject_runs.register = ? AND kind = ? AND value = ? AND phase NOT IN ('closed', 'erased') ORDER BY opened
            """,
            [register.rawValue, subject.kind, subject.value]
        ) { try SQLiteReader.caseID($0[0]) }
    }

    func subjects(of id: CaseID, in register: RegisterName) throws -> [Subject] {
        try rows(
            "SELECT kind, value FROM case_subjects WHERE register = ? AND case_id = ? ORDER BY kind, value",
            [register.rawValue, id.description]
        ) { Subject(kind: $0[0], value: $0[1]) }
    }

    func holds(on list: ListName, of subject: String, in register: RegisterName) throws -> [ListHold] {
        try rows(
            "SELECT case_id, status FROM holds WHERE register = ? AND list = ? AND subject = ?",
            [register.rawValue, list.rawValue, subject]
        ) { ListHold(caseID: try SQLiteReader.caseID($0[0]), status: ListStatus(rawValue: $0[1])) }
    }

    func subjectsHeld(by id: CaseID, on list: ListName, in register: RegisterName) throws -> [String] {
        try rows(
            "SELECT subject FROM holds WHERE register = ? AND list = ? AND case_id = ? ORDER BY subject",
            [register.rawValue, list.rawValue, id.description]
        ) { $0[0] as String }
    }

    func count(of list: ListName, in register: RegisterName) throws -> Int {
        try first(
            "SELECT count(DISTINCT subject) FROM holds WHERE register = ? AND list = ?", [register.rawValue, list.rawValue]
        ) { $0[0] as Int } ?? 0
    }

    func measures(in register: RegisterName) throws -> [Measure] {
        try rows("SELECT state FROM measures WHERE register = ? ORDER BY id", [register.rawValue], SQLiteReader.measure)
    }

    func measure(_ id: MeasureID) throws -> Measure? {
        try first("SELECT state FROM measures WHERE id = ?", [id.description], SQLiteReader.measure)
    }

    func firstStatement(
        of fact: MeasureFact, for id: MeasureID, by edge: String?, atLeast version: Int
    ) throws -> Measure.Standing? {
        if let edge {
            return try first(
                """
                SELECT version, at, stated, edge FROM facts WHERE measure = ? AND fact = ? AND edge = ? AND version >= ?
                ORDER BY version LIMIT 1
                """,
                [id.description, fact.rawValue, edge, version], SQLiteReader.standing
            )
        }
        return try first(
            """
            SELECT version, at, stated, edge FROM facts WHERE measure = ? AND fact = ? AND version >= ? AND edge <> ''
            ORDER BY at, version LIMIT 1
            """,
            [id.description, fact.rawValue, version], SQLiteReader.standing
        )
    }

    func statements(of fact: MeasureFact, for id: MeasureID, from version: Int, most: Int) throws -> [Measure.Standing] {
        try rows(
            """
            SELECT version, at, stated, edge FROM facts WHERE measure = ? AND fact = ? AND version >= ? ORDER BY version, edge LIMIT ?
            """,
            [id.description, fact.rawValue, version, most], SQLiteReader.standing
        )
    }

    private static func standing(_ row: Row) -> Measure.Standing {
        Measure.Standing(
            version: row[0], at: Instant(milliseconds: row[1]), statedAt: Instant(milliseconds: row[2]), edge: row[3]
        )
    }

    static func caseID(_ text: String) throws -> CaseID {
        do {
            return try CaseID(text)
        } catch {
            throw StoreError(.corrupt, "A case number is damaged: restore the store from a copy.")
        }
    }

    private static func measure(_ row: Row) throws -> Measure {
        do {
            return try Measure(json: JSON(parsing: (row[0] as String).utf8))
        } catch {
            throw StoreError(.corrupt, "A measure is damaged: restore the store from a copy.")
        }
    }
}
