// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresReader {
    func caseRow(_ id: CaseID, in register: RegisterName) throws -> CaseRow? {
        try first(
            """
            SELECT cases.id, phase, opened, updated, due, subjects, list_version, described, tasks, work_due, first_kind, objections,
                proposer FROM cases WHERE register = $1 AND id = $2
            """,
            {
                try $0.text(register.rawValue)
                try $0.text(id.description)
            }, value: PostgresReader.caseRow)
    }

    func casesDue(in register: RegisterName, at now: Instant, most: Int) throws -> [CaseID] {
        try rows(
            "SELECT id FROM cases WHERE register = $1 AND due IS NOT NULL AND due < $2 ORDER BY due LIMIT $3"
        ) {
            try $0.text(register.rawValue)
            $0.integer(now.milliseconds)
            $0.integer(max(most, 0))
        } value: {
            try PostgresReader.caseID($0.text(0))
        }
    }

    func openCases(about subject: Subject, in register: RegisterName) throws -> [CaseID] {
        try rows(
            """
            SELECT case_id FROM subject_runs JOIN cases ON cases.register = subject_runs.register AND cases.id = case_id
            WHERE run = ANY (ARRAY(SELECT number FROM runs)) AND subject_runs.register = $1 AND kind = $2 AND value = $3
                AND phase NOT IN ('closed', 'erased') ORDER BY opened
            """
        ) {
            try $0.text(register.rawValue)
            try $0.text(subject.kind)
            try $0.text(subject.value)
        } value: {
            try PostgresReader.caseID($0.text(0))
        }
    }

    func subjects(of id: CaseID, in register: RegisterName) throws -> [Subject] {
        try rows(
            "SELECT kind, value FROM case_subjects WHERE register = $1 AND case_id = $2 ORDER BY kind, value"
        ) {
            try $0.text(register.rawValue)
            try $0.text(id.description)
        } value: {
            Subject(kind: $0.text(0), value: $0.text(1))
        }
    }

    static func caseID(_ text: String) throws -> CaseID {
        do {
            return try CaseID(text)
        } catch {
            throw StoreError(.corrupt, "A case number is damaged: restore the store from a copy.")
        }
    }

    static func caseRow(_ row: PostgresRow) throws -> CaseRow {
        guard let phase = CasePhase(rawValue: row.text(1)) else {
            throw StoreError(.corrupt, "A case has a phase that is not known.")
        }
        return CaseRow(
            id: try caseID(row.text(0)), phase: phase, openedAt: Instant(milliseconds: row.integer(2)),
            updatedAt: Instant(milliseconds: row.integer(3)), due: row.isNull(4) ? nil : Instant(milliseconds: row.integer(4)),
            subjectCount: Int(clamping: row.integer(5)), listVersion: row.isNull(6) ? nil : Int(clamping: row.integer(6)),
            work: row.integer(7) == CaseWork.undescribed ? nil : caseWork(row)
        )
    }

    private static func caseWork(_ row: PostgresRow) -> CaseWork {
        let due = row.integer(9)
        return CaseWork(
            tasks: CaseWork.tasks(of: row.integer(8)), due: due == CaseWork.noTerm ? nil : Instant(milliseconds: due),
            kind: row.isNull(10) ? nil : ReportKind(rawValue: row.text(10)), openObjections: Int(clamping: row.integer(11)),
            proposer: row.isNull(12) ? nil : row.text(12), isAlert: CaseWork.isAlert(row.integer(8))
        )
    }
}
