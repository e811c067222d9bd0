// SPDX-License-Identifier: EUPL-1.2

extension SQLiteSchema {
    /// The orders of cases in which something goes over a limit.
    static let clearances = """
        CREATE INDEX cases_to_clearance_by_due ON cases (register, work_due, id, opened, tasks) WHERE (tasks & 16) <> 0;
        CREATE INDEX cases_to_clearance_by_updated ON cases (register, updated, id, tasks) WHERE (tasks & 16) <> 0;
        """

    /// What worklists need of a case, and an index for each order in which they are read. An index that is not on all columns of the
    /// order gives way to one that is, so that cases of the same millisecond have an order too. Each has what is asked of its rows, so
    /// that only the rows of a page are read.
    static let worklist = """
        ALTER TABLE cases ADD COLUMN described INTEGER NOT NULL DEFAULT -1000000000000000000;
        ALTER TABLE cases ADD COLUMN tasks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN work_due INTEGER NOT NULL DEFAULT 9223372036854775807;
        ALTER TABLE cases ADD COLUMN first_kind TEXT;
        ALTER TABLE cases ADD COLUMN objections INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE cases ADD COLUMN proposer TEXT;
        DROP INDEX cases_by_phase;
        DROP INDEX cases_by_update;
        CREATE INDEX cases_by_due ON cases (register, work_due, id, opened, phase);
        CREATE INDEX cases_by_updated ON cases (register, updated, id);
        CREATE INDEX cases_by_opened ON cases (register, opened, id, phase);
        CREATE INDEX cases_by_phase_updated ON cases (register, phase, updated, id);
        CREATE INDEX cases_to_decide_by_due ON cases (register, work_due, id, opened, tasks) WHERE (tasks & 1) <> 0;
        CREATE INDEX cases_to_decide_by_updated ON cases (register, updated, id, tasks) WHERE (tasks & 1) <> 0;
        CREATE INDEX cases_to_confirm_by_due ON cases (register, work_due, id, opened, proposer, tasks) WHERE (tasks & 2) <> 0;
        CREATE INDEX cases_to_confirm_by_updated ON cases (register, updated, id, proposer, tasks) WHERE (tasks & 2) <> 0;
        CREATE INDEX cases_to_objection_by_due ON cases (register, work_due, id, opened, tasks) WHERE (tasks & 4) <> 0;
        CREATE INDEX cases_to_objection_by_updated ON cases (register, updated, id, tasks) WHERE (tasks & 4) <> 0;
        CREATE INDEX cases_to_rectification_by_due ON cases (register, work_due, id, opened, tasks) WHERE (tasks & 8) <> 0;
        CREATE INDEX cases_to_rectification_by_updated ON cases (register, updated, id, tasks) WHERE (tasks & 8) <> 0;
        CREATE INDEX cases_without_work ON cases (register, id, described, updated) WHERE described <> updated;
        """
}
