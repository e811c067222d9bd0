// SPDX-License-Identifier: EUPL-1.2

/// The numbered forward migrations of the PostgreSQL engine.
///
/// Texts are compared by their bytes. Of columns with personal data or salts the server keeps no statistics, as those hold samples
/// of the values. Tables from which is deleted are partitioned, because erasing rewrites whole partitions: payloads by index, the
/// others by hash.
enum PostgresSchema {
    /// How many entries' payloads go into one partition.
    static let payloadsPerPartition: UInt64 = 65_536

    static let migrations: [PostgresMigration] = [
        PostgresMigration(1, "ledger", oldestProgram: 1, ledger),
        PostgresMigration(2, "exchange", oldestProgram: 2, exchange + hashPartitions),
        PostgresMigration(3, "many-hubs", oldestProgram: 3, manyHubs),
        PostgresMigration(4, "subject-runs", oldestProgram: 3, subjectRuns),
        PostgresMigration(5, "worklist", oldestProgram: 3, worklist),
        PostgresMigration(6, "readings", oldestProgram: 3, readings),
        PostgresMigration(7, "figures", oldestProgram: 3, figures),
    ]

    /// The statements that make the partition for payloads of this number. The table is made apart and then attached, which, other
    /// than making it in place, waits for nobody who reads.
    static func payloadPartition(_ number: UInt64) -> [String] {
        let name = "payloads_\(number)"
        let start = number * payloadsPerPartition
        return [
            "CREATE TABLE IF NOT EXISTS \(name) (LIKE payloads INCLUDING ALL)",
            "ALTER TABLE \(name) ALTER salt SET STATISTICS 0, ALTER bytes SET STATISTICS 0",
            "ALTER TABLE payloads ATTACH PARTITION \(name) FOR VALUES FROM (\(start)) TO (\(start + payloadsPerPartition))",
        ]
    }

    private static let ledger = """
        CREATE TABLE heads (
            log TEXT COLLATE "C" PRIMARY KEY, size BIGINT NOT NULL, time BIGINT NOT NULL, checkpoint TEXT COLLATE "C" NOT NULL
        ) WITH (fillfactor = 50);
        CREATE TABLE entries (
            log TEXT COLLATE "C" NOT NULL, idx BIGINT NOT NULL, tag BYTEA NOT NULL, sequence BIGINT NOT NULL,
            stream TEXT COLLATE "C" NOT NULL, leaf BYTEA NOT NULL, PRIMARY KEY (log, idx)
        );
        CREATE UNIQUE INDEX entries_by_sequence ON entries (log, tag, sequence);
        CREATE INDEX entries_by_stream ON entries (log, stream, idx);
        CREATE TABLE payloads (
            log TEXT COLLATE "C" NOT NULL, idx BIGINT NOT NULL, salt BYTEA NOT NULL, bytes BYTEA NOT NULL, PRIMARY KEY (log, idx)
        ) PARTITION BY RANGE (idx);
        ALTER TABLE payloads ALTER salt SET STATISTICS 0, ALTER bytes SET STATISTICS 0;
        CREATE TABLE tiles (
            log TEXT COLLATE "C" NOT NULL, level BIGINT NOT NULL, idx BIGINT NOT NULL, hashes BYTEA NOT NULL,
            PRIMARY KEY (log, level, idx)
        );
        ALTER TABLE tiles ALTER hashes SET STORAGE EXTERNAL, ALTER hashes SET STATISTICS 0;
        """

    private static let exchange = """
        CREATE TABLE cases (
            register TEXT COLLATE "C" NOT NULL, id TEXT COLLATE "C" NOT NULL, phase TEXT COLLATE "C" NOT NULL,
            opened BIGINT NOT NULL, updated BIGINT NOT NULL, due BIGINT, subjects BIGINT NOT NULL, list_version BIGINT,
            PRIMARY KEY (register, id)
        );
        CREATE INDEX cases_by_phase ON cases (register, phase, updated);
        CREATE INDEX cases_by_update ON cases (register, updated);
        CREATE INDEX cases_due ON cases (register, due) WHERE due IS NOT NULL;
        CREATE TABLE keys (
            register TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL, value TEXT COLLATE "C" NOT NULL,
            case_id TEXT COLLATE "C" NOT NULL, PRIMARY KEY (register, kind, value, case_id)
        ) PARTITION BY HASH (value);
        CREATE INDEX keys_by_case ON keys (register, case_id, kind, value);
        CREATE TABLE holds (
            register TEXT COLLATE "C" NOT NULL, list TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NOT NULL,
            case_id TEXT COLLATE "C" NOT NULL, status TEXT COLLATE "C" NOT NULL, PRIMARY KEY (register, list, subject, case_id)
        ) PARTITION BY HASH (subject);
        CREATE INDEX holds_by_case ON holds (register, list, case_id);
        CREATE TABLE measures (
            id TEXT COLLATE "C" PRIMARY KEY, register TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL
        );
        CREATE INDEX measures_by_register ON measures (register);
        CREATE TABLE facts (
            measure TEXT COLLATE "C" NOT NULL, fact TEXT COLLATE "C" NOT NULL, edge TEXT COLLATE "C" NOT NULL,
            version BIGINT NOT NULL, at BIGINT NOT NULL, stated BIGINT NOT NULL, PRIMARY KEY (measure, fact, edge, version)
        );
        CREATE INDEX facts_by_version ON facts (measure, fact, version, edge);
        CREATE TABLE snapshots (
            register TEXT COLLATE "C" NOT NULL, list TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, size BIGINT NOT NULL,
            subjects BIGINT NOT NULL, length BIGINT NOT NULL, digest BYTEA NOT NULL, entry BIGINT,
            PRIMARY KEY (register, list, version)
        );
        CREATE TABLE snapshot_parts (
            register TEXT COLLATE "C" NOT NULL, list TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, part BIGINT NOT NULL,
            bytes BYTEA NOT NULL, PRIMARY KEY (register, list, version, part)
        );
        ALTER TABLE snapshot_parts ALTER bytes SET STATISTICS 0;
        CREATE TABLE acts (
            key TEXT COLLATE "C" PRIMARY KEY, fingerprint BYTEA NOT NULL, answer BYTEA NOT NULL, at BIGINT NOT NULL
        ) PARTITION BY HASH (key);
        CREATE INDEX acts_by_time ON acts (at);
        CREATE TABLE settings (name TEXT COLLATE "C" PRIMARY KEY, value BYTEA NOT NULL);
        ALTER TABLE settings ALTER value SET STATISTICS 0;

        """

    private static let hashPartitions = [
        ("keys", ["value"]), ("holds", ["subject"]), ("acts", ["key", "fingerprint", "answer"]),
    ].flatMap { table, columns in
        let hidden = columns.map { "ALTER \($0) SET STATISTICS 0" }.joined(separator: ", ")
        return ["ALTER TABLE \(table) \(hidden);\n"]
            + (0..<16).map { number in
                let name = "\(table)_\(number)"
                return """
                    CREATE TABLE \(name) PARTITION OF \(table) FOR VALUES WITH (MODULUS 16, REMAINDER \(number));
                    ALTER TABLE \(name) \(hidden);

                    """
            }
    }.joined()

    private static let manyHubs = """
        CREATE TABLE lease (
            id BIGINT PRIMARY KEY CHECK (id = 1), holder TEXT COLLATE "C" NOT NULL, address TEXT COLLATE "C" NOT NULL,
            epoch BIGINT NOT NULL, until TIMESTAMPTZ NOT NULL
        ) WITH (fillfactor = 10);
        INSERT INTO lease (id, holder, address, epoch, until) VALUES (1, '', '', 0, '-infinity');
        CREATE TABLE outcomes (
            writer TEXT COLLATE "C" PRIMARY KEY, number BIGINT NOT NULL, is_void BOOLEAN NOT NULL,
            at TIMESTAMPTZ NOT NULL DEFAULT now()
        ) WITH (fillfactor = 10);
        CREATE TABLE scrub_marks (relation TEXT COLLATE "C" PRIMARY KEY, marked BIGINT NOT NULL);
        """
}
