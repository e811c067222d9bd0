// SPDX-License-Identifier: EUPL-1.2

extension PostgresSchema {
    /// Subjects by case, and their index in runs, in the place of the table `keys`.
    ///
    /// The rows there are copied while others write. Only then `keys` is locked, for as long as it takes to copy what was written
    /// meanwhile. A hub of the version before goes on: for it `keys` is a view, whose rows come and go with the new ones.
    static let subjectRuns = tables + partitions + copying + formerNames

    private static let tables = """
        CREATE TABLE case_subjects (
            register TEXT COLLATE "C" NOT NULL, case_id TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
            value TEXT COLLATE "C" NOT NULL, PRIMARY KEY (register, case_id, kind, value)
        ) PARTITION BY HASH (case_id);
        CREATE TABLE runs (
            number BIGINT PRIMARY KEY, rows BIGINT NOT NULL, is_open BOOLEAN NOT NULL, target BIGINT
        ) WITH (fillfactor = 10);
        CREATE TABLE subject_runs (
            run BIGINT NOT NULL, value TEXT COLLATE "C" NOT NULL, register TEXT COLLATE "C" NOT NULL,
            kind TEXT COLLATE "C" NOT NULL, case_id TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (run, value, register, kind, case_id)
        ) PARTITION BY HASH (value);

        """

    /// Rows are moved from run to run several times, so that what they leave behind is to be cleared sooner than elsewhere.
    private static let partitions = [
        ("case_subjects", ""), ("subject_runs", "WITH (autovacuum_vacuum_scale_factor = 0.05)"),
    ].map { table, settings in
        "ALTER TABLE \(table) ALTER value SET STATISTICS 0;\n"
            + (0..<16).map { number in
                """
                CREATE TABLE \(table)_\(number) PARTITION OF \(table) FOR VALUES WITH (MODULUS 16, REMAINDER \(number)) \(settings);
                ALTER TABLE \(table)_\(number) ALTER value SET STATISTICS 0;

                """
            }.joined()
    }.joined()

    /// Transactions that had not ended when the copying began have numbers from `horizon` on.
    private static let copying = """
        DO $$
        DECLARE
            horizon xid := pg_snapshot_xmin(pg_current_snapshot())::xid;
        BEGIN
            INSERT INTO case_subjects (register, case_id, kind, value)
                SELECT register, case_id, kind, value FROM keys ORDER BY register, case_id, kind, value;
            INSERT INTO subject_runs (run, register, kind, value, case_id)
                SELECT 1, register, kind, value, case_id FROM keys ORDER BY value, register, kind, case_id;
            LOCK TABLE keys IN ACCESS EXCLUSIVE MODE;
            INSERT INTO case_subjects (register, case_id, kind, value)
                SELECT register, case_id, kind, value FROM keys WHERE age(xmin) <= age(horizon) ON CONFLICT DO NOTHING;
            INSERT INTO subject_runs (run, register, kind, value, case_id)
                SELECT 1, register, kind, value, case_id FROM keys WHERE age(xmin) <= age(horizon) ON CONFLICT DO NOTHING;
            -- Each copy has all that is in keys now; what is beyond that was removed meanwhile, and may be in one of them only.
            IF (SELECT count(*) FROM keys) <> (SELECT count(*) FROM case_subjects)
                OR (SELECT count(*) FROM keys) <> (SELECT count(*) FROM subject_runs) THEN
                DELETE FROM case_subjects AS c WHERE NOT EXISTS (
                    SELECT FROM keys AS k WHERE (k.register, k.kind, k.value, k.case_id) = (c.register, c.kind, c.value, c.case_id));
                DELETE FROM subject_runs AS r WHERE NOT EXISTS (
                    SELECT FROM keys AS k WHERE (k.register, k.kind, k.value, k.case_id) = (r.register, r.kind, r.value, r.case_id));
                INSERT INTO scrub_marks (relation, marked)
                    SELECT relation, pg_current_xact_id()::text::bigint
                    FROM unnest(ARRAY['case_subjects', 'subject_runs']) AS marks (relation)
                    ON CONFLICT (relation) DO UPDATE SET marked = EXCLUDED.marked;
            END IF;
            INSERT INTO runs (number, rows, is_open) SELECT 1, count(*), FALSE FROM keys HAVING count(*) > 0;
            INSERT INTO runs (number, rows, is_open) VALUES (2, 0, TRUE);
        END
        $$;
        DROP TABLE keys;

        """

    private static let formerNames = """
        CREATE VIEW keys AS SELECT register, kind, value, case_id FROM case_subjects;
        CREATE FUNCTION keys_added() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO case_subjects (register, case_id, kind, value)
                VALUES (NEW.register, NEW.case_id, NEW.kind, NEW.value) ON CONFLICT DO NOTHING;
            IF FOUND THEN
                INSERT INTO subject_runs (run, register, kind, value, case_id)
                    SELECT number, NEW.register, NEW.kind, NEW.value, NEW.case_id FROM runs WHERE is_open;
            END IF;
            RETURN NEW;
        END
        $$;
        CREATE TRIGGER keys_added INSTEAD OF INSERT ON keys FOR EACH ROW EXECUTE FUNCTION keys_added();
        CREATE FUNCTION keys_removed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM case_subjects WHERE register = OLD.register AND case_id = OLD.case_id AND kind = OLD.kind
                AND value = OLD.value;
            DELETE FROM subject_runs WHERE run = ANY (ARRAY(SELECT number FROM runs)) AND register = OLD.register
                AND kind = OLD.kind AND value = OLD.value AND case_id = OLD.case_id;
            INSERT INTO scrub_marks (relation, marked)
                SELECT relation, pg_current_xact_id()::text::bigint
                FROM unnest(ARRAY['case_subjects', 'subject_runs']) AS marks (relation)
                ON CONFLICT (relation) DO UPDATE SET marked = EXCLUDED.marked;
            RETURN OLD;
        END
        $$;
        CREATE TRIGGER keys_removed INSTEAD OF DELETE ON keys FOR EACH ROW EXECUTE FUNCTION keys_removed();
        """
}
