// SPDX-License-Identifier: EUPL-1.2

extension PostgresSchema {
    /// The orders of cases in which something goes over a limit.
    static let clearances = """
        CREATE INDEX cases_to_clearance_by_due ON cases (register, work_due, id, opened) WHERE (tasks & 16) <> 0;
        CREATE INDEX cases_to_clearance_by_updated ON cases (register, updated, id) WHERE (tasks & 16) <> 0;
        """

    /// What worklists need of a case, and an index for each order in which they are read.
    ///
    /// A hub of the version before goes on writing rows without it; the clock of a hub that knows of it adds it (`described` tells which
    /// rows those are). Two indexes give way to others on the same columns and the number, which serve that hub as well.
    static let worklist = """
        ALTER TABLE cases
            ADD described BIGINT NOT NULL DEFAULT -1000000000000000000, ADD tasks BIGINT NOT NULL DEFAULT 0,
            ADD work_due BIGINT NOT NULL DEFAULT 9223372036854775807, ADD first_kind TEXT COLLATE "C",
            ADD objections BIGINT NOT NULL DEFAULT 0, ADD proposer TEXT COLLATE "C";
        CREATE INDEX cases_by_due ON cases (register, work_due, id, opened, phase);
        CREATE INDEX cases_by_updated ON cases (register, updated, id);
        CREATE INDEX cases_by_opened ON cases (register, opened, id, phase);
        CREATE INDEX cases_by_phase_updated ON cases (register, phase, updated, id);
        CREATE INDEX cases_to_decide_by_due ON cases (register, work_due, id, opened) WHERE (tasks & 1) <> 0;
        CREATE INDEX cases_to_decide_by_updated ON cases (register, updated, id) WHERE (tasks & 1) <> 0;
        CREATE INDEX cases_to_confirm_by_due ON cases (register, work_due, id, opened, proposer) WHERE (tasks & 2) <> 0;
        CREATE INDEX cases_to_confirm_by_updated ON cases (register, updated, id, proposer) WHERE (tasks & 2) <> 0;
        CREATE INDEX cases_to_objection_by_due ON cases (register, work_due, id, opened) WHERE (tasks & 4) <> 0;
        CREATE INDEX cases_to_objection_by_updated ON cases (register, updated, id) WHERE (tasks & 4) <> 0;
        CREATE INDEX cases_to_rectification_by_due ON cases (register, work_due, id, opened) WHERE (tasks & 8) <> 0;
        CREATE INDEX cases_to_rectification_by_updated ON cases (register, updated, id) WHERE (tasks & 8) <> 0;
        CREATE INDEX cases_without_work ON cases (register, id) WHERE described <> updated;
        DROP INDEX cases_by_phase;
        DROP INDEX cases_by_update;
        """
}
