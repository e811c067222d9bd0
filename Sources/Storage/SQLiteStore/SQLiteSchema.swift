// SPDX-License-Identifier: EUPL-1.2

import GRDB

/// The numbered forward migrations of the SQLite engine.
enum SQLiteSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-ledger") { database in
            try database.execute(
                sql: """
                    CREATE TABLE heads (
                        log TEXT PRIMARY KEY, size INTEGER NOT NULL, time INTEGER NOT NULL, checkpoint TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE entries (
                        log TEXT NOT NULL, idx INTEGER NOT NULL, tag BLOB NOT NULL, sequence INTEGER NOT NULL,
                        stream TEXT NOT NULL, leaf BLOB NOT NULL, PRIMARY KEY (log, idx)
                    ) STRICT, WITHOUT ROWID;
                    CREATE UNIQUE INDEX entries_by_sequence ON entries (log, tag, sequence);
                    CREATE INDEX entries_by_stream ON entries (log, stream, idx);
                    CREATE TABLE payloads (
                        log TEXT NOT NULL, idx INTEGER NOT NULL, salt BLOB NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (log, idx)
                    ) STRICT;
                    CREATE TABLE tiles (
                        log TEXT NOT NULL, level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (log, level, idx)
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("002-exchange") { database in
            try database.execute(
                sql: """
                    CREATE TABLE cases (
                        register TEXT NOT NULL, id TEXT NOT NULL, phase TEXT NOT NULL, opened INTEGER NOT NULL, updated INTEGER NOT NULL,
                        due INTEGER, subjects INTEGER NOT NULL, list_version INTEGER, PRIMARY KEY (register, id)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX cases_by_phase ON cases (register, phase, updated);
                    CREATE INDEX cases_by_update ON cases (register, updated);
                    CREATE INDEX cases_due ON cases (register, due) WHERE due IS NOT NULL;
                    CREATE TABLE keys (
                        register TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, case_id TEXT NOT NULL,
                        PRIMARY KEY (register, kind, value, case_id)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX keys_by_case ON keys (register, case_id);
                    CREATE TABLE holds (
                        register TEXT NOT NULL, list TEXT NOT NULL, subject TEXT NOT NULL, case_id TEXT NOT NULL, status TEXT NOT NULL,
                        PRIMARY KEY (register, list, subject, case_id)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX holds_by_case ON holds (register, list, case_id);
                    CREATE TABLE measures (
                        id TEXT PRIMARY KEY, register TEXT NOT NULL, state TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX measures_by_register ON measures (register);
                    CREATE TABLE facts (
                        measure TEXT NOT NULL, fact TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, stated INTEGER NOT NULL,
                        edge TEXT NOT NULL, PRIMARY KEY (measure, fact, version)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE acts (
                        key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, answer BLOB NOT NULL, at INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX acts_by_time ON acts (at);
                    CREATE TABLE settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("003-edges-and-snapshots") { database in
            try database.execute(
                sql: """
                    ALTER TABLE facts RENAME TO former_facts;
                    CREATE TABLE facts (
                        measure TEXT NOT NULL, fact TEXT NOT NULL, edge TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
                        stated INTEGER NOT NULL, PRIMARY KEY (measure, fact, edge, version)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX facts_by_version ON facts (measure, fact, version, edge);
                    INSERT INTO facts SELECT measure, fact, edge, version, at, stated FROM former_facts;
                    DROP TABLE former_facts;
                    ALTER TABLE acts RENAME TO former_acts;
                    CREATE TABLE acts (key TEXT NOT NULL, fingerprint BLOB NOT NULL, answer BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
                    INSERT INTO acts SELECT key, fingerprint, answer, at FROM former_acts ORDER BY at;
                    DROP TABLE former_acts;
                    CREATE UNIQUE INDEX acts_by_key ON acts (key);
                    CREATE INDEX acts_by_time ON acts (at);
                    CREATE TABLE snapshots (
                        register TEXT NOT NULL, list TEXT NOT NULL, version INTEGER NOT NULL, size INTEGER NOT NULL,
                        subjects INTEGER NOT NULL, length INTEGER NOT NULL, digest BLOB NOT NULL, entry INTEGER,
                        PRIMARY KEY (register, list, version)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE snapshot_parts (
                        register TEXT NOT NULL, list TEXT NOT NULL, version INTEGER NOT NULL, part INTEGER NOT NULL, bytes BLOB NOT NULL,
                        PRIMARY KEY (register, list, version, part)
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("004-subject-runs") { database in
            try database.execute(
                sql: """
                    CREATE TABLE case_subjects (
                        register TEXT NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
                        PRIMARY KEY (register, case_id, kind, value)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE runs (
                        number INTEGER PRIMARY KEY, rows INTEGER NOT NULL, is_open INTEGER NOT NULL, target INTEGER
                    ) STRICT;
                    CREATE TABLE subject_runs (
                        run INTEGER NOT NULL, value TEXT NOT NULL, register TEXT NOT NULL, kind TEXT NOT NULL, case_id TEXT NOT NULL,
                        PRIMARY KEY (run, value, register, kind, case_id)
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO case_subjects SELECT register, case_id, kind, value FROM keys ORDER BY register, case_id, kind, value;
                    INSERT INTO subject_runs
                        SELECT 1, value, register, kind, case_id FROM keys ORDER BY value, register, kind, case_id;
                    INSERT INTO runs SELECT 1, count(*), 0, NULL FROM keys HAVING count(*) > 0;
                    INSERT INTO runs VALUES (2, 0, 1, NULL);
                    DROP TABLE keys;
                    CREATE TRIGGER subject_added AFTER INSERT ON case_subjects BEGIN
                        INSERT INTO subject_runs (run, value, register, kind, case_id)
                            SELECT number, NEW.value, NEW.register, NEW.kind, NEW.case_id FROM runs WHERE is_open = 1;
                    END;
                    CREATE TRIGGER subject_forgotten AFTER DELETE ON case_subjects BEGIN
                        DELETE FROM subject_runs WHERE run IN (SELECT number FROM runs) AND value = OLD.value
                            AND register = OLD.register AND kind = OLD.kind AND case_id = OLD.case_id;
                    END;
                    """
            )
        }
        migrator.registerMigration("005-worklist") { try $0.execute(sql: worklist) }
        migrator.registerMigration("006-readings") { try $0.execute(sql: readings) }
        migrator.registerMigration("007-figures") { try $0.execute(sql: figures) }
        return migrator
    }
}
